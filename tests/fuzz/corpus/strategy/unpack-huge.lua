function letter(q)
  return table.unpack({}, math.mininteger, math.maxinteger)
end
-- says: up to 200
