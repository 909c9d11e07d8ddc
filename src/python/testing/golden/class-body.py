class Config:
    """Settings."""

    size = 2
    double = size * 2
    names = [str(i) for i in range(double)]

    class Inner:
        depth = 1

    def get(self):
        return self.size


inner = Config.Inner.depth
Config.size = 9
value = Config().get()
