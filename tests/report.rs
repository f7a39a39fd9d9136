//! Reports of programs: held against CPython's recordings, against themselves, and against hostile text.
#![cfg(not(target_arch = "wasm32"))]

use slotscope::cpython::build::{BUILDS, Build};
use slotscope::report::memory::Measure;
use slotscope::report::{Options, Report, Role, Series, Twin};
use slotscope::{analyze, measure};
use std::path::Path;

fn report(source: &str, build: Build) -> Report {
    analyze(source, &Options::new(build))
}

fn written(report: &Report) -> Option<&Series> {
    let curve = report.memory.curves.first()?;
    assert_eq!(curve.twin, Twin::AsWritten);
    curve.series.as_ref()
}

fn programs(topic: &str) -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/oracle/programs")
        .join(topic);
    let mut found: Vec<(String, String)> = std::fs::read_dir(folder)
        .expect("the programs are there")
        .map(|entry| entry.expect("a file").path())
        .map(|path| {
            let name = path.file_name().expect("a name").to_string_lossy();
            let text = std::fs::read_to_string(&path).expect("text");
            (name.into_owned(), text)
        })
        .collect();
    found.sort();
    found
}

#[test]
fn make_is_measured_as_the_command_line_does() {
    for build in BUILDS {
        for (name, source) in programs("memory") {
            let report = report(&source, build);
            let Some(series) = written(&report) else {
                continue;
            };
            for count in [1, 10, 100] {
                let Ok(expected) = measure(build, &name, &source, count) else {
                    continue;
                };
                let found = series.bytes_at(count, Measure::Requested);
                assert_eq!(found, expected, "{} {name} {count}", build.id());
            }
        }
    }
}

fn sum<'a>(bytes: impl IntoIterator<Item = &'a u64>) -> u64 {
    bytes.into_iter().sum()
}

/// Blocks of memory are apart from one another; so are the addresses that a program prints.
#[test]
fn blocks_do_not_overlap() {
    for build in BUILDS {
        for (name, source) in programs("memory").into_iter().chain(programs("layout")) {
            let report = report(&source, build);
            let mut places: Vec<(u64, u64)> = Vec::new();
            for object in &report.objects {
                for block in &object.blocks {
                    // The words before the object lie below its address.
                    let before = block.words.first().map_or(0, |word| word.offset.min(0));
                    places.push((block.address.wrapping_add_signed(before), block.allocated));
                }
            }
            places.sort_unstable();
            for two in places.windows(2) {
                let ((first, bytes), (next, _)) = (two[0], two[1]);
                assert!(
                    first + bytes <= next,
                    "{} {name} {first:#x} {next:#x}",
                    build.id()
                );
            }
        }
    }
}

#[test]
fn it_is_said_why_the_first_instance_is_dearer() {
    let source = "class P:\n    def __init__(self):\n        self.x = 1\n\np = P()\n";
    let how = |id| {
        report(source, Build::from_id(id).expect("a build"))
            .memory
            .how
            .clone()
    };
    assert!(!how("cpython-3.10-64").contains("The first takes"));
    // Objects/dictobject.c of 3.13: 16 bytes, a header of 8, 30 values, 34 bytes of order, and 32 before it all.
    assert!(how("cpython-3.13-64").contains("The first takes 336 bytes"));
}

/// The words of every block lie side by side and are all of it; every count is the sum of its parts.
fn assert_whole(report: &Report, name: &str) {
    for object in &report.objects {
        let place = format!("{} {name} {:?}", report.build.id, object.names);
        for block in &object.blocks {
            let mut at = block.words.first().map_or(0, |word| word.offset);
            for word in &block.words {
                assert_eq!(word.offset, at, "{place} {} {word:?}", block.title);
                at += i64::from(word.size);
            }
            let bytes: u64 = block.words.iter().map(|word| u64::from(word.size)).sum();
            assert_eq!(bytes, block.requested, "{place} {} {block:#?}", block.title);
        }
        let own: Vec<_> = object.blocks.iter().filter(|block| !block.shared).collect();
        let requested: Vec<u64> = own.iter().map(|block| block.requested).collect();
        let allocated: Vec<u64> = own.iter().map(|block| block.allocated).collect();
        assert_eq!(object.bytes.requested.total, sum(&requested), "{place}");
        assert_eq!(object.bytes.allocated.total, sum(&allocated), "{place}");
        let counts = &object.bytes;
        for count in [&counts.requested, &counts.allocated, &counts.reported] {
            let terms: u64 = count.terms.iter().map(|term| term.bytes).sum();
            assert_eq!(count.total, terms, "{place}");
        }
    }
}

