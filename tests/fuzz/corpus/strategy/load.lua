function letter(q) return load('return 1')() end
-- says: global 'load'
