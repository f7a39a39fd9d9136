class Meta(type):
    registry = []

    @staticmethod
    def helper():
        return 1

    @classmethod
    def make(meta):
        return meta


class Thing(metaclass=Meta):
    pass


class Plain:
    pass


def members(cls):
    return cls.__basicsize__, cls.__mro__, cls.__name__, cls.__doc__, cls.__module__


def others():
    return Thing.registry, Thing.helper, Thing.make, Thing.registry.append, Plain.mro, Plain.__init__


for i in range(100):
    members(Plain)
    others()
