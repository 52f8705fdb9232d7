function letter(q) return ('x'):rep(9999):byte(1, -1) end
-- says: up to 200
