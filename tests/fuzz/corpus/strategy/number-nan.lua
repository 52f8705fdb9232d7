function letter(q) return 0 / 0 end
-- says: answers 1 to 3
