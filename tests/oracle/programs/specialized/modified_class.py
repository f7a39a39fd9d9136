class Plugin:
    name = "a"

    def run(self):
        return 1


class Special(Plugin):
    pass


def run(plugin):
    return plugin.run()


def name(plugin):
    return plugin.name


def once(plugin):
    return plugin.run()


plugin, special = Plugin(), Special()
for i in range(300):
    run(special)
    name(plugin)
    if i % 3 == 0:
        Plugin.name = "b"
for i in range(50):
    once(plugin)
Plugin.run = lambda self: 2
for i in range(100):
    once(plugin)
