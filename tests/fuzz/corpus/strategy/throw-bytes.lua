function letter(q)
  error('bad\1luck\xff')
end
-- says: 2: bad?luck?
