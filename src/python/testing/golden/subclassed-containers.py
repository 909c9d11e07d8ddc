class Stack(list):
    def push(self, item):
        self.append(item)
        self.top = item


class Table(dict):
    def __missing__(self, key):
        return key * 2


class Word(str):
    pass


class Whole(int):
    pass


stack = Stack()
stack.push(1)
table = Table(a=1)
missing = table["b"]
word = Word("w")
word.note = "n"
whole = Whole(5)
