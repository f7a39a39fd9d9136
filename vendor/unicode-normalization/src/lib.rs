//! A stand-in for the `unicode-normalization` crate, whose tables would be a tenth of the page.
//!
//! ruff's parser asks it for the NFKC of names that are not ASCII, as Python compares them. Every browser
//! has that function; elsewhere the tables do no harm and come from `icu_normalizer`.

/// The one normal form that is asked for.
pub trait UnicodeNormalization {
    /// The characters of the text in Unicode's normalization form KC.
    fn nfkc(self) -> std::vec::IntoIter<char>;
}

impl UnicodeNormalization for &str {
    fn nfkc(self) -> std::vec::IntoIter<char> {
        normalized(self).chars().collect::<Vec<char>>().into_iter()
    }
}

#[cfg(target_arch = "wasm32")]
fn normalized(text: &str) -> String {
    js_sys::JsString::from(text).normalize("NFKC").into()
}

#[cfg(not(target_arch = "wasm32"))]
fn normalized(text: &str) -> std::borrow::Cow<'_, str> {
    icu_normalizer::ComposingNormalizerBorrowed::new_nfkc().normalize(text)
}
