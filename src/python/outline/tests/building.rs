//! What the builder does: each edit changes the smallest piece of the text.

use super::*;

/// Each: a text, and what it becomes.
fn check_all(change: impl Fn(&mut ClassCard), cases: &[(&str, &str)]) {
    for (source, expected) in cases {
        check(source, &change, expected);
    }
}

fn option(card: &mut ClassCard, name: &str, value: Option<&str>) {
    let dataclass = card.dataclass.get_or_insert_default();
    let place = dataclass
        .options
        .iter()
        .position(|(option, _)| option == name);
    match (place, value) {
        (Some(at), Some(value)) => dataclass.options[at].1 = value.into(),
        (Some(at), None) => drop(dataclass.options.remove(at)),
        (None, Some(value)) => dataclass.options.push((name.into(), value.into())),
        (None, None) => {}
    }
}

#[test]
fn a_class_becomes_a_dataclass() {
    let import = "from dataclasses import dataclass\n";
    let made = |source: &str| {
        let decorated = |card: &mut ClassCard| card.dataclass = Some(Dataclass::default());
        let mut card = first(source);
        decorated(&mut card);
        rewrite(source, BUILD, 0, &card).expect("the card can be put back")
    };
    let class = "class A:\n    x: int\n";
    for (before, after) in [
        ("", format!("{import}\n\n@dataclass\n{class}")),
        (
            "#!/usr/bin/env python\n",
            format!("#!/usr/bin/env python\n{import}\n\n@dataclass\n{class}"),
        ),
        ("'doc'\n", format!("'doc'\n{import}\n\n@dataclass\n{class}")),
        (
            "'doc'; x = 1\ny = 2\n",
            format!("'doc'; x = 1\n{import}\ny = 2\n@dataclass\n{class}"),
        ),
        (
            "from __future__ import annotations\n\n# about A\n",
            format!(
                "from __future__ import annotations\n\n{import}\n\n# about A\n@dataclass\n{class}"
            ),
        ),
        (
            "# first\nimport sys\n\n",
            format!("# first\n{import}import sys\n\n@dataclass\n{class}"),
        ),
        (
            "from dataclasses import field, dataclass as dc\n",
            format!("from dataclasses import field, dataclass as dc\n@dc\n{class}"),
        ),
        (
            "import dataclasses as d\n@other\n",
            format!("import dataclasses as d\n@other\n@d.dataclass\n{class}"),
        ),
        (
            "from dataclasses import *\n",
            format!("from dataclasses import *\n@dataclass\n{class}"),
        ),
    ] {
        assert_eq!(made(&format!("{before}{class}")), after);
    }
    // An import below the class comes too late.
    let late = format!("{class}{import}");
    assert_eq!(made(&late), format!("{import}\n\n@dataclass\n{late}"));
}

#[test]
fn a_dataclass_becomes_a_class_again() {
    let plain = |card: &mut ClassCard| card.dataclass = None;
    check_all(
        plain,
        &[
            (
                "import dataclasses as d\n@one  # 1\n@d.dataclass(\n    eq=False)  # 2\n@two\nclass A: pass\n",
                "import dataclasses as d\n@one  # 1\n@two\nclass A:\n    pass\n",
            ),
            (
                "from dataclasses import dataclass\n@dataclass\nclass A:\n    x: int\n",
                "from dataclasses import dataclass\nclass A:\n    x: int\n",
            ),
        ],
    );
}

#[test]
fn options_of_a_dataclass() {
    let class = "class A:\n    x: int\n";
    let check = |change: &dyn Fn(&mut ClassCard), before: &str, after: &str| {
        check(
            &format!("{before}{class}"),
            change,
            &format!("{after}{class}"),
        );
    };
    let frozen = |card: &mut ClassCard| option(card, "frozen", Some("True"));
    let fluid = |card: &mut ClassCard| option(card, "frozen", None);
    for (off, on) in [
        ("@dataclass\n", "@dataclass(frozen=True)\n"),
        ("@dataclass  # c\n", "@dataclass(frozen=True)  # c\n"),
        (
            "@dataclass (eq = 0)\n",
            "@dataclass (eq = 0, frozen=True)\n",
        ),
        (
            "@dataclass(\n    eq=False,  # no ==\n)\n",
            "@dataclass(\n    eq=False, frozen=True,  # no ==\n)\n",
        ),
    ] {
        check(&frozen, off, on);
        check(&fluid, on, off);
    }
    check(&frozen, "@dataclass()\n", "@dataclass(frozen=True)\n");
    check(
        &frozen,
        "@dataclass( frozen = (False) , eq=True)  # c\n",
        "@dataclass( frozen = (True) , eq=True)  # c\n",
    );
    check(
        &fluid,
        "@dataclass(frozen=True, eq=True)\n",
        "@dataclass(eq=True)\n",
    );
    check(
        &fluid,
        "@dataclass(\n    slots=True,  # small\n    frozen=True,  # fixed\n    eq=False,  # no ==\n)\n",
        "@dataclass(\n    slots=True,  # small\n    eq=False,  # no ==\n)\n",
    );
    check(
        &fluid,
        "@dataclass(\n    slots=True,  # small\n    frozen=True  # fixed\n)\n",
        "@dataclass(\n    slots=True,  # small\n)\n",
    );
    check(
        &fluid,
        "@dataclass(  # none\n    frozen=True)\n",
        "@dataclass(  # none\n    )\n",
    );
    check(&fluid, "@dataclass(frozen=True,)\n", "@dataclass\n");
}

