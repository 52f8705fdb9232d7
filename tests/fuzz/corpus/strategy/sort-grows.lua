function letter(q)
  local t = {3, 2, 1}
  table.sort(t, function(a, b) t[#t + 1] = a t[1] = nil return a < b end)
end
-- says: attempt to compare
