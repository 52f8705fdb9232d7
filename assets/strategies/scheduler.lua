-- scheduler: plays the city of a network without a clock (vote, coin), which
-- chooses what arrives next. It wants everybody to see as many zeros as ones,
-- so that nobody can propose anything, and coins have to be tossed again.
--
--   strategos simulate --rule coin -n 4 --inputs 0011 --runs 1000 \
--     --as city=scheduler.lua

plays = "city"

-- Where a general or a letter is in the course of the vote.
local function step(phase, stage)
  return 2 * phase + (stage == "proposal" and 1 or 0)
end

-- How welcome a letter is.
local function worth(option, general)
  if not general.phase then
    return 0 -- a traitor, or a rule without votes: nothing to hold back
  end
  local now = step(general.phase, general.stage)
  local about = step(option.phase, option.post)
  if general.decided or about < now then
    return 0 -- it comes too late to be counted: let it come
  elseif about > now then
    return -1e6 - now -- too early: it would be counted later, unseen by us
  end
  local zeros, ones = general.zeros, general.ones
  if option.order == "retreat" then -- the value 0
    zeros = zeros + 1
  elseif option.order then -- the value 1
    ones = ones + 1
  end -- else it says "no majority"
  -- The general furthest behind reads first, and what keeps the balance; of
  -- two that do, the one that says nothing.
  return -1000 * now - 2 * math.max(zeros, ones) - (option.order and 1 or 0)
end

function deliver(q)
  local best, most
  for i, option in ipairs(q.options) do
    if option.deliver then
      local now = worth(option, q.generals[option.to + 1])
      if not most or now > most then
        best, most = i, now
      end
    end
  end
  return best -- an option's number is an answer, too
end
