//! Texts made fit to be shown and compared.

/// The text, cut after so many characters.
pub fn cut(text: &str, characters: usize) -> String {
    match text.char_indices().nth(characters) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_string(),
    }
}

/// `A, B and C`; empty for nothing.
pub fn listed(names: &[String]) -> String {
    match names.split_last() {
        None => String::new(),
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
    }
}

/// The last line of a traceback: `AttributeError: …`, or the bare type.
pub fn last_line(kind: &str, message: &str) -> String {
    match message.is_empty() {
        true => kind.to_string(),
        false => format!("{kind}: {message}"),
    }
}

/// The text with `0x…` for every address: where an object lies says nothing.
pub fn without_addresses(text: &str) -> String {
    let mut parts = text.split("0x");
    let mut result = parts.next().unwrap_or_default().to_string();
    for part in parts {
        let digits = part.bytes().take_while(u8::is_ascii_hexdigit).count();
        result.push_str("0x");
        // Shorter ones are numbers that the program wrote.
        result.push_str(if digits < 6 { part } else { "…" });
        if digits >= 6 {
            result.push_str(&part[digits..]);
        }
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_ones_are_cut() {
        for (text, expected) in [("", ""), ("äöü", "äöü"), ("äöüß", "äöü…")] {
            assert_eq!(cut(text, 3), expected);
        }
    }

    #[test]
    fn addresses_are_not_told() {
        let cases = [
            ("<A object at 0x7f3a5c>", "<A object at 0x…>"),
            ("0xff 0x1234567", "0xff 0x…"),
            ("0x", "0x"),
        ];
        for (text, expected) in cases {
            assert_eq!(without_addresses(text), expected);
        }
    }
}
