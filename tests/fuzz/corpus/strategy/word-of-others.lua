function letter(q) return {capture = true} end
-- says: {capture = true} is no answer
