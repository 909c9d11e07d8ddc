class Bag:
    pass


bag = Bag()
bag.size = 1
bag.items = [bag.size]
bag.items.append(2)
bag.__dict__["extra"] = None
del bag.size
names = list(vars(bag))
