function letter(q)
  table.concat({}, '', math.maxinteger, math.maxinteger)
end
-- says: cannot join a nil
