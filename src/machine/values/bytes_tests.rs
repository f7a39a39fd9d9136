//! Bytes, encodings and complex numbers, held against real CPythons.

use super::{ValueFault, bytes_methods, codecs, complex_text, int_bytes, str_repr, vectors};
use crate::cpython::Build;
use num_bigint::BigInt;

#[test]
fn as_cpython_does() {
    vectors::check(include_str!("../../../tests/values/bytes.tsv"), answer);
}

fn answer(op: &str, args: &[&str], build: Build) -> Result<String, ValueFault> {
    let text = args[0];
    let bytes = text.chars().map(|c| c as u8).collect::<Vec<u8>>();
    let arg = |i: usize| args.get(i).copied().unwrap_or("");
    let number = |i: usize| arg(i).parse::<i64>().expect("an integer");
    let shown = |bytes: &[u8]| str_repr::bytes_repr(bytes);
    let list = |parts: Vec<Vec<u8>>| {
        parts
            .iter()
            .map(|part| shown(part))
            .collect::<Vec<_>>()
            .join(" ")
    };
    let x = |i: usize| arg(i).parse::<f64>().expect("a float");
    Ok(match op {
        "split" => list(bytes_methods::split(&bytes, number(1))),
        "rsplit" => list(bytes_methods::rsplit(&bytes, number(1))),
        "splitlines" => {
            let lines = bytes_methods::splitlines(&bytes, arg(1) == "1");
            list(lines.into_iter().map(<[u8]>::to_vec).collect())
        }
        "lstrip" => shown(bytes_methods::lstrip(&bytes)),
        "rstrip" => shown(bytes_methods::rstrip(&bytes)),
        "title" => shown(&bytes_methods::title(&bytes)),
        "capitalize" => shown(&bytes_methods::capitalize(&bytes)),
        "swapcase" => shown(&bytes_methods::swapcase(&bytes)),
        "istitle" => vectors::boolean(bytes_methods::is_title(&bytes)),
        "hex" => bytes_methods::hex(
            &bytes,
            Some(arg(1)).filter(|sep| !sep.is_empty()),
            number(2),
        )?,
        "fromhex" => shown(&bytes_methods::from_hex(text, build)?),
        "decode" => {
            let decoded = codecs::decode(&bytes, codecs::Codec::named(arg(1))?, arg(2))?;
            str_repr::repr(&decoded, build)
        }
        "encode" => shown(&codecs::encode(
            text,
            codecs::Codec::named(arg(1))?,
            arg(2),
        )?),
        "to_bytes" => {
            let value: BigInt = text.parse().expect("an integer");
            let length = number(1) as usize;
            shown(&int_bytes::to_bytes(
                &value,
                length,
                arg(2) == "little",
                arg(3) == "1",
                build,
            )?)
        }
        "from_bytes" => {
            int_bytes::from_bytes(&bytes, arg(1) == "little", arg(2) == "1").to_string()
        }
        "complex_repr" => complex_text::repr(x(0), x(1)),
        "complex" => {
            let (real, imag) = complex_text::parse(text, build)?;
            complex_text::repr(real, imag)
        }
        _ => panic!("{op}"),
    })
}
