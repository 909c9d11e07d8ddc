scope = {"x": 1}
exec("x += 1\ny = x * 2", scope)
total = eval("x + y", scope)
exec("def made(n):\n    return n + 1")
made_value = made(4)
code = compile("z = 5\nz += 1", "<inner>", "exec")
exec(code)
