function letter(q) return string.dump(letter) end
-- says: field 'dump'
