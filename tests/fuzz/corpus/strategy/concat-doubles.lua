function letter(q)
  local s = 'x'
  while true do s = s .. s end
end
-- says: more than 16 kB
