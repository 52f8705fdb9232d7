function letter(q) return coroutine.wrap(function() end) end
-- says: global 'coroutine'
