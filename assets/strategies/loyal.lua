-- loyal: does the duty in everything. The empty example: copy it to begin.
--
-- A strategy answers questions. For each kind of question it may have a function
-- of that name (letter, seal, capture, ..); answer(q) takes all others. What it
-- returns is an option, such as {say = "retreat"}; nothing at all is the duty.

function answer(q)
end
