function letter(q)
  local t, s = {}, ('x'):rep(16000)
  while true do t[s .. #t] = 1 end
end
-- says: too long
