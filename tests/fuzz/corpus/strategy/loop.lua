function letter(q) while true do end end
-- says: too long
