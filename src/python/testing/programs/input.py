import sys

name = input("name? ")
count = int(input())
print(name * count)
rest = [line.strip() for line in sys.stdin]
print(rest)
try:
    input()
except EOFError as error:
    print("EOF", error)
print("to stderr", file=sys.stderr)
sys.stdout.write("no newline")
print("a", "b", sep="-", end="!\n")
