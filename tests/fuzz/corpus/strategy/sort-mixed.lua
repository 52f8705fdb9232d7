function letter(q) table.sort({1, 'a', {}}) end
-- says: attempt to compare
