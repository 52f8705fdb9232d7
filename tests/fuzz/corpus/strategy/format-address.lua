function letter(q) error(string.format('%p', q)) end
-- says: does not know "%p"
