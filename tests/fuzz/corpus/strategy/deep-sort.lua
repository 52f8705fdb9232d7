local function f()
  table.sort({1, 2, 3}, function(a, b) f() return a < b end)
end
function letter(q) f() end
-- says: C stack overflow
