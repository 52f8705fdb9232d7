function letter(q)
  local t = {}
  for i = 1, 20000 do t[i] = 'x' end
  return table.concat(t)
end
-- says: 16 kB
