function start(s) while true do end end
function letter(q) end
-- says: too long
