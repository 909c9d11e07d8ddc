import math
import os.path
from collections import deque as d
import string as s

root = math.sqrt(16)
base = os.path.basename("/a/b")
queue = d([1])
letters = s.ascii_lowercase[:3]
