# print() writes each part by a call of write().
import io

text = io.StringIO()
print("a", 1, None, file=text, sep="-")
print(file=text)
print("b", end="", file=text)
print("c", file=text, flush=True)
print(repr(text.getvalue()))


class Log:
    def __init__(self):
        self.parts = []

    def write(self, part):
        self.parts.append(part)

    def flush(self):
        self.parts.append("flushed")


log = Log()
print("a", 2, file=log)
print("x", "y", sep="", end="|", file=log, flush=True)
print(file=log, flush=False)
print(log.parts)
try:
    print("a", file=3)
except AttributeError as error:
    print(error)
try:
    print(1, sep=2, file=log)
except TypeError as error:
    print(error)
print("here", file=None)

with io.StringIO("one\ntwo\n") as lines:
    print(list(lines), lines.closed)
print(lines.closed)
try:
    lines.write("x")
except ValueError as error:
    print(error)
text = io.StringIO()
text.writelines(["a", "b\n"])
text.write("c")
text.seek(0)
print(text.readlines(), text.readlines())
print(text.seek(2), text.truncate(), text.getvalue())
try:
    text.write(3)
except TypeError as error:
    print(error)
try:
    text.seek(-1)
except ValueError as error:
    print(error)
