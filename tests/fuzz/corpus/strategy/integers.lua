function letter(q)
  local x = math.mininteger // -1
  x = math.maxinteger + 1
  x = math.mininteger % -1
  return 1 // 0
end
-- says: divide by zero
