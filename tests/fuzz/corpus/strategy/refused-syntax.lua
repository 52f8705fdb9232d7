function letter(q) return
  end end
