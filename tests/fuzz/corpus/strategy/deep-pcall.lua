local function f() return pcall(f) end
function letter(q)
  f()
  error('the end')
end
-- says: the end
