function letter(q) string.rep = nil return ('x'):rep(2) end
-- says: attempt to call
