//! The same program on several builds: what each answers, equal neighbours together, differences named.

use super::texts::without_addresses;
use super::{Build, Report};
use serde::{Deserialize, Serialize};

/// What a build answers to a program, as far as builds are compared.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// What was printed, the addresses in it left out: they say nothing.
    pub text: String,
    /// The last line of the traceback, if an exception ended the program.
    pub error: Option<String>,
    /// Why the program was not run, or not to its end.
    pub problem: Option<String>,
    /// Name of the measured class, and the allocated bytes of each further instance of it.
    pub each: Option<(String, u64)>,
}

/// Builds beside one another that answer the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The builds, oldest first.
    pub builds: Vec<Build>,
    /// Their answer.
    pub answer: Answer,
}

impl Answer {
    /// The answer that a report gives.
    pub fn of(report: &Report) -> Self {
        let memory = &report.memory;
        let written = memory.curves.first();
        let series = written.and_then(|curve| curve.series.as_ref());
        Self {
            text: without_addresses(&report.output.text),
            error: report.output.error.as_ref().map(|error| error.last_line()),
            problem: report
                .problems
                .first()
                .map(|problem| problem.message.clone()),
            each: memory
                .class
                .clone()
                .zip(series.map(|series| series.allocated.steady)),
        }
    }

    /// What is other here than there, a few words each; nothing for equal answers.
    pub fn differences(&self, there: &Answer) -> Vec<String> {
        let mut found = Vec::new();
        if let (Some((class, here)), Some((_, there))) = (&self.each, &there.each)
            && here != there
        {
            found.push(format!("{here} bytes each {class}, not {there}"));
        }
        if self.problem != there.problem {
            found.push(match &self.problem {
                Some(problem) => problem.clone(),
                None => "runs".to_string(),
            });
        }
        if self.error != there.error {
            found.push(match &self.error {
                Some(error) => error.clone(),
                None => "no exception".to_string(),
            });
        }
        if let Some((line, printed)) = first_other_line(&self.text, &there.text) {
            found.push(match printed {
                Some(printed) => format!("line {line} printed: {printed}"),
                None => format!("prints {} lines", line - 1),
            });
        }
        found
    }
}

/// Equal neighbours together, in the order given; builds of another word size are never neighbours.
pub fn grouped(answers: &[(Build, Answer)]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for (build, answer) in answers {
        match groups.last_mut() {
            Some(last)
                if last.answer == *answer
                    && last.builds.iter().all(|other| other.word() == build.word()) =>
            {
                last.builds.push(*build);
            }
            _ => groups.push(Group {
                builds: vec![*build],
                answer: answer.clone(),
            }),
        }
    }
    groups
}

/// The number of the first line that is another one, and what it is here; none where here are fewer lines.
fn first_other_line<'a>(here: &'a str, there: &str) -> Option<(usize, Option<&'a str>)> {
    let (mut here, mut there) = (here.lines(), there.lines());
    for line in 1.. {
        match (here.next(), there.next()) {
            (None, None) => return None,
            (one, other) if one == other => {}
            (one, _) => return Some((line, one)),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::super::{BUILDS, Options, analyze};
    use super::*;

    fn groups(source: &str) -> Vec<(String, Answer)> {
        let answers: Vec<(Build, Answer)> = BUILDS
            .iter()
            .map(|&build| (build, Answer::of(&analyze(source, &Options::new(build)))))
            .collect();
        let name = |builds: &[Build]| {
            let ids = builds
                .iter()
                .map(|build| format!("3.{}", build.version.minor));
            ids.collect::<Vec<_>>().join(" ")
        };
        let groups = grouped(&answers).into_iter();
        groups
            .map(|group| (name(&group.builds), group.answer))
            .collect()
    }

    #[test]
    fn equal_neighbours_are_one_group() {
        let found = groups("class A:\n    __slots__ = ('x',)\nprint(A())");
        let names: Vec<&str> = found.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(
            names,
            [
                "3.9 3.10 3.11 3.12 3.13 3.14 3.15",
                "3.10 3.11 3.12 3.13 3.14"
            ]
        );
        assert_eq!(found[0].1.text, "<__main__.A object at 0x…>\n");
    }

    #[test]
    fn differences_are_named() {
        let found = groups(
            "class Base:\n    __slots__ = ('x',)\nclass A(Base):\n    def __init__(self): self.y = 1\nA()\nimport sys\nprint(sys.version_info[1])",
        );
        let one = &found[0].1;
        assert_eq!(one.differences(one), Vec::<String>::new());
        let other = found[1].1.differences(one);
        assert!(
            other.contains(&"line 1 printed: 10".to_string()),
            "{other:?}"
        );
        let syntax = groups("match 1:\n    case 1: print(1)");
        let (old, new) = (&syntax[0].1, &syntax[1].1);
        assert_eq!(new.differences(old)[0], "runs");
        assert!(!old.differences(new)[0].is_empty());
    }
}
