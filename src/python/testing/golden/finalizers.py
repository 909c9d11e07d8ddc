class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("gone", self.name)


def make():
    local = Noisy("local")
    return 1


make()
kept = Noisy("kept")
kept = None
