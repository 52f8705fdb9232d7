function letter(q) return 17 end
-- says: answers 1 to 3
