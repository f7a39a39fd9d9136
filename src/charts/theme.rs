//! Colours, dash patterns and letters of the charts: safe for colour-blind eyes, never colour alone.

use crate::report::Twin;
use plotters::style::RGBColor;

/// The colours of a chart. `static/style.css` has the same ones for legends; a test compares them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Theme {
    /// Behind everything.
    pub paper: RGBColor,
    /// Labels and axes.
    pub ink: RGBColor,
    /// Grid lines.
    pub grid: RGBColor,
    curves: [RGBColor; 6],
}

/// How a curve is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stroke {
    /// Its colour, at least 4.5:1 on the paper.
    pub color: RGBColor,
    /// CSS pixels.
    pub width: f64,
    /// Length of a dash and of a gap in CSS pixels; none for a solid line.
    pub dash: Option<(f64, f64)>,
}

impl Theme {
    /// Dark on light.
    pub const LIGHT: Theme = Theme {
        paper: RGBColor(0xff, 0xff, 0xff),
        ink: RGBColor(0x1c, 0x23, 0x30),
        grid: RGBColor(0xdd, 0xdf, 0xe4),
        curves: [
            RGBColor(0x1c, 0x23, 0x30),
            RGBColor(0xb3, 0x3f, 0x00),
            RGBColor(0x00, 0x63, 0xa8),
            RGBColor(0x80, 0x5c, 0x00),
            RGBColor(0x00, 0x70, 0x55),
            RGBColor(0x96, 0x2d, 0x78),
        ],
    };

    /// Light on dark.
    pub const DARK: Theme = Theme {
        paper: RGBColor(0x1b, 0x1f, 0x27),
        ink: RGBColor(0xe8, 0xe6, 0xe1),
        grid: RGBColor(0x3a, 0x40, 0x4c),
        curves: [
            RGBColor(0xf4, 0xf2, 0xed),
            RGBColor(0xff, 0x9d, 0x66),
            RGBColor(0x73, 0xb9, 0xff),
            RGBColor(0xe6, 0xb8, 0x4a),
            RGBColor(0x4f, 0xcf, 0xa8),
            RGBColor(0xea, 0x9c, 0xd2),
        ],
    };

    /// How the curve of a twin is drawn.
    pub fn stroke(&self, twin: Twin) -> Stroke {
        let [written, plain, slotted, dict, tuple, named] = self.curves;
        let (color, width, dash) = match twin {
            Twin::AsWritten => (written, 4.0, None),
            Twin::Plain => (plain, 2.0, Some((9.0, 5.0))),
            Twin::Slotted => (slotted, 2.0, None),
            Twin::Dict => (dict, 2.0, Some((2.0, 4.0))),
            Twin::Tuple => (tuple, 2.0, Some((5.0, 5.0))),
            Twin::NamedTuple => (named, 2.0, Some((16.0, 4.0))),
        };
        Stroke { color, width, dash }
    }

    /// The colour of a series of a graph; from the seventh on they are pale.
    pub fn series(&self, series: usize) -> RGBColor {
        let color = self.curves[series % self.curves.len()];
        match is_pale(series) {
            false => color,
            true => mixed(color, self.paper),
        }
    }

    /// What can be read on the colour of a series.
    pub fn on_series(&self, series: usize) -> RGBColor {
        match is_pale(series) {
            false => self.paper,
            true => self.ink,
        }
    }

    /// How the line of a series of a graph is drawn.
    pub fn line(&self, series: usize) -> Stroke {
        const DASHES: [Option<(f64, f64)>; 4] =
            [None, Some((9.0, 5.0)), Some((2.0, 4.0)), Some((16.0, 4.0))];
        Stroke {
            color: self.curves[series % self.curves.len()],
            width: if series == 0 { 3.0 } else { 2.0 },
            dash: DASHES[(series + series / self.curves.len()) % DASHES.len()],
        }
    }
}

fn is_pale(series: usize) -> bool {
    (series / 6) % 2 == 1
}

/// A third of the one, two thirds of the other.
fn mixed(RGBColor(r, g, b): RGBColor, RGBColor(r2, g2, b2): RGBColor) -> RGBColor {
    let mix = |one: u8, other: u8| ((u16::from(one) + 2 * u16::from(other)) / 3) as u8;
    RGBColor(mix(r, r2), mix(g, g2), mix(b, b2))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TWINS: [Twin; 6] = [
        Twin::AsWritten,
        Twin::Plain,
        Twin::Slotted,
        Twin::Dict,
        Twin::Tuple,
        Twin::NamedTuple,
    ];

    /// Relative luminance as WCAG 2 defines it.
    fn luminance(RGBColor(r, g, b): RGBColor) -> f64 {
        let linear = |channel: u8| {
            let c = f64::from(channel) / 255.0;
            if c <= 0.03928 {
                c / 12.92
            } else {
                ((c + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
    }

    fn contrast(a: RGBColor, b: RGBColor) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn everything_can_be_read() {
        for theme in [Theme::LIGHT, Theme::DARK] {
            assert!(contrast(theme.ink, theme.paper) >= 7.0);
            for twin in TWINS {
                let found = contrast(theme.stroke(twin).color, theme.paper);
                assert!(found >= 4.5, "{twin:?}: {found:.2}");
            }
            for series in 0..12 {
                let found = contrast(theme.on_series(series), theme.series(series));
                assert!(found >= 4.5, "{series}: {found:.2}");
            }
        }
    }

    #[test]
    fn no_two_curves_differ_by_colour_alone() {
        for (i, a) in TWINS.into_iter().enumerate() {
            for b in TWINS.into_iter().skip(i + 1) {
                let (one, other) = (Theme::LIGHT.stroke(a), Theme::LIGHT.stroke(b));
                assert!(one.dash != other.dash || one.width != other.width);
                assert_ne!(a.letter(), b.letter());
            }
        }
    }

    #[test]
    fn the_style_sheet_has_the_same_colours() {
        let css = include_str!("../../static/style.css");
        let hex = |RGBColor(r, g, b): RGBColor| format!("#{r:02x}{g:02x}{b:02x}");
        for twin in TWINS {
            let [light, dark] =
                [Theme::LIGHT, Theme::DARK].map(|theme| hex(theme.stroke(twin).color));
            let line = format!("--curve-{}: light-dark({light}, {dark});", twin.key());
            assert!(css.contains(&line), "style.css lacks {line}");
        }
    }
}
