# Annotations kept as strings, and the features of module __future__.
from __future__ import annotations
import __future__


class Node:
    value: int
    next: Node | None = None

    def link(self, other: Node, *rest: list[Node]) -> Missing:
        self.next = other


def show(a: int, b: "text" = 1) -> None:
    local: Unknown = 3
    return local


count: Missing = 3
print(Node.__annotations__)
print(Node.link.__annotations__)
print(show.__annotations__, show(1))
print(__annotations__)
print(annotations)
print(annotations is __future__.annotations)
print(annotations.optional, annotations.mandatory, annotations.compiler_flag)
print(annotations.getOptionalRelease(), annotations.getMandatoryRelease())
for name in __future__.all_feature_names:
    print(name, getattr(__future__, name))
