local function f(...) return f(1, ...) end
function letter(q) f() end
-- says: more than 250 values
