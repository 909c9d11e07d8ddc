import sys

print("out", 1, sep="-", end="!\n")
print("err", file=sys.stderr)
sys.stdout.write("raw")
