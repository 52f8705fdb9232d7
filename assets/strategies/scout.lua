-- scout: plays the city, and captures the last messenger that matters. Who wrote
-- it believes that it came; who should have read it never hears of it.
--
--   strategos run LEVEL --as city=scout.lua      (a level whose roads are watched)
--
-- A city under a clock reads no letters. It knows who rides where, in which
-- round, and how many captures it has left (q.budget).

plays = "city"

local last = 1 -- the round whose messengers are taken

function start(siege)
  if siege.rule == "acks" then
    last = siege.confirmations + 1 -- the order's messenger rides in round 1
  elseif siege.rule == "relay" then
    last = 1 -- a chain breaks wherever it is cut
  else
    last = siege.m + 1 -- OM(m) and SM(m) have m + 1 rounds
  end
end

function capture(q)
  if q.round >= last then
    return {capture = true}
  end
end
