function letter(q) return {say = 'attack', silent = true} end
-- says: one verb, not 2
