function letter(q)
  local t = {a = 1, b = 2, c = 3}
  for k in pairs(t) do t[k] = nil t[k .. 'x'] = 1 end
  for k in pairs(t) do t = nil break end
  error('the end')
end
-- says: the end
