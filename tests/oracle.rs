//! Every recorded program on every recorded build: is our answer exactly what CPython said?
//!
//! An answer is *right* if everything recorded is equal, *unsupported* if it says itself that the program is outside
//! the subset, and *wrong* otherwise, a panic included. Nothing may be wrong; the topics of `oracle/right.txt` must be
//! right altogether. With `SLOTSCOPE_UNSUPPORTED` in the environment, the unsupported answers are listed too.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use serde_json::{Map, Value as Json};
use slotscope::cli::answer;
use slotscope::cpython::Build;
use slotscope::cpython::build::BUILDS;
use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/oracle");
/// For how many results of `make(i)` the memory programs were recorded.
const COUNTS: [u64; 4] = [1, 10, 100, 1000];
/// How many wrong answers of a build are shown.
const SHOWN: usize = 20;

/// One program on one build, and what CPython said.
struct Question {
    build: Build,
    name: String,
    source: String,
    expected: Json,
}

enum Verdict {
    Right,
    Unsupported(String),
    Wrong(String),
}

#[derive(Default)]
struct Tally {
    right: usize,
    unsupported: usize,
    wrong: usize,
}

impl Tally {
    fn count(&mut self, verdict: &Verdict) {
        match verdict {
            Verdict::Right => self.right += 1,
            Verdict::Unsupported(_) => self.unsupported += 1,
            Verdict::Wrong(_) => self.wrong += 1,
        }
    }
}

#[test]
fn every_recorded_answer_is_right_or_says_that_it_is_unsupported() {
    let questions = questions();
    let verdicts = verdicts(&questions);

    let mut all = Tally::default();
    let mut topics: BTreeMap<&str, Tally> = BTreeMap::new();
    let mut shown: BTreeMap<String, usize> = BTreeMap::new();
    let wordy = std::env::var_os("SLOTSCOPE_UNSUPPORTED").is_some();
    for (question, verdict) in questions.iter().zip(&verdicts) {
        all.count(verdict);
        topics.entry(topic(question)).or_default().count(verdict);
        let place = format!("{} {}", question.build.id(), question.name);
        match verdict {
            Verdict::Wrong(why) => {
                let shown = shown.entry(question.build.id()).or_default();
                *shown += 1;
                if *shown <= SHOWN {
                    println!("wrong: {place}: {why}");
                }
            }
            Verdict::Unsupported(what) if wordy => println!("unsupported: {place}: {what}"),
            _ => {}
        }
    }
    for (topic, tally) in &topics {
        println!(
            "{topic:24} {:6} right {:6} unsupported {:6} wrong",
            tally.right, tally.unsupported, tally.wrong
        );
    }
    println!(
        "{} answers: {} right, {} unsupported, {} wrong",
        questions.len(),
        all.right,
        all.unsupported,
        all.wrong
    );

    assert_eq!(all.wrong, 0, "wrong answers");
    for topic in read("right.txt").lines() {
        let tally = &topics[topic];
        assert_eq!(tally.unsupported, 0, "unsupported answers in {topic}");
    }
}

#[test]
fn the_recordings_are_those_of_our_builds() {
    for build in BUILDS {
        let about = &golden(build)["build"];
        assert_eq!(
            about["version"],
            build.version.to_string(),
            "{}",
            build.id()
        );
        assert_eq!(about["pointer_bytes"], build.word(), "{}", build.id());
    }
}

#[test]
fn the_readme_counts_the_programs() {
    let mut names: Vec<String> = questions()
        .into_iter()
        .map(|question| question.name)
        .collect();
    names.sort_unstable();
    names.dedup();
    let readme = include_str!("../README.md");
    let counted = format!("{} programs recorded", names.len());
    assert!(readme.contains(&counted), "{counted}");
}

