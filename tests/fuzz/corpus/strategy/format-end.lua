function letter(q) string.format('%') end
-- says: does not know "%%"
