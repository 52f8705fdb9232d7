function letter(q) return {silent = false} end
-- says: "silent" cannot be
