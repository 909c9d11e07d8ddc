class Resource:
    def __enter__(self):
        self.open = True
        return self

    def __exit__(self, kind, error, trace):
        self.open = False
        return kind is KeyError


with Resource() as resource:
    inside = resource.open

with Resource() as first, Resource() as second:
    {}["missing"]
after = first.open, second.open
