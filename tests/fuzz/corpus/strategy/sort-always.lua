function letter(q)
  local t = {}
  for i = 1, 300 do t[i] = i * 7919 % 501 end
  table.sort(t, function(a, b) return true end)
  table.sort(t, function(a, b) return math.random() < 0.5 end)
  error('sorted')
end
-- says: sorted
