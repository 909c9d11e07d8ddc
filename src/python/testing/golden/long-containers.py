numbers = list(range(1500))
numbers[2] = "changed"
numbers[1400] = "beyond what is recorded"
numbers.append("end")
table = dict.fromkeys(range(1200))
text = "x" * 3000
del numbers[3:]
