function letter(q)
  local s = ('x'):rep(16000)
  local a, b = s .. 1, s .. 2
  while true do local c = a < b or a == b end
end
-- says: too long
