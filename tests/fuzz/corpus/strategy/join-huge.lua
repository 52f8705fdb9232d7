function letter(q) table.concat({}, 'x', 1, math.maxinteger) end
-- says: cannot join a nil
