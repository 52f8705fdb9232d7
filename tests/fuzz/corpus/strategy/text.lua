function letter(q) return 'attack' end
-- says: a string is no answer
