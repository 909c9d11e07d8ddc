class Circle:
    def __init__(self, radius):
        self.radius = radius

    @property
    def radius(self):
        return self._radius

    @radius.setter
    def radius(self, value):
        if value < 0:
            raise ValueError("negative")
        self._radius = value


circle = Circle(2)
circle.radius += 1
try:
    circle.radius = -1
except ValueError as error:
    message = str(error)
