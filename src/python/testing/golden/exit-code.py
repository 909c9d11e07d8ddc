import sys

code = 3
sys.exit(code)
