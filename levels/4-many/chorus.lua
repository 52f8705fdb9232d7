-- chorus: two traitors among seven who listen first, and then sing together.
-- It plays in the level beside it, and wherever letters are without seals.
--
-- They cannot win: OM(2) holds against two traitors among seven, whatever they
-- write. But who has read three rounds of letters is tempted to count them all
-- alike. So they see to it that the most letters say what is not so.

local wrong    -- the order that most letters shall name
local ours     -- true: the commander is one of us
local told     -- told[g]: what he then tells general g
local whisper  -- whisper[g]: what his friend tells g that he was told

-- Put a list into another order; the siege's seed says which.
local function shuffle(list)
  for i = #list, 2, -1 do
    local j = math.random(i)
    list[i], list[j] = list[j], list[i]
  end
end

-- Divide the loyal ones so that the friend's voice decides, and let that voice
-- say one thing while the crowd of letters says the other.
local function divide(loyal, attack, retreat)
  local tie = math.random(3) > 1
  local most = (#loyal + 1) // 2 + (tie and 0 or 1)
  shuffle(loyal)
  for i, g in ipairs(loyal) do
    told[g] = i <= most and attack or retreat
  end
  shuffle(loyal)
  for i, g in ipairs(loyal) do
    whisper[g] = 2 * i <= #loyal + 1 and retreat or attack
  end
  wrong = attack
  print(tie and "3 : 3" or "4 : 2") -- how the voices will stand
end

function start(siege)
  wrong, ours, told, whisper = nil, false, {}, {}
  local loyal = {}
  for _, g in ipairs(siege.loyal) do
    loyal[#loyal + 1] = g
  end
  for _, g in ipairs(siege.traitors) do
    ours = ours or g == siege.commander
  end
  if ours then
    divide(loyal, siege.orders[#siege.orders], siege.orders[1])
  end
end

function letter(q)
  if ours and q.round == 1 then
    return {say = told[q.target] or q.order}
  elseif ours and q.round == 2 then
    return {say = whisper[q.target] or wrong}
  elseif not wrong then -- the commander is loyal: now we know what he wrote
    wrong = other(q.order)
    print(q.order .. " -> " .. wrong) -- read in the debrief
  end
  return {say = wrong}
end
