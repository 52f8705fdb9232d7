function letter(q) return ('x'):rep(1000, ('y'):rep(1000)) end
-- says: string.rep makes
