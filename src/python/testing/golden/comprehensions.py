squares = [n * n for n in range(3)]
even = {n for n in squares if n % 2 == 0}
lengths = {word: len(word) for word in ("a", "bb")}
grid = [[row * col for col in range(2)] for row in range(2)]


def shadow(n):
    doubled = [n * 2 for n in range(n)]
    return n, doubled


kept = shadow(2)
