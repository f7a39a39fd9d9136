import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

import { frames } from "../visit.mjs";

export const name = "builds classes from cards, by mouse and by keyboard, and takes every change back";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export async function run(_, ctx) {
  for (const width of [1280, 390]) {
    const open = () => ctx.open({ viewport: { width, height: 800 } });
    await dataclasses(await open());
    await bases(await open());
    await members(await open());
    await undo(await open());
    await frozen(await open());
  }
  const page = await ctx.open({ viewport: { width: 360, height: 740 } });
  await write(page, FULL);
  await page.locator(".row").first().waitFor();
  const wide = await page.evaluate(() => [document.documentElement.scrollWidth, ...[...document.querySelectorAll("#panel-builder .panel-body, .card")].map((element) => element.scrollWidth - element.clientWidth)]);
  assert.ok(wide[0] <= 360 && wide.slice(1).every((over) => over <= 0), `sideways: ${wide}`);
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run());
  ctx.figure(`axe violations ${violations.map(({ id }) => id)}`, violations.length, 0);
}

const FULL = `from dataclasses import dataclass, field
options = {}
class Meta(type):
    pass
class A(metaclass=Meta):
    __slots__ = tuple('ab')
@dataclass(**options)
class B(A):
    x: int
@dataclass(frozen=options, slots=True)
class AVeryLongNameOfAClassThatIsWrittenOut(B, A):
    a_field_with_a_rather_long_name: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    n = m = 1
    @property
    def area(self):
        return self.a_field_with_a_rather_long_name
    @property
    def other(self):
        x = 1
        return x
`;

const source = (page) => page.evaluate(() => [...document.querySelectorAll(".cm-line")].map((line) => line.textContent).join("\n"));
const has = async (page, pattern) => {
  await frames(page, 3);
  assert.match(await source(page), pattern);
};
const lacks = async (page, pattern) => {
  await frames(page, 3);
  assert.doesNotMatch(await source(page), pattern);
};

/** Writes the program, and turns to its cards. */
async function write(page, text) {
  await page.locator("#tab-code").click();
  await page.locator(".cm-content").click();
  await page.keyboard.press("Control+a");
  await page.keyboard.insertText(text);
  await frames(page, 3);
  await page.locator("#tab-builder").click();
  await frames(page, 3);
}

/** Types over a field, and finishes with Enter. */
async function retype(field, text) {
  await field.fill(text);
  await field.press("Enter");
}

