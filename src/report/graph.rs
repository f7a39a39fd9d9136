//! A chart as plain data: places along an axis, and one number of every series at each of them.

use super::units::grouped;

/// How the numbers of a graph are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A bar at each place, the series on top of each other.
    Stacked,
    /// A bar for each series, beside each other.
    Beside,
    /// A line for each series, with a dot at each place.
    Lines,
}

/// What the numbers of a graph are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Bytes.
    Bytes,
    /// Hundredths of something that the graph names.
    Percent,
}

/// A chart as plain data.
#[derive(Debug, Clone, PartialEq)]
pub struct Graph {
    /// What it shows, in one sentence that its numbers bear out.
    pub title: String,
    /// What the numbers are, and of which interpreter.
    pub below: String,
    /// What the places are: "Instance", "Build".
    pub across: String,
    /// The places, from left to right.
    pub places: Vec<String>,
    /// The series; in a stack from bottom to top.
    pub series: Vec<GraphSeries>,
    /// What the numbers are.
    pub unit: Unit,
    /// How they are drawn.
    pub form: Form,
}

/// One number at each place of a graph.
#[derive(Debug, Clone, PartialEq)]
pub struct GraphSeries {
    /// Its name in the legend.
    pub name: String,
    /// The numbers, in the order of the places; none where there is none.
    pub values: Vec<Option<f64>>,
}

impl Unit {
    /// A number with its unit: `1,024 B`, `96 %`.
    pub fn text(self, value: f64) -> String {
        match self {
            // What many share may be less than a byte each.
            Unit::Bytes if value > 0.0 && value < 10.0 && value.fract() != 0.0 => {
                format!("{value:.1} B")
            }
            Unit::Bytes => format!("{} B", grouped(value.max(0.0).round() as u64)),
            Unit::Percent => format!("{value:.0} %"),
        }
    }
}

impl Graph {
    /// The highest number that is drawn when these series are left out; 0 for none. In a stack the highest sum.
    pub fn highest(&self, hidden: &[bool]) -> f64 {
        let shown = || {
            let all = self.series.iter().enumerate();
            all.filter(|(index, _)| !is_hidden(hidden, *index))
        };
        let at = |place: usize| {
            let values =
                shown().filter_map(move |(_, series)| series.values.get(place).copied()?);
            match self.form {
                Form::Stacked => values.sum(),
                Form::Beside | Form::Lines => values.fold(0.0, f64::max),
            }
        };
        (0..self.places.len()).map(at).fold(0.0, f64::max)
    }

    /// What stands at one place, in words: `3.13: as written 96 B, slots only 56 B`; empty beyond the last place.
    pub fn reading(&self, place: usize, hidden: &[bool]) -> String {
        let Some(name) = self.places.get(place) else {
            return String::new();
        };
        let all = self.series.iter().enumerate();
        let shown = all.filter(|(index, _)| !is_hidden(hidden, *index));
        let each = shown.filter_map(|(_, series)| {
            let value = series.values.get(place).copied()??;
            Some(format!("{} {}", series.name, self.unit.text(value)))
        });
        let each: Vec<String> = each.collect();
        format!("{} {name}: {}", self.across, each.join(", "))
    }

    /// All of it as comma-separated values, a line for each place.
    pub fn csv(&self) -> String {
        let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
        let mut text = quoted(&self.across);
        for series in &self.series {
            text += &format!(",{}", quoted(&series.name));
        }
        text.push('\n');
        for (place, name) in self.places.iter().enumerate() {
            text += &quoted(name);
            for series in &self.series {
                let value = series.values.get(place).copied().flatten();
                text += &value.map_or(",".to_string(), |value| format!(",{value}"));
            }
            text.push('\n');
        }
        text
    }
}

/// Whether a series is left out.
pub fn is_hidden(hidden: &[bool], series: usize) -> bool {
    hidden.get(series).copied().unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn graph(form: Form) -> Graph {
        let series = |name: &str, values: [Option<f64>; 2]| GraphSeries {
            name: name.into(),
            values: values.to_vec(),
        };
        Graph {
            title: "T".into(),
            below: "B".into(),
            across: "Build".into(),
            places: vec!["3.9".into(), "3.10".into()],
            series: vec![
                series("a", [Some(100.0), Some(1000.0)]),
                series("b, c", [Some(50.0), None]),
            ],
            unit: Unit::Bytes,
            form,
        }
    }

    #[test]
    fn the_highest_of_what_is_shown() {
        assert_eq!(graph(Form::Stacked).highest(&[]), 1000.0);
        assert_eq!(graph(Form::Stacked).highest(&[true]), 50.0);
        let mut stack = graph(Form::Stacked);
        stack.places.truncate(1);
        assert_eq!(stack.highest(&[]), 150.0);
        assert_eq!(graph(Form::Lines).highest(&[false, true]), 1000.0);
        assert_eq!(graph(Form::Lines).highest(&[true, true]), 0.0);
    }

    #[test]
    fn it_is_read_out_and_written_down() {
        let graph = graph(Form::Lines);
        assert_eq!(graph.reading(0, &[]), "Build 3.9: a 100 B, b, c 50 B");
        assert_eq!(graph.reading(1, &[]), "Build 3.10: a 1,000 B");
        assert_eq!(graph.reading(2, &[]), "");
        assert_eq!(
            graph.csv(),
            "\"Build\",\"a\",\"b, c\"\n\"3.9\",100,50\n\"3.10\",1000,\n"
        );
    }

    #[test]
    fn numbers_have_units() {
        assert_eq!(Unit::Bytes.text(1024.0), "1,024 B");
        assert_eq!(Unit::Bytes.text(2.96), "3.0 B");
        assert_eq!(Unit::Percent.text(95.6), "96 %");
    }
}
