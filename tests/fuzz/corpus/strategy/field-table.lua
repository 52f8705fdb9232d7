function letter(q) return q[{}] end
-- says: no field "table"
