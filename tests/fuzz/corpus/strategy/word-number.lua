function letter(q) return {say = 7} end
-- says: {say = 7} is no answer
