local function wait() for i = 1, 90 do end end
local function f(...) wait() wait() return f(nil, nil, nil, nil, nil, nil, nil, nil, ...) end
function letter(q)
  while true do pcall(f) end
end
-- says: more than 250 values
