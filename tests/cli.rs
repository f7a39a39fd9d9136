//! The command line: what it prints, what it answers for a bad call, and its exit status.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use serde_json::{Value as Json, json};
use slotscope::cpython::build::BUILDS;
use std::path::PathBuf;
use std::process::{Command, Output};

/// A folder with one program in it, `FILE`.
struct Folder(PathBuf);

const FILE: &str = "sub/pro gram.py";
const BUILD: &str = "cpython-3.13-64";

impl Folder {
    /// A folder of the test's own.
    fn with(test: &str, source: &str) -> Self {
        let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(test);
        std::fs::create_dir_all(path.join("sub")).unwrap();
        std::fs::write(path.join(FILE), source).unwrap();
        Self(path)
    }

    fn run(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_slotscope"))
            .args(arguments)
            .current_dir(&self.0)
            .output()
            .unwrap()
    }

    /// What a call prints that ends well.
    fn printed(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert_eq!(output.status.code(), Some(0), "{arguments:?}");
        assert!(output.stderr.is_empty(), "{arguments:?}");
        String::from_utf8(output.stdout).unwrap()
    }

    /// The JSON lines that a call prints.
    fn answers(&self, arguments: &[&str]) -> Vec<Json> {
        let parse = |line| serde_json::from_str(line).unwrap();
        self.printed(arguments).lines().map(parse).collect()
    }
}

#[test]
fn run_prints_one_json_object_a_file() {
    let source = "class P:\n    __slots__ = 'x', 'y'\nprint('hi')\n";
    let folder = Folder::with("json", source);
    let call = ["run", "--build", BUILD, "--format", "json", FILE, FILE];
    // As cpython-3.13-64 answers.
    let expected = json!({
        "file": FILE,
        "stdout": "hi\n",
        "error": null,
        "types": {"P": {
            "basicsize": 32, "itemsize": 0, "dictoffset": 0, "weakrefoffset": 0,
            "flags": {
                "HAVE_GC": true, "MANAGED_DICT": false,
                "MANAGED_WEAKREF": false, "INLINE_VALUES": false,
            },
            "mro": ["P", "object"],
            "slots": {"x": 16, "y": 24},
        }},
        "unsupported": null,
    });
    assert_eq!(folder.answers(&call), [expected.clone(), expected]);
}

#[test]
fn wrong_syntax_is_shown_as_by_cpython() {
    let folder = Folder::with("refused", "if x = 3:\n    pass\n");
    let text = folder.printed(&["run", "--build", BUILD, FILE]);
    let shown = "    if x = 3:\n       ^^^^^\n";
    let said = "SyntaxError: invalid syntax. Maybe you meant '==' or ':=' instead of '='?\n";
    assert_eq!(text, format!("  File \"{FILE}\", line 1\n{shown}{said}"));
}

#[test]
fn a_program_that_raises_is_an_answer() {
    let folder = Folder::with("raises", "print(1)\n\nraise ValueError('no')\n");
    let answer = &folder.answers(&["run", "--build", BUILD, "--format", "json", FILE])[0];
    assert_eq!(answer["stdout"], "1\n");
    let error = json!({"type": "ValueError", "message": "no", "line": 3});
    assert_eq!(answer["error"], error);
    let text = folder.printed(&["run", "--build", BUILD, FILE]);
    let place =
        format!("Traceback (most recent call last):\n  File \"{FILE}\", line 3, in <module>\n");
    let raised = "    raise ValueError('no')\nValueError: no\n";
    assert_eq!(text, format!("1\n{place}{raised}"));
    let text = folder.printed(&["run", "--all-builds", FILE]);
    assert!(text.ends_with("\n1\nValueError: no (line 3)\n"));
}

#[test]
fn what_is_outside_the_subset_is_said_with_its_line() {
    let folder = Folder::with("outside", "import asyncio\n");
    let answer = &folder.answers(&["run", "--build", BUILD, "--format", "json", FILE])[0];
    assert_eq!(answer["unsupported"]["line"], 1);
    assert_eq!(answer["error"], Json::Null);
}

#[test]
fn text_is_what_the_program_printed() {
    let folder = Folder::with("text", "print('a')\nprint('b')\n");
    let text = folder.printed(&["run", "--build", BUILD, FILE]);
    assert_eq!(text, "a\nb\n");
    let text = folder.printed(&["run", "--build", BUILD, "--format", "text", FILE]);
    assert_eq!(text, "a\nb\n");
}

