add = lambda a, b=1: a + b
three = add(2)
words = sorted(["bb", "a", "ccc"], key=lambda word: -len(word))
adders = [lambda x, n=n: x + n for n in range(2)]
values = [adder(10) for adder in adders]
