class Broken(Exception):
    def __init__(self, part, *args):
        super().__init__(part, *args)
        self.part = part


def read():
    try:
        int("x")
    except ValueError as error:
        raise Broken("number") from error


try:
    read()
except Broken as broken:
    cause = type(broken.__cause__).__name__
    part = broken.part
