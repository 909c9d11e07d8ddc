def patient():
    try:
        yield 1
    except ValueError as error:
        yield str(error)
    finally:
        print("closed")


generator = patient()
first = next(generator)
second = generator.throw(ValueError("thrown"))
rest = list(generator)
