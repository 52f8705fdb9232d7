function letter(q) return {say = {}} end
-- says: "say" cannot be
