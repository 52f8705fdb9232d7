-- liar: lies to one general only, and tells all others the truth. Under OM(1)
-- that is enough wherever anything is: three generals and one traitor, or two
-- traitors among four to six. It takes fewer lies than "opposite".
--
--   strategos run --rule oral -n 3 --traitors 2 --as traitors=liar.lua
--   strategos run --rule oral -n 6 --traitors 4,5 --as traitors=liar.lua

local victim

-- The victim is the last loyal lieutenant.
function start(siege)
  for _, g in ipairs(siege.loyal) do
    if g ~= siege.commander then
      victim = g
    end
  end
end

function letter(q)
  if q.target == victim and q.order then
    return {say = other(q.order)}
  end
end
