numbers = range(10)
odd = numbers[1::2]
down = range(3, 0, -1)
cut = slice(1, None, 2)
picked = "abcdef"[cut]
dots = ...
letters = list("abcd")
letters[1:3] = "X"
