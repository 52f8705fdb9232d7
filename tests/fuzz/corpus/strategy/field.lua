function letter(q) return {say = q.orderr} end
-- says: no field "orderr"
