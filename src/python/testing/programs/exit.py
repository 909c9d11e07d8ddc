import sys


def leave(code):
    sys.exit(code)


try:
    leave(1)
except SystemExit as error:
    print(error.code)
leave("bye")