#[test]
fn all_builds_answer_together() {
    let folder = Folder::with("all", "print(object.__basicsize__)\n");
    let text = folder.printed(&["run", "--all-builds", FILE]);
    let builds = |word: u64| {
        let builds = BUILDS.iter().filter(|build| build.word() == word);
        builds
            .map(|build| format!(" {}", build.id()))
            .collect::<String>()
    };
    let expected = format!("---{}\n16\n---{}\n8\n", builds(8), builds(4));
    assert_eq!(text, expected);
    let answers = folder.answers(&["run", "--all-builds", "--format", "json", FILE]);
    assert_eq!(answers.len(), BUILDS.len());
}

#[test]
fn memory_measures_make() {
    // Two words of GC head, reference count and type.
    let source = "class P:\n    __slots__ = ()\ndef make(i):\n    return P()\n";
    let folder = Folder::with("memory", source);
    let call = ["memory", "--build", BUILD, "--counts", "1,10"];
    let json = [&call[..], &["--format", "json", FILE]].concat();
    let answer = &folder.answers(&json)[0];
    let expected = json!({"file": FILE, "memory": {"1": 32, "10": 320}, "unsupported": null});
    assert_eq!(*answer, expected);
    let text = folder.printed(&[&call[..], &[FILE]].concat());
    assert_eq!(text, "1\t32\n10\t320\n");
}

#[test]
fn builds_are_listed_with_their_versions() {
    let folder = Folder::with("builds", "");
    let expected: String = BUILDS
        .iter()
        .map(|build| format!("{}\t{}\n", build.id(), build.version))
        .collect();
    assert_eq!(folder.printed(&["builds"]), expected);
}

#[test]
fn a_bad_call_is_a_usage_error() {
    let folder = Folder::with("usage", "");
    let calls: &[&[&str]] = &[
        &[],
        &["dance"],
        &["builds", "extra"],
        &["run", FILE],
        &["run", "--build"],
        &["run", "--build", "cpython-2.7-64", FILE],
        &["run", "--build", BUILD],
        &["run", "--build", BUILD, "--format", "yaml", FILE],
        &["run", "--build", BUILD, "--counts", "1", FILE],
        &["run", "--build", BUILD, "--sideways", FILE],
        &["run", "--build", BUILD, "no such file.py"],
        &["memory", "--build", BUILD, FILE],
        &["memory", "--build", BUILD, "--counts", "one", FILE],
        &["memory", "--all-builds", "--counts", "1", FILE],
    ];
    for call in calls {
        let output = folder.run(call);
        assert_eq!(output.status.code(), Some(2), "{call:?}");
        assert!(output.stdout.is_empty(), "{call:?}");
        let message = String::from_utf8(output.stderr).unwrap();
        assert!(message.contains("usage:"), "{call:?}: {message}");
    }
}

#[test]
fn sites_tells_what_each_attribute_access_became() {
    let source = "class P:\n    __slots__ = 'x'\np = P()\nfor i in range(9):\n    p.x = i\n    p.__dir__\nP.x\n";
    let folder = Folder::with("sites", source);
    // As cpython-3.13-64 has it.
    let text = "5\t<module>\tx\tSTORE_ATTR_SLOT\n\
        6\t<module>\t__dir__\tLOAD_ATTR\tATTR_METHOD: It is a method, and what is specialised for methods does not fit here.\n\
        7\t<module>\tx\tLOAD_ATTR\tCOLD: It has not run often enough to be tried.\n";
    assert_eq!(folder.printed(&["sites", "--build", BUILD, FILE]), text);

    let call = ["sites", "--build", BUILD, "--format", "json", FILE];
    let answer = &folder.answers(&call)[0];
    assert_eq!(answer["file"], FILE);
    assert_eq!(answer["sites"][0]["opcode"], "STORE_ATTR_SLOT");
    assert_eq!(answer["sites"][0]["runs"], 9);
    assert_eq!(answer["sites"][1]["reason"]["code"], "ATTR_METHOD");
    let old = folder.printed(&["sites", "--build", "cpython-3.10-64", FILE]);
    assert_eq!(old, "CPython specialises instructions only since 3.11.\n");
}
