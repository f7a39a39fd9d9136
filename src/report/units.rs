//! Numbers as people read them.

/// `1234567` as `1,234,567`.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Bytes with a decimal unit and at most three digits, rounded to the nearest: `96 MB`, `1.25 GB`, `512 B`.
/// Decimal, so that bytes per instance and megabytes per million are the same number.
pub fn short_bytes(bytes: u64) -> String {
    const UNITS: [&str; 7] = ["B", "kB", "MB", "GB", "TB", "PB", "EB"];
    let mut unit = 0;
    let mut value = bytes as f64;
    // 999.5 would be shown as 1000.
    while value >= 999.5 && unit + 1 < UNITS.len() {
        value /= 1000.0;
        unit += 1;
    }
    let decimals = match value {
        _ if unit == 0 => 0,
        v if v < 9.995 => 2,
        v if v < 99.95 => 1,
        _ => 0,
    };
    let mut number = format!("{value:.decimals$}");
    if number.contains('.') {
        number.truncate(number.trim_end_matches('0').trim_end_matches('.').len());
    }
    format!("{number} {}", UNITS[unit])
}

/// A count as people say it: `10 million`, `2.5 million`, `10,000`.
pub fn short_count(count: u64) -> String {
    match count {
        1_000_000.. if count.is_multiple_of(100_000) => {
            let tenths = count / 100_000;
            if tenths.is_multiple_of(10) {
                format!("{} million", grouped(tenths / 10))
            } else {
                format!("{}.{} million", grouped(tenths / 10), tenths % 10)
            }
        }
        _ => grouped(count),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_grouped() {
        for (number, text) in [
            (0, "0"),
            (999, "999"),
            (1000, "1,000"),
            (1234567, "1,234,567"),
        ] {
            assert_eq!(grouped(number), text);
        }
    }

    #[test]
    fn bytes_have_three_digits() {
        for (bytes, text) in [
            (0, "0 B"),
            (999, "999 B"),
            (1000, "1 kB"),
            (1250, "1.25 kB"),
            (9996, "10 kB"),
            (99_960, "100 kB"),
            (999_600, "1 MB"),
            (96_000_000, "96 MB"),
            (1_254_000_000, "1.25 GB"),
            (u64::MAX, "18.4 EB"),
        ] {
            assert_eq!(short_bytes(bytes), text);
        }
    }

    #[test]
    fn millions_are_words() {
        for (count, text) in [
            (1, "1"),
            (10_000, "10,000"),
            (1_000_000, "1 million"),
            (2_500_000, "2.5 million"),
            (1_234_567, "1,234,567"),
        ] {
            assert_eq!(short_count(count), text);
        }
    }
}
