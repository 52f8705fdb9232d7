function letter(q) for k in pairs(q) do end end
-- says: table expected
