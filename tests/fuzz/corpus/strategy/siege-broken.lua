function letter(q) siege = nil return siege.n end
-- says: attempt to index
