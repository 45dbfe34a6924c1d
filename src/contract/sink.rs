//! Writing for somebody else: the mirror of [`Value`](super::value::Value). Fields go straight to where they are wanted,
//! so no struct is built to be taken apart again; in the wasm that is a third of the code of a derived serializer.

use super::atom::Atom;
use crate::engine::cart::Text;

/// An object or a list that is being written. The key [`Atom::SELF`] adds to a list.
pub trait Sink: Sized {
    /// A text.
    fn text(&self, key: Atom, value: &str);
    /// A number.
    fn number(&self, key: Atom, value: f64);
    /// A word that is in the list of names.
    fn atom(&self, key: Atom, word: Atom);
    /// A boolean.
    fn flag(&self, key: Atom, value: bool);
    /// An object inside this one.
    fn object(&self, key: Atom) -> Self;
    /// A list inside this one.
    fn list(&self, key: Atom) -> Self;

    /// A whole number.
    fn int(&self, key: Atom, value: u32) {
        self.number(key, f64::from(value));
    }

    /// A whole number, if there is one.
    #[inline(never)]
    fn count(&self, key: Atom, value: Option<u32>) {
        if let Some(value) = value {
            self.int(key, value);
        }
    }

    /// A text, if there is one.
    #[inline(never)]
    fn word(&self, key: Atom, value: Option<&str>) {
        if let Some(value) = value {
            self.text(key, value);
        }
    }

    /// A shared text, if there is one.
    #[inline(never)]
    fn maybe(&self, key: Atom, value: &Option<Text>) {
        self.word(key, value.as_deref());
    }
}

/// JSON, for servers and native tests.
#[cfg(not(target_arch = "wasm32"))]
pub mod json {
    use alloc::rc::Rc;
    use core::cell::RefCell;

    use serde_json::Value as Json;

    use super::{Atom, Sink};

    /// Writes JSON.
    pub struct Writer {
        root: Rc<RefCell<Json>>,
        path: String,
    }

    impl Writer {
        /// An empty object.
        #[must_use]
        pub fn new() -> Self {
            Self { root: Rc::new(RefCell::new(Json::Object(serde_json::Map::new()))), path: String::new() }
        }

        /// All that was written.
        #[must_use]
        pub fn into_json(self) -> Json {
            self.root.take()
        }

        /// Puts a value and answers its place.
        fn put(&self, key: Atom, value: Json) -> String {
            let mut root = self.root.borrow_mut();
            let key = key.text();
            match root.pointer_mut(&self.path) {
                Some(Json::Array(items)) => {
                    items.push(value);
                    format!("{}/{}", self.path, items.len() - 1)
                }
                Some(Json::Object(fields)) => {
                    fields.insert(key.to_owned(), value);
                    format!("{}/{key}", self.path)
                }
                _ => String::new(),
            }
        }
    }

    impl Default for Writer {
        fn default() -> Self {
            Self::new()
        }
    }

    impl Sink for Writer {
        fn text(&self, key: Atom, value: &str) {
            self.put(key, value.into());
        }

        fn atom(&self, key: Atom, word: Atom) {
            self.text(key, word.text());
        }

        fn number(&self, key: Atom, value: f64) {
            let whole = value as i64;
            // A whole number is written as one, as JavaScript writes it.
            self.put(key, if whole as f64 == value { whole.into() } else { value.into() });
        }

        fn flag(&self, key: Atom, value: bool) {
            self.put(key, value.into());
        }

        fn object(&self, key: Atom) -> Self {
            Self { root: self.root.clone(), path: self.put(key, Json::Object(serde_json::Map::new())) }
        }

        fn list(&self, key: Atom) -> Self {
            Self { root: self.root.clone(), path: self.put(key, Json::Array(Vec::new())) }
        }
    }

    /// What `write` writes, as JSON.
    pub fn written(write: impl FnOnce(&Writer)) -> Json {
        let writer = Writer::new();
        write(&writer);
        writer.into_json()
    }
}