#[test]
fn a_computed_decorator_is_left_to_the_code() {
    for decorator in ["@dataclass(**options)", "@dataclass(None, eq=True)"] {
        let source = format!("{decorator}\nclass A:\n    x: int\n");
        let mut card = first(&source);
        let found = card.dataclass.clone().expect("it is a dataclass");
        assert_eq!(found.fixed.as_deref(), Some(decorator));
        option(&mut card, "frozen", Some("True"));
        assert!(rewrite(&source, BUILD, 0, &card).is_err());
    }
}

#[test]
fn options_are_those_of_the_build() {
    let known = |minor| -> Vec<&str> {
        let build = Build::new(minor, 0, crate::cpython::build::Abi::Lp64);
        let known = DATACLASS_OPTIONS
            .iter()
            .filter(|option| !option.is_known(build));
        known.map(|option| option.name).collect()
    };
    assert_eq!(known(9), ["slots", "kw_only", "weakref_slot", "match_args"]);
    assert_eq!(known(10), ["weakref_slot"]);
    assert!(known(11).is_empty());
}

const FIELDS: &str = "@dataclass
class A:
    x: 'int'=0  # ex
    y : list[int] = field(  # why
        default_factory=list)
    z:float
    n = (1)  # n
";

#[test]
fn fields_and_variables_are_edited_in_place() {
    type Change = fn(&mut ClassCard);
    let cases: [(Change, &str, &str); 9] = [
        (
            |card| card.variables[0].name = "ex".into(),
            "x: 'i",
            "ex: 'i",
        ),
        (|card| card.variables[1].name = "why".into(), "y :", "why :"),
        (
            |card| card.variables[1].annotation = Some("list".into()),
            "list[int]",
            "list",
        ),
        (
            |card| card.variables[0].value = Some("1".into()),
            "=0",
            "=1",
        ),
        (|card| card.variables[0].value = None, "=0", ""),
        (
            |card| card.variables[2].value = Some("1.5".into()),
            "z:float",
            "z:float = 1.5",
        ),
        (
            |card| card.variables[3].value = Some("(2, 3)".into()),
            "(1)",
            "(2, 3)",
        ),
        (|card| card.variables[3].name = "m".into(), "n =", "m ="),
        (
            |card| drop(card.variables.remove(1)),
            "    y : list[int] = field(  # why\n        default_factory=list)\n",
            "",
        ),
    ];
    for (change, before, after) in cases {
        check(FIELDS, change, &FIELDS.replace(before, after));
    }
    let added = |card: &mut ClassCard| {
        card.variables.insert(
            3,
            Variable {
                annotation: Some("str".into()),
                ..variable("w", "'w'")
            },
        );
    };
    check(
        FIELDS,
        added,
        &FIELDS.replace("z:float\n", "z:float\n    w: str = 'w'\n"),
    );
}

#[test]
fn a_new_variable_stands_behind_what_only_the_code_can_change() {
    check(
        "class A:\n    n = 1\n    a = b = 2  # two\n    c, d = 3, 4\n\n    def f(self): pass\n",
        |card| card.variables.push(variable("k", "'k'")),
        "class A:\n    n = 1\n    a = b = 2  # two\n    c, d = 3, 4\n    k = 'k'\n\n    def f(self): pass\n",
    );
}

#[test]
fn a_renamed_member_is_found_in_a_class_on_one_line() {
    let renamed = |card: &mut ClassCard| card.variables[1].name = "c".into();
    check(
        "class A: a = 1; b = 2  # b\n",
        renamed,
        "class A:\n    a = 1\n    c = 2  # b\n",
    );
}

