count = 0


def bump():
    global count, made
    count += 1
    made = "here"

    def inner():
        nonlocal local
        local += 1

    local = 5
    inner()
    return local


got = bump()
