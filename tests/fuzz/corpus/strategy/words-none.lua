function letter(q) return {} end
-- says: says nothing
