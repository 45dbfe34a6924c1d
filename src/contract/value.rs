//! A foreign value, read field by field. Each field is read at most once; no read throws, and no read is unbounded.

use alloc::vec::Vec;

use super::atom::Atom;
use super::text::{self, Manner};
use super::url::{self, Page};
use crate::engine::cart::Text;

/// What a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// `undefined`, absent, or reading it threw.
    Missing,
    /// `null`.
    Null,
    /// A boolean.
    Flag,
    /// A number or bigint.
    Number,
    /// A string.
    Text,
    /// An array.
    List,
    /// Any other object.
    Object,
    /// A function or symbol.
    Other,
}

/// The largest whole number that is read: no shop counts further.
pub const MOST: u32 = 999_999;

/// A cursor over a value that somebody else made. The key [`Atom::SELF`] means the value itself. Caps count UTF-16 units.
pub trait Value: Sized {
    /// What the field holds.
    fn kind(&self, key: Atom) -> Kind;
    /// The field, unless it is missing or `null`.
    fn get(&self, key: Atom) -> Option<Self>;
    /// A string, cut to the cap at a character's end, well-formed.
    fn text(&self, key: Atom, cap: usize) -> Option<Text>;
    /// A string, or a number as text, that fits the cap. It is never cut: a cut name is another name.
    fn id(&self, key: Atom, cap: usize) -> Option<Text>;
    /// A finite number; also a bigint, and a string such as `2` or `19.90`.
    fn number(&self, key: Atom) -> Option<f64>;
    /// A boolean, exactly.
    fn flag(&self, key: Atom) -> Option<bool>;
    /// The items of an array, at most so many. Holes are missing values.
    fn list(&self, key: Atom, cap: usize) -> Option<Vec<Self>>;
    /// The own fields of an object that is no array, at most so many: each a value whose `"0"` is the name and `"1"` the content.
    fn entries(&self, key: Atom, cap: usize) -> Option<Vec<Self>>;
    /// What came, for an error text: `"many"`, `12.5`, `true`, `nothing`, `an array`, `an object`.
    fn show(&self, key: Atom) -> Text;

    // These are called at a hundred places: inlining them would double the readers.

    /// A whole number from 0 to [`MOST`]. Nothing is rounded, nothing wraps.
    #[inline(never)]
    fn int(&self, key: Atom) -> Option<u32> {
        whole(self.number(key)?, MOST)
    }

    /// The id or key of something: like [`Value::id`] within its cap; absent when it is empty.
    #[inline(never)]
    fn name(&self, key: Atom) -> Option<Text> {
        some(self.id(key, text::KEY)?)
    }

    /// A text for display, without characters that deceive; absent when nothing is left.
    #[inline(never)]
    fn words(&self, key: Atom, cap: usize, manner: Manner) -> Option<Text> {
        some(match manner {
            Manner::Line => text::line(&self.text(key, cap)?),
            Manner::Paragraphs => text::paragraphs(&self.text(key, cap)?),
            Manner::Price => text::price(&self.text(key, cap)?),
            Manner::Id => text::line(&self.id(key, cap)?),
        })
    }

    /// The same on one line.
    #[inline(never)]
    fn line(&self, key: Atom, cap: usize) -> Option<Text> {
        self.words(key, cap, Manner::Line)
    }

    /// The same, empty when it is absent.
    #[inline(never)]
    fn title(&self, key: Atom) -> Text {
        self.line(key, text::NAME).unwrap_or_default()
    }

    /// A formatted price as the host printed it, its direction marks included; absent when nothing is left.
    #[inline(never)]
    fn price(&self, key: Atom) -> Option<Text> {
        self.words(key, text::PRICE, Manner::Price)
    }

    /// The same, empty when it is absent.
    #[inline(never)]
    fn amount(&self, key: Atom) -> Text {
        self.price(key).unwrap_or_default()
    }

