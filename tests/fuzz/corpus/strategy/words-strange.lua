function letter(q)
  return {zzz = 1, aaa = 2, mmm = 3, say = 'attack'}
end
-- says: no "aaa"
