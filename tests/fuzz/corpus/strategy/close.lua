function letter(q) local x <close> = {} end
-- says: 1: 
