//! The names of fields and the fixed words that cross to JavaScript. They cross as numbers: both sides have the one list
//! in `atoms.js`, so no name is decoded again at each field, and each stands once in what is shipped.

/// A script with the names between backticks, one apart from the next by a space or a line's end. The first is empty.
const NAMES: &str = include_str!("atoms.js");

/// A name by its place in the list.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Atom(pub u16);

impl Atom {
    /// The value itself when reading, one more item when writing to a list.
    pub const SELF: Self = Self(0);

    /// The place of a name; of `""`, [`Self::SELF`]. For constants: see `atom!`.
    ///
    /// # Panics
    /// While compiling, if the list does not have it.
    #[must_use]
    pub const fn of(name: &str) -> Self {
        let mut rest = NAMES.as_bytes();
        let (mut place, mut found) = (None, None);
        // What of the name is still to come, as long as all before it was the same.
        let mut wanted: Option<&[u8]> = None;
        while let [byte, more @ ..] = rest {
            rest = more;
            if matches!(byte, b'`') || (place.is_some() && matches!(byte, b' ' | b'\n')) {
                place = match place {
                    Some(before) => {
                        if matches!(wanted, Some([])) && found.is_none() {
                            found = place;
                        }
                        Some(before + 1)
                    }
                    None => Some(0),
                };
                wanted = Some(name.as_bytes());
            } else {
                wanted = match wanted {
                    Some([same, after @ ..]) if *same == *byte => Some(after),
                    _ => None,
                };
            }
        }
        assert!(found.is_some(), "atoms.js has no such name");
        match found {
            Some(place) => Self(place),
            None => Self::SELF,
        }
    }

    /// The name.
    #[cfg(not(target_arch = "wasm32"))]
    #[must_use]
    pub fn text(self) -> &'static str {
        static ALL: std::sync::LazyLock<Vec<&str>> = std::sync::LazyLock::new(|| {
            let between = NAMES.split('`').nth(1).unwrap_or_default();
            between.split([' ', '\n']).collect()
        });
        ALL.get(usize::from(self.0)).copied().unwrap_or_default()
    }
}

/// A name of `atoms.js`, found while compiling: `atom!("quantity")`.
#[macro_export]
macro_rules! atom {
    ($name:literal) => {
        const { $crate::contract::atom::Atom::of($name) }
    };
}

pub use crate::atom;
