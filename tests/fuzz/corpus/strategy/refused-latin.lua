-- é
function letter(q) end
