function letter(q) q.order = 1 end
-- says: cannot be changed
