-- opposite: writes another order than the duty, to everybody.
--
--   strategos run --rule oral -n 3 --traitors 2 --as traitors=opposite.lua

-- Letters without seals, and votes: say another order.
function letter(q)
  if q.order then
    return {say = other(q.order)}
  end
end

vote = letter

-- Under seals nobody can change what a loyal general wrote. What is left is to
-- keep a letter back, or to send one that is not due: the second option.
function seal(q)
  if #q.options > 1 then
    return 2
  end
end

vouch = seal