/// Every program of every recording, programs of one kind beside each other.
fn questions() -> Vec<Question> {
    let mut sources: BTreeMap<String, String> = BTreeMap::new();
    let mut questions = Vec::new();
    for build in BUILDS {
        let mut golden = golden(build);
        let memory = ["released", "memory"]
            .iter()
            .find_map(|key| golden.get_mut(*key).map(Json::take))
            .unwrap();
        let memory = object(memory).into_iter().map(|(name, held)| {
            let expected = Map::from_iter([("memory".to_string(), held)]);
            (name, Json::Object(expected))
        });
        for (name, expected) in object(golden["programs"].take()).into_iter().chain(memory) {
            let source = sources
                .entry(name.clone())
                .or_insert_with(|| read(&format!("programs/{name}")))
                .clone();
            questions.push(Question {
                build,
                name,
                source,
                expected,
            });
        }
    }
    questions
}

/// Asks all questions, on every core.
fn verdicts(questions: &[Question]) -> Vec<Verdict> {
    let next = AtomicUsize::new(0);
    let found = Mutex::new(Vec::new());
    let ask = || {
        while let Some((place, question)) = {
            let place = next.fetch_add(1, Ordering::Relaxed);
            questions.get(place).map(|question| (place, question))
        } {
            let verdict = verdict(question);
            found.lock().unwrap().push((place, verdict));
        }
    };
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(2, usize::from) {
            thread::Builder::new()
                .stack_size(512 << 20)
                .spawn_scoped(scope, ask)
                .unwrap();
        }
    });
    let mut found = found.into_inner().unwrap();
    found.sort_by_key(|(place, _)| *place);
    found.into_iter().map(|(_, verdict)| verdict).collect()
}

fn verdict(question: &Question) -> Verdict {
    let Question {
        build,
        name,
        source,
        expected,
    } = question;
    let answer = catch_unwind(AssertUnwindSafe(|| {
        if topic(question) == "memory" {
            answer::memory(*build, name, source, &COUNTS, true)
        } else {
            answer::run(*build, name, source, answer::Form::Json)
        }
    }));
    let Ok(answer) = answer else {
        return Verdict::Wrong("a panic".to_string());
    };
    let answer: Json = serde_json::from_str(&answer).unwrap();
    if !answer["unsupported"].is_null() {
        return Verdict::Unsupported(answer["unsupported"].to_string());
    }
    let wrong = expected
        .as_object()
        .unwrap()
        .iter()
        .find(|(key, want)| answer[key.as_str()] != **want);
    match wrong {
        None => Verdict::Right,
        Some((key, want)) => Verdict::Wrong(difference(key, want, &answer[key.as_str()])),
    }
}

/// The first difference, in a line.
fn difference(key: &str, want: &Json, got: &Json) -> String {
    if let (Json::String(want), Json::String(got)) = (want, got) {
        let mut got = got.lines();
        for (number, want) in want.lines().enumerate() {
            let got = got.next();
            if got != Some(want) {
                return format!("{key} line {}: CPython {want:?}, here {got:?}", number + 1);
            }
        }
        return format!("{key}: here more, {:?}", got.next());
    }
    if let (Json::Object(want), Json::Object(got)) = (want, got) {
        for name in want.keys().chain(got.keys()) {
            if want.get(name) != got.get(name) {
                let [want, got] = [want, got].map(|map| map.get(name).unwrap_or(&Json::Null));
                return format!("{key} {name}: CPython {want}, here {got}");
            }
        }
    }
    format!("{key}: CPython {want}, here {got}")
}

fn topic(question: &Question) -> &str {
    question.name.split('/').next().unwrap()
}

fn golden(build: Build) -> Json {
    let file = fs::File::open(format!("{FOLDER}/golden/{}.json.gz", build.id())).unwrap();
    let mut text = String::new();
    flate2::read::GzDecoder::new(file)
        .read_to_string(&mut text)
        .unwrap();
    serde_json::from_str(&text).unwrap()
}

fn object(json: Json) -> Map<String, Json> {
    match json {
        Json::Object(map) => map,
        other => panic!("not an object: {other}"),
    }
}

fn read(file: &str) -> String {
    fs::read_to_string(format!("{FOLDER}/{file}")).unwrap()
}
