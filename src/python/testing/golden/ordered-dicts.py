from collections import OrderedDict

steps = OrderedDict(a=1, b=2)
steps.move_to_end("a")
first = steps.popitem(last=False)
