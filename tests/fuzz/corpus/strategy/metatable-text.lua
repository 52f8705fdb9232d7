function letter(q) getmetatable('').__index = nil end
-- says: global 'getmetatable'
