//! Strings to bytes and back: `str.encode` and `bytes.decode` with the error handlers one meets.

use super::fault::ValueFault;
use super::str_repr;

/// An encoding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Codec {
    /// `utf-8`
    Utf8,
    /// `ascii`
    Ascii,
    /// `latin-1`
    Latin1,
}

/// Why text or bytes could not be converted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CodecFault {
    /// A UnicodeEncodeError or UnicodeDecodeError.
    Unicode(UnicodeFault),
    /// Something else.
    Other(ValueFault),
}

/// What a UnicodeEncodeError or UnicodeDecodeError tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnicodeFault {
    /// The exception class.
    pub kind: &'static str,
    /// `encoding`
    pub encoding: &'static str,
    /// `start`
    pub start: usize,
    /// `end`
    pub end: usize,
    /// `reason`
    pub reason: &'static str,
    /// `str()` of it.
    pub text: String,
}

impl From<CodecFault> for ValueFault {
    fn from(fault: CodecFault) -> Self {
        match fault {
            CodecFault::Unicode(fault) => ValueFault::new(fault.kind, fault.text),
            CodecFault::Other(fault) => fault,
        }
    }
}

impl Codec {
    /// The codec of a name, in any of the spellings that Python takes for it (Lib/encodings/aliases.py).
    /// Others, which Python may know, are unsupported.
    pub fn named(name: &str) -> Result<Codec, ValueFault> {
        match name.to_ascii_lowercase().replace(['_', ' '], "-").as_str() {
            "utf-8" | "utf8" | "u8" | "utf" | "cp65001" => Ok(Codec::Utf8),
            "ascii" | "us-ascii" | "646" => Ok(Codec::Ascii),
            "latin-1" | "latin1" | "latin" | "l1" | "iso-8859-1" | "iso8859-1" | "8859"
            | "cp819" => Ok(Codec::Latin1),
            _ => Err(ValueFault::unsupported(format!("the encoding {name:?}"))),
        }
    }

    fn name(self) -> &'static str {
        match self {
            Codec::Utf8 => "utf-8",
            Codec::Ascii => "ascii",
            Codec::Latin1 => "latin-1",
        }
    }

    /// Characters up to this one can be encoded as one byte.
    fn limit(self) -> u32 {
        match self {
            Codec::Utf8 => 0x11_0000,
            Codec::Ascii => 128,
            Codec::Latin1 => 256,
        }
    }
}

/// `s.encode(codec, errors)`; other handlers than `strict`, `ignore`, `replace`, `backslashreplace` and
/// `xmlcharrefreplace` are unsupported.
pub fn encode(s: &str, codec: Codec, errors: &str) -> Result<Vec<u8>, CodecFault> {
    if codec == Codec::Utf8 || s.is_ascii() {
        return Ok(s.as_bytes().to_vec());
    }
    let fits = |c: char| u32::from(c) < codec.limit();
    let mut out = Vec::with_capacity(s.len());
    for (position, c) in s.chars().enumerate() {
        if fits(c) {
            out.push(c as u8);
            continue;
        }
        match errors {
            "strict" => {
                let count = s.chars().skip(position).take_while(|&c| !fits(c)).count();
                return Err(encode_fault(codec, c, position, count));
            }
            "ignore" => {}
            "replace" => out.push(b'?'),
            "backslashreplace" => {
                let quoted = str_repr::ascii(c.encode_utf8(&mut [0; 4]));
                out.extend(quoted.trim_matches('\'').bytes());
            }
            "xmlcharrefreplace" => out.extend(format!("&#{};", u32::from(c)).bytes()),
            _ => return Err(CodecFault::Other(unsupported_handler(errors))),
        }
    }
    Ok(out)
}

/// `b.decode(codec, errors)`; other handlers than `strict`, `ignore`, `replace` and `backslashreplace` are unsupported.
pub fn decode(bytes: &[u8], codec: Codec, errors: &str) -> Result<String, CodecFault> {
    let mut out = String::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let wrong = match first_wrong(&bytes[at..], codec, &mut out) {
            Some((start, len, reason)) => (at + start, len, reason),
            None => break,
        };
        let (start, len, reason) = wrong;
        let skipped = &bytes[start..start + len];
        match errors {
            "strict" => return Err(decode_fault(codec, skipped, start, reason)),
            "ignore" => {}
            "replace" => out.push(char::REPLACEMENT_CHARACTER),
            "backslashreplace" => {
                skipped
                    .iter()
                    .for_each(|byte| out.push_str(&format!("\\x{byte:02x}")));
            }
            _ => return Err(CodecFault::Other(unsupported_handler(errors))),
        }
        at = start + len;
    }
    Ok(out)
}

/// Decodes up to the first bytes that are wrong: where they begin, how many they are, what is wrong.
fn first_wrong(
    bytes: &[u8],
    codec: Codec,
    out: &mut String,
) -> Option<(usize, usize, &'static str)> {
    let text = match codec {
        Codec::Utf8 => std::str::from_utf8(bytes),
        Codec::Latin1 => {
            out.extend(bytes.iter().map(|&byte| char::from(byte)));
            return None;
        }
        Codec::Ascii => {
            let ascii = bytes.iter().take_while(|byte| byte.is_ascii()).count();
            out.extend(bytes[..ascii].iter().map(|&byte| char::from(byte)));
            let reason = "ordinal not in range(128)";
            return (ascii < bytes.len()).then_some((ascii, 1, reason));
        }
    };
    let error = match text {
        Ok(text) => {
            out.push_str(text);
            return None;
        }
        Err(error) => error,
    };
    let start = error.valid_up_to();
    out.push_str(&String::from_utf8_lossy(&bytes[..start]));
    Some(match error.error_len() {
        None => (start, bytes.len() - start, "unexpected end of data"),
        Some(_) if !matches!(bytes[start], 0xc2..=0xf4) => (start, 1, "invalid start byte"),
        Some(len) => (start, len, "invalid continuation byte"),
    })
}

/// UnicodeEncodeError, in its words (Objects/exceptions.c, UnicodeEncodeError_str).
fn encode_fault(codec: Codec, first: char, start: usize, count: usize) -> CodecFault {
    let (name, limit) = (codec.name(), codec.limit());
    let what = if count == 1 {
        let shown = str_repr::ascii(first.encode_utf8(&mut [0; 4]));
        format!("character {shown} in position {start}")
    } else {
        format!("characters in position {start}-{}", start + count - 1)
    };
    let reason = match codec {
        Codec::Latin1 => "ordinal not in range(256)",
        _ => "ordinal not in range(128)",
    };
    debug_assert!(reason.ends_with(&format!("({limit})")));
    CodecFault::Unicode(UnicodeFault {
        kind: "UnicodeEncodeError",
        encoding: name,
        start,
        end: start + count,
        reason,
        text: format!("'{name}' codec can't encode {what}: {reason}"),
    })
}

/// UnicodeDecodeError, in its words.
fn decode_fault(codec: Codec, bytes: &[u8], start: usize, reason: &'static str) -> CodecFault {
    let name = codec.name();
    let what = match bytes {
        [byte] => format!("byte 0x{byte:02x} in position {start}"),
        _ => format!("bytes in position {start}-{}", start + bytes.len() - 1),
    };
    CodecFault::Unicode(UnicodeFault {
        kind: "UnicodeDecodeError",
        encoding: name,
        start,
        end: start + bytes.len(),
        reason,
        text: format!("'{name}' codec can't decode {what}: {reason}"),
    })
}

fn unsupported_handler(errors: &str) -> ValueFault {
    ValueFault::unsupported(format!("the codec error handler {errors:?}"))
}
