function letter(q) while true do local l = q.letters end end
-- says: too long
