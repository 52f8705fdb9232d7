function letter(q) ::again:: goto again end
-- says: too long