#[test]
fn words_are_the_whole_object() {
    let topics = [
        "layout",
        "attributes",
        "dicts",
        "builtin_bases",
        "inheritance",
        "sizes",
    ];
    for build in BUILDS {
        for topic in topics {
            for (name, source) in programs(topic) {
                assert_whole(&report(&source, build), &name);
            }
        }
        let extra = "class A:\n    __slots__ = 'x', 'y'\nclass B(A):\n    pass\nclass C(int):\n    pass\n\
                     class D(tuple):\n    pass\na = A()\na.x = [1, 2, 3]\nb = B()\nb.y = b\nb.z = {'k': 1.5, 2: 'é'}\n\
                     c = C(7)\nc.v = {1, 2}\nd = D((a, b))\nd.w = 'text'\ne = B()\ne.__dict__['q'] = 1\nf = vars(e)\n\
                     g = bytearray(b'abc')\nh = 1 << 70\ni = b'xy'\nj = True\nk = frozenset(range(40))\n\
                     l = list(range(300))\nm = C(0)\nn = (1, 2)\no = 0\np = -5000\n";
        let report = report(extra, build);
        assert_eq!(report.problems, [], "{}", build.id());
        assert!(report.output.error.is_none(), "{:?}", report.output.error);
        assert!(report.objects.len() > 10);
        assert_whole(&report, "of our own");
    }
}

#[test]
fn hostile_programs_answer() {
    let mut texts = vec![
        String::new(),
        "while True: pass".into(),
        "x = [0] * 10**12".into(),
        "class A:\n    def __init__(self):\n        A()\nA()".into(),
        "class A:\n    def __init__(self, x): raise ValueError(x)\n".into(),
        "def make(i):\n    while True: pass\n".into(),
        "class A: pass\nx = A()\nx.x = x\nx.y = [x]\nx.y.append(x.y)\n".into(),
        "(".repeat(20_000),
        "class A:\n    def __init__(self):\n        while True: pass\n".into(),
        "class M(type):\n    def __call__(cls): return cls\nclass A(metaclass=M): pass\nA()\n".into(),
        "class A:\n    def __sizeof__(self): raise KeyError\n    def __repr__(self): raise KeyError\n    def __eq__(self, o): raise KeyError\n    __hash__ = None\na = A()\n".into(),
        "class A:\n    def __del__(self): print('gone')\nclass B:\n    def __init__(self, a): pass\nB(A())\n".into(),
    ];
    texts.push("x = ".to_string() + &"[".repeat(150) + &"]".repeat(150));
    for build in [BUILDS[0], BUILDS[4], BUILDS[11]] {
        for text in &texts {
            let report = report(text, build);
            assert_whole(&report, text);
        }
    }
}

#[test]
fn namesakes_have_their_own_base_and_words() {
    let source = "def made():
    class A:
        __slots__ = ('x',)
    class A(A):
        __slots__ = ('y',)
    return A
kept = [made()]
";
    for build in BUILDS {
        let report = report(source, build);
        let seen = report.classes.iter().map(|class| {
            let own = class.words.iter().filter(|word| word.own);
            let slots = own.filter_map(|word| match &word.word.role {
                Role::Slot(name) => Some(name.as_str()),
                _ => None,
            });
            (class.continues, class.line, slots.collect::<Vec<_>>())
        });
        let expected = [(None, Some(2), vec!["x"]), (Some(0), Some(2), vec!["y"])];
        assert_eq!(seen.collect::<Vec<_>>(), expected, "{}", build.id());
    }
}
