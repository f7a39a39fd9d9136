class Button:
    def click(self):
        return 1

    def press(self):
        return 2


def click(button):
    return button.click()


def press(button):
    return button.press()


def take(button):
    return button.click


plain, special = Button(), Button()
special.click = lambda: 3
for i in range(200):
    click(special)
    press(special)
    take(special)
for i in range(200):
    click(plain)
    press(plain)
