def fail():
    raise ExceptionGroup("two", [ValueError(1), TypeError("t")])


handled = []
try:
    fail()
except* ValueError as group:
    handled.append(group.exceptions)
except* TypeError as group:
    handled.append(len(group.exceptions))
