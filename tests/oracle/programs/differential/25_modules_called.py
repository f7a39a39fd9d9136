# A module that is called although it holds what is meant.
import copy
import string
import sys

for module in (copy, sys, string):
    try:
        module()
    except TypeError as error:
        print(error)


def own():
    pass


for value in (own, 3):
    string.string = value
    try:
        string(1)
    except TypeError as error:
        print(error)
