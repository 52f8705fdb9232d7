local _ENV = {}
function letter(q) end
