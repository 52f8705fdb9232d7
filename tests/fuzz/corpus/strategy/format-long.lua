function letter(q) string.format('%0123456789d', 1) end
-- says: 1: invalid conversion
