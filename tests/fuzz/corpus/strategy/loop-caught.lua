function letter(q)
  pcall(function() while true do end end)
  return {silent = true}
end
-- says: too long
