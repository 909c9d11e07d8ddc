import functools
import math


class Greeter:
    def hello(self):
        return "hi"

    @classmethod
    def make(cls):
        return cls()

    @staticmethod
    def plain():
        return 1


greeter = Greeter.make()
bound = greeter.hello
function = Greeter.hello
builtin = len
method = [].append
descriptor = str.upper
partial = functools.partial(max, 3)
module = math
kinds = int, Greeter, type(None)
answer = bound(), partial(2)
