name = "Ada"
template = t"Hello {name!r:>5}!"
parts = template.strings
values = template.values
first = template.interpolations[0].expression
