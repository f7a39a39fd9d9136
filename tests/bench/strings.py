# Strings, put together and looked through.
def run(lines):
    parts = []
    text = ""
    for i in range(lines):
        name = "item" + str(i)
        line = f"{name}: {i * 2} of {lines}"
        parts.append(line.upper())
        if i % 10 == 0:
            text += line[:8] + ";"
    whole = "\n".join(parts)
    lengths = {}
    for line in whole.split("\n"):
        for word in line.split():
            lengths[len(word)] = lengths.get(len(word), 0) + 1
    return len(whole), len(text), sorted(lengths.items())


print(run(20_000))
