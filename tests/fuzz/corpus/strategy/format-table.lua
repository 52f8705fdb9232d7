function letter(q)
  error(string.format('%s %s ', q, print) .. tostring({}))
end
-- says: question function table
