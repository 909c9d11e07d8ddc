class Positive:
    def __set_name__(self, owner, name):
        self.name = "_" + name

    def __get__(self, instance, owner):
        return getattr(instance, self.name, 0)

    def __set__(self, instance, value):
        setattr(instance, self.name, abs(value))


class Account:
    balance = Positive()

    def __getattr__(self, name):
        return f"no {name}"


account = Account()
account.balance = -5
balance = account.balance
nothing = account.other