    /// The address of a page, checked.
    #[inline(never)]
    fn link(&self, key: Atom, page: Page) -> Option<Text> {
        url::link(&self.id(key, text::URL)?, page)
    }

    /// The address of a picture, checked.
    #[inline(never)]
    fn image(&self, key: Atom, page: Page) -> Option<Text> {
        url::image(&self.id(key, text::URL)?, page)
    }
}

fn some(text: Text) -> Option<Text> {
    (!text.is_empty()).then_some(text)
}

/// The number as an integer from 0 to `most`, if it is one.
#[must_use]
pub fn whole(number: f64, most: u32) -> Option<u32> {
    let cut = number as u32;
    (number >= 0.0 && cut <= most && f64::from(cut) == number).then_some(cut)
}

#[cfg(not(target_arch = "wasm32"))]
mod json {
    use serde_json::Value as Json;

    use super::{Atom, Kind, Text, Value, text};

    fn at(value: &Json, key: Atom) -> Option<&Json> {
        match value {
            _ if key == Atom::SELF => Some(value),
            Json::Array(items) => items.get(key.text().parse::<usize>().ok()?),
            _ => value.get(key.text()),
        }
    }

    fn plain(text: &str) -> bool {
        let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
        let digits = |t: &str| !t.is_empty() && t.len() <= 15 && t.bytes().all(|b| b.is_ascii_digit());
        digits(whole) && digits(part)
    }

    impl Value for Json {
        fn kind(&self, key: Atom) -> Kind {
            match at(self, key) {
                None => Kind::Missing,
                Some(Self::Null) => Kind::Null,
                Some(Self::Bool(_)) => Kind::Flag,
                Some(Self::Number(_)) => Kind::Number,
                Some(Self::String(_)) => Kind::Text,
                Some(Self::Array(_)) => Kind::List,
                Some(Self::Object(_)) => Kind::Object,
            }
        }

        fn get(&self, key: Atom) -> Option<Self> {
            at(self, key).filter(|v| !v.is_null()).cloned()
        }

        fn text(&self, key: Atom, cap: usize) -> Option<Text> {
            at(self, key)?.as_str().map(|t| text::cut(t, cap).into())
        }

        fn id(&self, key: Atom, cap: usize) -> Option<Text> {
            let whole = match at(self, key)? {
                Self::String(text) => text.clone(),
                Self::Number(n) if n.is_i64() || n.is_u64() => n.to_string(),
                Self::Number(n) => n.as_f64().filter(|n| n.is_finite()).map(|n| n.to_string())?,
                _ => return None,
            };
            (text::units(&whole) <= cap).then(|| whole.into())
        }

        fn number(&self, key: Atom) -> Option<f64> {
            match at(self, key)? {
                Self::Number(n) => n.as_f64().filter(|n| n.is_finite()),
                Self::String(t) if plain(t) => t.parse().ok(),
                _ => None,
            }
        }

        fn flag(&self, key: Atom) -> Option<bool> {
            at(self, key)?.as_bool()
        }

        fn list(&self, key: Atom, cap: usize) -> Option<Vec<Self>> {
            Some(at(self, key)?.as_array()?.iter().take(cap).cloned().collect())
        }

        fn entries(&self, key: Atom, cap: usize) -> Option<Vec<Self>> {
            let fields = at(self, key)?.as_object()?.iter().take(cap);
            Some(fields.map(|(name, value)| Self::Array(vec![Self::String(name.clone()), value.clone()])).collect())
        }

        fn show(&self, key: Atom) -> Text {
            match at(self, key) {
                None | Some(Self::Null) => "nothing".into(),
                Some(Self::Array(_)) => "an array".into(),
                Some(Self::Object(_)) => "an object".into(),
                Some(Self::String(t)) => format!("\"{}\"", text::line(text::cut(t, 40))).into(),
                Some(other) => other.to_string().into(),
            }
        }
    }
}
