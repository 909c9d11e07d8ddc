def divide(a, b):
    try:
        result = a / b
    except ZeroDivisionError:
        return "none"
    else:
        result += 1
    finally:
        print("done", b)
    return result


good = divide(4, 2)
bad = divide(1, 0)
