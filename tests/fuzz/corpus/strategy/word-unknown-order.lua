function letter(q) return {say = 'flee'} end
-- says: {say = "flee"} is no answer
