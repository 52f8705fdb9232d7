function letter(q) for k in pairs({[{}] = 1}) do end end
-- says: key that is a table
