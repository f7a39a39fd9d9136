//! Cards are read, changed and put back; what they do not speak of stays.

mod building;

use super::*;
use crate::cpython::Build;
use crate::python::parse;

const BUILD: Build = Build::new(13, 18, crate::cpython::build::Abi::Lp64);

fn cards(source: &str) -> Vec<ClassCard> {
    let module = parse(source, BUILD).expect("the text parses");
    outline(source, &module).classes
}

fn first(source: &str) -> ClassCard {
    cards(source).remove(0)
}

/// Changes the first class's card and compares the text.
fn check(source: &str, change: impl Fn(&mut ClassCard), expected: &str) {
    let mut card = first(source);
    change(&mut card);
    let text = rewrite(source, BUILD, 0, &card).expect("the card can be put back");
    assert_eq!(text, expected);
}

fn attribute(name: &str, value: &str) -> Attribute {
    Attribute {
        name: name.into(),
        value: value.into(),
        ..Attribute::default()
    }
}

fn variable(name: &str, value: &str) -> Variable {
    Variable {
        name: name.into(),
        value: Some(value.into()),
        ..Variable::default()
    }
}

fn names(names: &[&str]) -> Slots {
    Slots::Names(names.iter().map(|name| name.to_string()).collect())
}

const POINT: &str = "\
import sys  # keep