/** A class becomes a dataclass; its options and fields change; it becomes a class again. */
async function dataclasses(page) {
  await write(page, "# mine\n\nclass Point:  # about it\n    x: int  # first\n\n\nPoint\n");
  const card = page.locator(".card").first();
  const option = (name) => card.locator(".options").getByLabel(name);
  await card.getByLabel("@dataclass").check();
  await has(page, /^# mine\n\nfrom dataclasses import dataclass\n\n\n@dataclass\nclass Point:  # about it\n    x: int  # first\n\n\nPoint\n/);
  await option("slots").check();
  await option("frozen").focus();
  await page.keyboard.press("Space");
  await has(page, /@dataclass\(slots=True, frozen=True\)\nclass Point/);
  await option("slots").uncheck();
  await option("eq").uncheck();
  await has(page, /@dataclass\(frozen=True, eq=False\)\n/);

  await card.getByLabel("Name of a new field").fill("y");
  await card.getByLabel("Name of a new field").press("Enter");
  await card.getByText("A field needs an annotation").waitFor();
  await card.getByLabel("Annotation of a new field").fill("float");
  await card.getByLabel("Default of a new field").fill("0.5");
  await card.getByLabel("Default of a new field").press("Enter");
  await has(page, /    x: int  # first\n    y: float = 0.5\n/);
  await retype(card.getByLabel("Name of field x"), "ex");
  await has(page, /    ex: int  # first\n/);
  await retype(card.getByLabel("Annotation of field ex"), "complex");
  await retype(card.getByLabel("Default of field ex"), "1j");
  await retype(card.getByLabel("Default of field y"), "");
  await has(page, /    ex: complex = 1j  # first\n    y: float\n/);
  assert.match(await card.locator(".card-problem").innerText(), /^TypeError: non-default argument 'y' follows default argument/);
  await card.getByRole("button", { name: "Remove field y" }).click();
  await lacks(page, /y: float/);
  assert.equal(await card.locator(".card-problem").count(), 0);

  await page.selectOption("#build", "cpython-3.9-64");
  await frames(page, 3);
  for (const [name, since] of [["slots", "3.10"], ["kw_only", "3.10"], ["weakref_slot", "3.11"]]) {
    assert.equal(await option(name).isDisabled(), true, name);
    assert.match(await card.locator(".options label", { has: page.getByText(name, { exact: true }) }).innerText(), new RegExp(`since ${since}`));
  }
  assert.equal(await option("frozen").isDisabled(), false);
  await page.selectOption("#build", "cpython-3.13-64");
  await frames(page, 3);
  await card.getByLabel("@dataclass").uncheck();
  await has(page, /dataclass\n\n\nclass Point:  # about it\n    ex: complex = 1j  # first\n/);

  await write(page, "from dataclasses import dataclass as dc\n@dc(\n    eq=False,  # by identity\n)\nclass A:\n    x: int\n@dc(**{})\nclass B:\n    x: int\n");
  await option("kw_only").check();
  await has(page, /@dc\(\n    eq=False, kw_only=True,  # by identity\n\)\n/);
  const computed = page.locator(".card").nth(1);
  assert.equal(await computed.getByLabel("@dataclass").isDisabled(), true);
  assert.match(await computed.innerText(), /@dc\(\*\*\{\}\) is computed: change it in the code/);
}

/** Bases are dragged, moved by keys and by buttons, added and removed; an order that cannot be is Python's error. */
async function bases(page) {
  await write(page, "class A:\n    pass\nclass B(A):\n    pass\nclass C(B,  A):  # both\n    pass\n");
  const card = page.locator(".card").nth(2);
  const chip = (name) => card.locator(".name-chip", { has: page.getByText(name, { exact: true }) });
  const error = /^TypeError: Cannot create a consistent method resolution order \(MRO\) for bases A, B/;
  await chip("A").dragTo(chip("B"), { sourcePosition: { x: 6, y: 12 }, targetPosition: { x: 6, y: 12 } });
  await has(page, /class C\(A,  B\):  # both/);
  assert.match(await card.locator(".card-problem").innerText(), error);
  await chip("A").focus();
  await page.keyboard.press("Alt+ArrowRight");
  await has(page, /class C\(B,  A\):  # both/);
  assert.equal(await card.locator(".card-problem").count(), 0);
  const focused = () => page.evaluate(() => document.activeElement.querySelector("code")?.textContent);
  assert.equal(await focused(), "A");
  await page.keyboard.press("Alt+ArrowRight");
  await page.keyboard.press("Alt+ArrowLeft");
  await has(page, /class C\(A,  B\):/);
  assert.equal(await focused(), "A");
  await card.getByRole("button", { name: "Move A later" }).click();
  await has(page, /class C\(B,  A\):/);
  await card.getByRole("button", { name: "Remove base A" }).focus();
  await page.keyboard.press("Enter");
  await has(page, /class C\(B\):  # both/);
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute("aria-label")), "Add a base");
  await card.getByLabel("Add a base").selectOption("list");
  await has(page, /class C\(B, list\):  # both/);
}

/** Class variables and properties are shown, added, renamed, given another value, removed. */
async function members(page) {
  await write(page, "class A:\n    n = (1)  # n\n    a = b = 2\n\n    @property\n    def twice(self):  # 2\n        return self.n * 2\n\n    @property\n    def long(self):\n        x = 1\n        return x\n\n\nprint(A().n)\n");
  const card = page.locator(".card").first();
  assert.match(await card.innerText(), /a = 2\s+in the code only/);
  assert.match(await card.innerText(), /long\s+in the code only/);
  assert.equal(await card.getByLabel("Expression of property twice").inputValue(), "self.n * 2");
  await retype(card.getByLabel("Value of class variable n"), "[1, 2]");
  await has(page, /    n = \[1, 2\]  # n\n/);
  await retype(card.getByLabel("Name of class variable n"), "class");
  await card.getByText("“class” is a keyword of Python.").waitFor();
  assert.equal(await card.getByLabel("Name of class variable n").inputValue(), "n");
  await retype(card.getByLabel("Name of class variable n"), "m");
  await has(page, /    m = \[1, 2\]  # n\n/);
  await card.getByLabel("Name of a new class variable").fill("k");
  await card.getByLabel("Value of a new class variable").fill("'k'");
  await card.getByLabel("Value of a new class variable").press("Enter");
  await has(page, /    a = b = 2\n    k = 'k'\n/);
  await card.getByRole("button", { name: "Remove class variable m" }).click();
  await lacks(page, /m = /);

  await retype(card.getByLabel("Name of property twice"), "double");
  await retype(card.getByLabel("Expression of property double"), "2 * self.n");
  await has(page, /    @property\n    def double\(self\):  # 2\n        return 2 \* self.n\n/);
  await card.getByLabel("Name of a new property").fill("half");
  await card.getByLabel("Expression of a new property").fill("self.n / 2");
  await card.getByLabel("Expression of a new property").press("Enter");
  await has(page, /        return x\n\n    @property\n    def half\(self\):\n        return self.n \/ 2\n\n\nprint/);
  await card.getByRole("button", { name: "Remove property double" }).click();
  await lacks(page, /double/);
  await retype(card.getByLabel("Expression of property half"), "(");
  await card.getByText("Not changed:").waitFor();
  await has(page, /return self.n \/ 2\n/);
}

/** Changes of the cards go back and forth; what was typed in between stays, and an undo that does not fit is not offered. */
async function undo(page) {
  const first = "class A:\n    x = 1\n\n\nprint(A.x)\n";
  await write(page, first);
  const card = page.locator(".card").first();
  const button = (name) => page.locator(".builder-tools").getByRole("button", { name });
  const offered = (name) => button(name).getAttribute("aria-disabled").then((disabled) => disabled === null);
  const texts = [await source(page)];
  await retype(card.getByLabel("Name of class variable x"), "y");
  await frames(page, 3);
  texts.push(await source(page));
  await card.getByLabel("@dataclass").check();
  await frames(page, 3);
  texts.push(await source(page));
  await card.getByRole("button", { name: "Remove class variable y" }).click();
  await frames(page, 3);
  texts.push(await source(page));
  assert.equal(new Set(texts).size, 4);
  for (const text of texts.slice(0, 3).reverse()) {
    await page.keyboard.press("Control+z");
    await frames(page, 3);
    assert.equal(await source(page), text);
  }
  assert.equal(await offered("Undo"), false);
  for (const text of texts.slice(1)) {
    await button("Redo").click();
    await frames(page, 3);
    assert.equal(await source(page), text);
  }
  assert.equal(await offered("Redo"), false);
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+Shift+z");
  await frames(page, 3);
  assert.equal(await source(page), texts[3]);
  for (let i = 0; i < 3; i++) await button("Undo").click();
  await frames(page, 3);
  assert.equal(await source(page), texts[0]);

  // In a field, the keys are about what is typed there.
  const field = card.getByLabel("Name of a new class variable");
  await field.pressSequentially("abc");
  await page.keyboard.press("Control+z");
  await frames(page, 3);
  assert.equal(await source(page), texts[0]);
  await field.fill("");

  await retype(card.getByLabel("Name of class variable x"), "why");
  await page.locator("#tab-code").click();
  await page.locator(".cm-content").click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type("print('typed')\n");
  await frames(page, 3);
  await page.locator("#tab-builder").click();
  await button("Undo").click();
  await has(page, /^class A:\n    x = 1\n\n\nprint\(A.x\)\nprint\('typed'\)\n/);
  await button("Redo").click();
  await has(page, /    why = 1\n/);
  const typed = (await source(page)).replace("why = 1", "who = 1");
  await write(page, typed);
  assert.equal(await offered("Undo"), false);
  await button("Undo").click({ force: true });
  await has(page, /    who = 1\n/);
}

/** While the program cannot be read the cards stay, frozen, and say why. */
async function frozen(page) {
  await write(page, "class A:\n    x = 1\nclass B(A, list):\n    pass\n");
  await write(page, "class A:\n    x = 1\nclass B(A, list):\n    pass\ny = = 2\n");
  assert.equal(await page.locator(".card").count(), 2);
  assert.match(await page.locator("#panel-builder .older").innerText(), /cannot be read now: .*line 5/);
  const card = page.locator(".card").nth(1);
  assert.match(await card.innerText(), /A\s*←\s*→\s*×\s*list/);
  assert.equal(await card.getByLabel("Add a base").isDisabled(), true);
  assert.equal(await page.locator(".card").first().getByLabel("Value of class variable x").isDisabled(), true);
  assert.equal(await page.getByRole("button", { name: "Add a class" }).isDisabled(), true);
  assert.equal(await card.locator("[draggable=true], [tabindex]").count(), 0);
  await write(page, "class A:\n    x = 1\nclass B(A, list):\n    pass\ny = 2\n");
  assert.equal(await page.locator("#panel-builder .older").count(), 0);
  assert.equal(await card.getByLabel("Add a base").isDisabled(), false);
}
