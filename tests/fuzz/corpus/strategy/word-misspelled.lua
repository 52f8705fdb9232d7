function letter(q) return {sya = 'attack'} end
-- says: nearest is "say"
