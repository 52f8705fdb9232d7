function letter(q) return {'attack'} end
-- says: not a list
