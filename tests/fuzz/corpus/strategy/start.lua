function start(s) error('no start') end
function letter(q) end
-- says: no start
