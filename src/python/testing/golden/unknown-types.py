import io
import itertools
import re
from types import SimpleNamespace


class Loud:
    def __repr__(self):
        print("repr was called")
        return "LOUD"


loud = Loud()
thing = object()
stream = io.StringIO("text")
found = re.search("b+", "abbc")
pattern = re.compile("b+")
space = SimpleNamespace(a=1)
count = itertools.count(5)
next(count)
