function letter(q)
  while true do pcall(function() while true do end end) end
end
-- says: too long
