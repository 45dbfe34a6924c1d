//! Text that is shared and never changed.

use alloc::boxed::Box;
use alloc::rc::Rc;
use alloc::string::String;
use core::fmt;
use core::ops::Deref;

/// A piece of text that is shared, never changed.
///
/// It is one pointer wide, where an `Rc<str>` is two, and sharing it is one function: facts are made of texts, and each
/// of them is handed on many times.
#[derive(PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Text(Rc<Box<str>>);

impl Text {
    /// Whether two are one and the same text, not only equal.
    #[must_use]
    pub fn is(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Clone for Text {
    #[inline(never)]
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl From<&str> for Text {
    #[inline(never)]
    fn from(text: &str) -> Self {
        Self(Rc::new(text.into()))
    }
}

impl From<String> for Text {
    #[inline(never)]
    fn from(text: String) -> Self {
        Self(Rc::new(text.into()))
    }
}

impl PartialEq<str> for Text {
    fn eq(&self, other: &str) -> bool {
        **self.0 == *other
    }
}

impl PartialEq<&str> for Text {
    fn eq(&self, other: &&str) -> bool {
        **self.0 == **other
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
