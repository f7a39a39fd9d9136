class Config:
    limit = 10
    names = ["a"]

    def method(self):
        return self.limit

    @staticmethod
    def static():
        return 1

    @classmethod
    def make(cls):
        return cls.limit


def on_class():
    return Config.limit, Config.names, Config.method, Config.static(), Config.make(), Config.static, Config.make


def on_instance(config):
    return config.limit, config.names, config.static(), config.make(), config.static, config.make, config.method


def call_on_class(config):
    return Config.method(config)


config = Config()
for i in range(100):
    on_class()
    on_instance(config)
    call_on_class(config)
