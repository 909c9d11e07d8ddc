name = input("Name? ")
age = int(input())
print(f"{name} is {age}")
try:
    input()
except EOFError:
    ended = True
