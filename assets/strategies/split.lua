-- split: half of the generals hear one order, the other half another.
--
--   strategos run --rule oral -n 4 -m 1 --traitors 0,3 --as traitors=split.lua

local first -- the order that the traitors heard of first
local half  -- half[g] is true for the first half of the loyal lieutenants

-- Called once, before the first question of every siege.
function start(siege)
  first = siege.order -- told to a traitor commander; else nil
  half = {}
  local others = {}
  for _, g in ipairs(siege.loyal) do
    if g ~= siege.commander then
      others[#others + 1] = g
    end
  end
  for i, g in ipairs(others) do
    half[g] = 2 * (i - 1) < #others
  end
end

local function wish(q)
  first = first or q.order
  if half[q.target] == nil then
    return nil -- a fellow traitor, or the commander: the duty will do
  end
  return half[q.target] and first or other(first)
end

function letter(q)
  local order = q.duty == "say" and wish(q)
  return order and {say = order} or nil
end

vote = letter

-- Send each half only the letters that say what it shall hear.
function seal(q)
  local order = wish(q)
  if order == q.order then
    return {send = true}
  elseif order then
    return {withhold = true}
  end
end
