def twice(function):
    def wrapper(*args):
        return function(function(*args))

    return wrapper


def named(name):
    def decorate(function):
        function.label = name
        return function

    return decorate


@named("inc")
@twice
def increment(n):
    return n + 1


value = increment(5)
label = increment.label
