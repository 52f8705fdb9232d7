function letter(q) error({code = 1}) end
-- says: is a table, not a text
