class Animal:
    legs = 4

    def __init__(self, name):
        self.name = name

    def speak(self):
        return f"{self.name} has {self.legs} legs"


class Bird(Animal):
    legs = 2

    def speak(self):
        return super().speak() + " and wings"


text = Bird("Ada").speak()
