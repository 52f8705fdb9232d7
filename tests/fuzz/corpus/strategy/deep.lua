local function f(n) return 1 + f(n + 1) end
function letter(q) f(1) end
-- says: too long