#[test]
fn bases_keep_what_stands_between_them() {
    let text = |arguments: &str| format!("class A{arguments}:\n    x = 1\n");
    let swap = |card: &mut ClassCard| card.bases.swap(0, 1);
    let without_first = |card: &mut ClassCard| drop(card.bases.remove(0));
    let without_last = |card: &mut ClassCard| drop(card.bases.pop());
    let more = |card: &mut ClassCard| card.bases.push("D".into());
    type Change<'a> = &'a dyn Fn(&mut ClassCard);
    let cases: [(Change, &str, &str); 16] = [
        (&swap, "(B, C)", "(C, B)"),
        (
            &swap,
            "( B,\n C, metaclass = M )",
            "( C,\n B, metaclass = M )",
        ),
        (&swap, "(B,  # b\n  m.C)", "(m.C,  # b\n  B)"),
        (&without_first, "(B, C)", "(C)"),
        (&without_first, "(B , metaclass=M)", "(metaclass=M)"),
        (&without_first, "(B)", ""),
        (&without_first, " (B)", ""),
        (&without_last, "(B, C)", "(B)"),
        (&without_last, "(B, C,)", "(B,)"),
        (
            &without_last,
            "(\n    B,  # b\n    C,  # c\n)",
            "(\n    B,  # b\n)",
        ),
        (&more, "", "(D)"),
        (&more, "()", "(D)"),
        (&more, "(B, metaclass=M)", "(B, D, metaclass=M)"),
        (&more, "(metaclass=M, **k)", "(D, metaclass=M, **k)"),
        (&more, "(*bases,)", "(*bases, D,)"),
        (&more, "(B,  # b\n)", "(B, D,  # b\n)"),
    ];
    for (change, before, after) in cases {
        check(&text(before), change, &text(after));
    }
}

const SHAPE: &str = "class Shape:
    # the norm
    @property
    def norm(self): return (self.x)  # n

    # the area
    @property
    def area(self):
        '''doc'''
        # twice
        return 2 * self.x

    @property
    def both(self):
        return 1

    @both.setter
    def both(self, value):
        pass

    @property
    def long(self):
        y = 1
        return y


Shape()
";

#[test]
fn properties() {
    let card = first(SHAPE);
    let found: Vec<(&str, &str, bool)> = card
        .methods
        .iter()
        .filter_map(|method| Some((&*method.name, method.property.as_ref()?)))
        .map(|(name, property)| (name, &*property.value, property.plain))
        .collect();
    assert_eq!(
        found,
        [
            ("norm", "(self.x)", true),
            ("area", "2 * self.x", true),
            ("both", "", false),
            ("long", "", false),
        ]
    );
    let value = |card: &mut ClassCard, at: usize, text: &str| {
        if let Some(property) = &mut card.methods[at].property {
            property.value = text.into();
        }
    };
    check(
        SHAPE,
        |card| value(card, 0, "self.x + 1"),
        &SHAPE.replace("(self.x)", "self.x + 1"),
    );
    check(
        SHAPE,
        |card| card.methods[1].name = "size".into(),
        &SHAPE.replace("def area", "def size"),
    );
    let gone = "    @property
    def area(self):
        '''doc'''
        # twice
        return 2 * self.x
";
    check(
        SHAPE,
        |card| drop(card.methods.remove(1)),
        &SHAPE.replace(gone, ""),
    );
    let new = |card: &mut ClassCard| {
        card.methods.push(Method {
            name: "twice".into(),
            property: Some(Property {
                value: "2 * self.x".into(),
                plain: true,
            }),
            span: Span::default(),
        });
    };
    let lines = "    @property\n    def twice(self):\n        return 2 * self.x\n";
    check(
        SHAPE,
        new,
        &SHAPE.replace("return y\n", &format!("return y\n\n{lines}")),
    );
    check(
        "class A: pass",
        new,
        format!("class A:\n{lines}").trim_end(),
    );
    check(
        "class A:\n    x = 1\n\n    @property\n    def p(self):\n        return 1\n\nA()\n",
        |card| drop(card.methods.pop()),
        "class A:\n    x = 1\n\nA()\n",
    );
    check(
        "class A:\r\n    @property\r\n    def p(self):\r\n        return 1\r\n",
        |card| drop(card.methods.pop()),
        "class A:\r\n    pass\r\n",
    );
}

#[test]
fn what_is_no_expression_is_refused() {
    for value in ["", "1; y = 2", "1 # c", "(", "1\ny = 2", "x = 2", ")", "'"] {
        let mut card = first(FIELDS);
        card.variables[3].value = Some(value.into());
        assert!(rewrite(FIELDS, BUILD, 0, &card).is_err(), "{value}");
        let mut card = first(SHAPE);
        card.methods[0].property = Some(Property {
            value: value.into(),
            plain: true,
        });
        assert!(rewrite(SHAPE, BUILD, 0, &card).is_err(), "{value}");
    }
}

/// Every card of every half of a text, with every kind of change, ends in a text or in a problem.
#[test]
fn no_text_makes_it_panic() {
    for source in [POINT, FIELDS, SHAPE, "class A: x=1; y: 'ü' = (\n'é')  # ä"] {
        let ends = (0..=source.len()).filter(|&end| source.is_char_boundary(end));
        for text in ends.map(|end| &source[..end]) {
            let Ok(module) = parse(text, BUILD) else {
                continue;
            };
            for (index, card) in outline(text, &module).classes.iter().enumerate() {
                let mut card = card.clone();
                option(&mut card, "slots", Some("True"));
                card.bases.reverse();
                card.bases.push("ß".into());
                card.variables.insert(0, variable("né", "1"));
                card.variables.pop();
                card.methods.clear();
                card.attributes.clear();
                let _ = rewrite(text, BUILD, index, &card);
            }
        }
    }
}
