class Vector:
    def __init__(self, *parts):
        self.parts = parts

    def __add__(self, other):
        return Vector(*(a + b for a, b in zip(self.parts, other.parts)))

    def __eq__(self, other):
        return self.parts == other.parts

    def __getitem__(self, place):
        return self.parts[place]

    def __repr__(self):
        return f"Vector{self.parts}"


v = Vector(1, 2)
w = v + v
same = w == Vector(2, 4)
second = w[1]
text = repr(w)
