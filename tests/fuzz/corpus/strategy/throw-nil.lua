function letter(q) error() end
-- says: is a nil, not a text
