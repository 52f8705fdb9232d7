function letter(q)
  while true do
    pcall(function() local s = 'x' while true do s = s .. s end end)
  end
end
-- says: more than 16 kB
