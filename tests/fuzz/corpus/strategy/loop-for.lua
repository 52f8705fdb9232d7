function letter(q) for i = 1, math.huge do end end
-- says: too long
