function letter(q)
  pcall(function() while true do end end)
  return 3
end
-- says: too long
