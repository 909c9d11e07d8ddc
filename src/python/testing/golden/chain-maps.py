from collections import ChainMap

base = {"a": 1}
chain = ChainMap({}, base)
chain["b"] = 2
both = chain["a"], chain["b"]
