function letter(q) string.format('%s %d', 1) end
-- says: bad argument
