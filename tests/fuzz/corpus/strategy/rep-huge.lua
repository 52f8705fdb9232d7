function letter(q) return string.rep('x', math.maxinteger) end
-- says: string.rep makes
