function letter(q) pcall(error, 7) error('bad number') end
-- says: bad number
