function letter(q) return ('aaa'):find('a*') end
-- says: method 'find'
