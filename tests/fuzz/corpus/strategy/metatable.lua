function letter(q) setmetatable({}, {__gc = function() end}) end
-- says: global 'setmetatable'