# about the point
@dataclass(slots=True, frozen = 1)
class Point(Base, other.Base, metaclass=M):  # header
    '''doc'''
    __slots__ = ['x', \"y\"]  # two

    count: int = 0  # c
    tags = [1,
            2]

    def __init__(self, x, y=2, *rest):  # init
        super().__init__()
        self.x = x  # ex
        self.y = y
        if x:
            self.z = 1

    @property
    def norm(self):
        return self.x  # stays


p = Point(1)
";

#[test]
fn a_card_has_everything() {
    let card = first(POINT);
    assert_eq!(card.name, "Point");
    assert_eq!(card.bases, ["Base", "other.Base"]);
    assert_eq!(card.keywords, ["metaclass=M"]);
    assert_eq!(card.slots, names(&["x", "y"]));
    let attributes: Vec<_> = card
        .attributes
        .iter()
        .map(|a| (&*a.name, &*a.value, a.plain))
        .collect();
    assert_eq!(
        attributes,
        [("x", "x", true), ("y", "y", true), ("z", "1", false)]
    );
    let variables: Vec<_> = card
        .variables
        .iter()
        .map(|v| (&*v.name, v.value.as_deref()))
        .collect();
    assert_eq!(
        variables,
        [("count", Some("0")), ("tags", Some("[1,\n            2]"))]
    );
    assert_eq!(card.variables[0].annotation.as_deref(), Some("int"));
    let options = card.dataclass.map(|dataclass| dataclass.options);
    let expected = [("slots", "True"), ("frozen", "1")];
    assert_eq!(
        options,
        Some(expected.map(|(k, v)| (k.into(), v.into())).to_vec())
    );
    let methods: Vec<&str> = card.methods.iter().map(|method| &*method.name).collect();
    assert_eq!(methods, ["__init__", "norm"]);
    assert!(POINT[card.span.range()].starts_with("@dataclass"));
    assert!(POINT[card.span.range()].ends_with("return self.x"));
}

#[test]
fn spellings_of_slots() {
    for (value, slots) in [
        ("('a', 'b')", names(&["a", "b"])),
        ("['a']", names(&["a"])),
        ("'ab'", names(&["ab"])),
        ("'a', 'b'", names(&["a", "b"])),
        ("()", names(&[])),
        ("{'a': 1}", Slots::Dynamic("{'a': 1}".into())),
        (
            "Base.__slots__ + ('c',)",
            Slots::Dynamic("Base.__slots__ + ('c',)".into()),
        ),
    ] {
        let source = format!("class A:\n    __slots__ = {value}\n");
        assert_eq!(first(&source).slots, slots, "{value}");
    }
    assert_eq!(first("class A: pass").slots, Slots::None);
}

#[test]
fn nothing_changed_is_the_same_text() {
    check(POINT, |_| {}, POINT);
    let untidy = "class A: x = 1; y=2\n";
    check(untidy, |_| {}, untidy);
}

#[test]
fn a_change_touches_only_its_own_text() {
    check(
        POINT,
        |card| card.name = "Punkt".into(),
        &POINT.replace("class Point", "class Punkt"),
    );
    let no_bases = |card: &mut ClassCard| {
        card.bases.clear();
        card.keywords.clear();
    };
    check(
        POINT,
        no_bases,
        &POINT.replace("(Base, other.Base, metaclass=M)", ""),
    );
    let reversed = |card: &mut ClassCard| card.bases.reverse();
    check(
        POINT,
        reversed,
        &POINT.replace("Base, other.Base", "other.Base, Base"),
    );
    let slots = |card: &mut ClassCard| card.slots = names(&["x", "y", "__dict__"]);
    check(
        POINT,
        slots,
        &POINT.replace("['x', \"y\"]", "('x', 'y', '__dict__')"),
    );
    let one = |card: &mut ClassCard| card.slots = names(&["x"]);
    check(POINT, one, &POINT.replace("['x', \"y\"]", "('x',)"));
    let none = |card: &mut ClassCard| card.slots = Slots::None;
    check(
        POINT,
        none,
        &POINT.replace("    __slots__ = ['x', \"y\"]  # two\n", ""),
    );
    let undecorated = |card: &mut ClassCard| card.dataclass = None;
    check(
        POINT,
        undecorated,
        &POINT.replace("@dataclass(slots=True, frozen = 1)\n", ""),
    );
    let options = |card: &mut ClassCard| {
        if let Some(dataclass) = &mut card.dataclass {
            dataclass.options.truncate(1);
        }
    };
    check(POINT, options, &POINT.replace(", frozen = 1", ""));
}

#[test]
fn variables() {
    let changed = |card: &mut ClassCard| card.variables[0].value = Some("5".into());
    check(
        POINT,
        changed,
        &POINT.replace("count: int = 0", "count: int = 5"),
    );
    let removed = |card: &mut ClassCard| drop(card.variables.remove(1));
    check(
        POINT,
        removed,
        &POINT.replace("    tags = [1,\n            2]\n", ""),
    );
    let added = |card: &mut ClassCard| card.variables.push(variable("more", "'m'"));
    check(
        POINT,
        added,
        &POINT.replace("            2]\n", "            2]\n    more = 'm'\n"),
    );
    let in_front = |card: &mut ClassCard| card.variables.insert(0, variable("more", "1"));
    check(
        POINT,
        in_front,
        &POINT.replace("    count: int", "    more = 1\n    count: int"),
    );
    let swapped = |card: &mut ClassCard| card.variables.swap(0, 1);
    let expected = "class A:\n    b = 2  # first\n    a: int = 1  # second\n";
    check(
        "class A:\n    a: int = 1  # first\n    b = 2  # second\n",
        swapped,
        expected,
    );
}

#[test]
fn attributes_and_parameters() {
    let added = |card: &mut ClassCard| card.attributes.insert(2, attribute("w", "w"));
    let expected = POINT
        .replace("self, x, y=2, *rest", "self, x, y=2, w=None, *rest")
        .replace(
            "        self.y = y\n",
            "        self.y = y\n        self.w = w\n",
        );
    check(POINT, added, &expected);
    let removed = |card: &mut ClassCard| drop(card.attributes.remove(1));
    let expected = POINT
        .replace("self, x, y=2, *rest", "self, x, *rest")
        .replace("        self.y = y\n", "");
    check(POINT, removed, &expected);
    // `x` is used by the `if`.
    let removed = |card: &mut ClassCard| drop(card.attributes.remove(0));
    check(
        POINT,
        removed,
        &POINT.replace("        self.x = x  # ex\n", ""),
    );
    let renamed = |card: &mut ClassCard| {
        card.attributes[1] = attribute("why", "why");
    };
    let expected = POINT
        .replace("self, x, y=2, *rest", "self, x, why, *rest")
        .replace("        self.y = y\n", "        self.why = why\n");
    check(POINT, renamed, &expected);
    let valued = |card: &mut ClassCard| card.attributes[1].value = "y or 7".into();
    check(
        POINT,
        valued,
        &POINT.replace("self.y = y\n", "self.y = y or 7\n"),
    );
}

#[test]
fn what_is_not_there_yet() {
    let filled = |card: &mut ClassCard| {
        card.slots = names(&["a", "b"]);
        card.variables.push(variable("n", "0"));
        card.attributes = vec![attribute("a", "a"), attribute("b", "[]")];
    };
    let expected = "\
class A:
    __slots__ = ('a', 'b')
    n = 0

    def __init__(self, a):
        self.a = a
        self.b = []
";
    check("class A:\n    pass\n", filled, expected);
    check("class A: pass\n", filled, expected);
    check("class A: ...", filled, expected.trim_end());
    let with_method = "class A:\n    def f(self): return 1\n";
    let slots = |card: &mut ClassCard| card.slots = names(&["a"]);
    let expected = "class A:\n    __slots__ = ('a',)\n    def f(self): return 1\n";
    check(with_method, slots, expected);
    let init = |card: &mut ClassCard| card.attributes = vec![attribute("a", "0")];
    let expected =
        "class A:\n    def __init__(self):\n        self.a = 0\n\n    def f(self): return 1\n";
    check(with_method, init, expected);
    let base = |card: &mut ClassCard| card.bases.push("B".into());
    check(
        "class A: pass",
        base,
        "class A(B): pass".replace(": ", ":\n    ").as_str(),
    );
}

#[test]
fn what_goes_leaves_a_valid_class() {
    let emptied = |card: &mut ClassCard| {
        card.slots = Slots::None;
        card.variables.clear();
    };
    let source = "class A:\n    __slots__ = 'a'\n    b = 1  # gone\n";
    check(source, emptied, "class A:\n    pass\n");
    let cleared = |card: &mut ClassCard| card.attributes.clear();
    let source = "class A:\n    def __init__(self, a): self.a = a; self.b = 1\n";
    check(
        source,
        cleared,
        "class A:\n    def __init__(self):\n        pass\n",
    );
}

#[test]
fn a_dataclass_is_imported() {
    let decorated = |card: &mut ClassCard| {
        let options = vec![("slots".to_string(), "True".to_string())];
        card.dataclass = Some(Dataclass {
            options,
            ..Dataclass::default()
        });
    };
    let class = "class A:\n    x: int\n";
    let expected =
        format!("from dataclasses import dataclass\n\n\n@dataclass(slots=True)\n{class}");
    check(class, decorated, &expected);
    let with_import = format!("'doc'\nimport dataclasses\n\n@other\n{class}");
    let expected = with_import.replace("class A", "@dataclasses.dataclass(slots=True)\nclass A");
    check(&with_import, decorated, &expected);
}

#[test]
fn line_ends_and_tabs_are_kept() {
    let source = "class A:\r\n\tx = 1\r\n\ty = 2\r\n";
    let added = |card: &mut ClassCard| card.variables.push(variable("z", "3"));
    check(
        source,
        added,
        "class A:\r\n\tx = 1\r\n\ty = 2\r\n\tz = 3\r\n",
    );
}

#[test]
fn other_classes_stay() {
    let source = "class A:\n    x = 1\n\n\nclass B(A):\n    x = 1\n";
    let mut card = cards(source).remove(1);
    card.variables[0].value = Some("2".into());
    let text = rewrite(source, BUILD, 1, &card).expect("the card can be put back");
    assert_eq!(text, "class A:\n    x = 1\n\n\nclass B(A):\n    x = 2\n");
}

#[test]
fn what_cannot_be_written_is_a_problem() {
    let mut card = first(POINT);
    card.attributes.pop();
    assert!(
        rewrite(POINT, BUILD, 0, &card).is_err(),
        "an attribute set in an `if`"
    );
    let mut card = first(POINT);
    card.name = "not a name".into();
    assert!(rewrite(POINT, BUILD, 0, &card).is_err());
    let mut card = first(POINT);
    card.variables[0].value = Some("(".into());
    assert!(rewrite(POINT, BUILD, 0, &card).is_err());
    assert!(rewrite(POINT, BUILD, 7, &first(POINT)).is_err());
}

#[test]
fn a_new_class() {
    let card = ClassCard {
        name: "New".into(),
        bases: vec!["Base".into()],
        slots: names(&["a"]),
        attributes: vec![attribute("a", "a")],
        ..ClassCard::default()
    };
    let class = "\
class New(Base):
    __slots__ = ('a',)

    def __init__(self, a):
        self.a = a
";
    assert_eq!(new_class("", BUILD, &card).as_deref(), Ok(class));
    assert_eq!(
        new_class("x = 1", BUILD, &card),
        Ok(format!("x = 1\n\n\n{class}"))
    );
    assert_eq!(
        new_class("x = 1\n\n", BUILD, &card),
        Ok(format!("x = 1\n\n\n{class}"))
    );
    let empty = ClassCard {
        name: "E".into(),
        ..ClassCard::default()
    };
    assert_eq!(
        new_class("", BUILD, &empty).as_deref(),
        Ok("class E:\n    pass\n")
    );
}

#[test]
fn methods_are_added_at_the_end_of_a_class() {
    let check = |source: &str, expected: &str| {
        let lines = ["def f(self):".to_string(), "    return 1".to_string()];
        assert_eq!(
            add_methods(source, BUILD, 0, &lines).expect("it parses"),
            expected
        );
    };
    check(
        "class A: pass",
        "class A:\n    def f(self):\n        return 1\n",
    );
    check(
        "class A:\n  x = 1; y = 2  # two\n\nA()\n",
        "class A:\n  x = 1\n  y = 2  # two\n\n  def f(self):\n      return 1\n\nA()\n",
    );
    assert!(add_methods("x = 1\n", BUILD, 0, &[]).is_err());
}

#[test]
fn a_getattr_is_guarded() {
    let check = |source: &str, expected: &str| {
        let text = guard_getattr(source, BUILD, 0).expect("it parses");
        assert_eq!(text, format!("class A:\n{expected}"));
    };
    let guard = "        if n.startswith('__'):\n            raise AttributeError(n)\n";
    check(
        "class A:\n    def __getattr__(self, n): return self.x\n",
        &format!("    def __getattr__(self, n):\n{guard}        return self.x\n"),
    );
    check(
        "class A:\n    def __getattr__(self, n):\n        'Doc.'\n        return 1\n",
        &format!("    def __getattr__(self, n):\n        'Doc.'\n{guard}        return 1\n"),
    );
    check("class A:\n    x = 1\n", "    x = 1\n");
}
