name = "Ada"
width = 8
price = 3.14159
line = f"{name!r:>{width}}|{price:.2f}|{price = }"
braces = f"{{{name}}}"
nested = f"{", ".join(f"{n}" for n in range(2))}"
