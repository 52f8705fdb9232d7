function start(s) letter = nil answer = 5 error('gone') end
function letter(q) end
-- says: 
