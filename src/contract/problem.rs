//! Why something that came in cannot be used: where, what was expected, and what came.

use alloc::string::String;

use super::text::put_int;
use crate::engine::cart::Text;
use crate::engine::outcome::{Code, Refusal};

/// What is wrong with a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The code.
    pub code: Code,
    /// Where: `items`, `cartAction[0].quantity`.
    pub path: Text,
    /// What was expected: `an array`.
    pub expected: Text,
    /// What came instead: `"many"`.
    pub got: Text,
}

impl Problem {
    /// A value of the wrong type or range.
    #[must_use]
    #[cold]
    #[inline(never)]
    pub fn new(path: &str, expected: &str, got: Text) -> Self {
        Self { code: Code::InvalidAnswer, path: path.into(), expected: expected.into(), got }
    }

    /// The same with another code.
    #[must_use]
    pub fn code(self, code: Code) -> Self {
        Self { code, ..self }
    }

    /// The same, seen from further out: `quantity` under `cartAction[0]`.
    #[must_use]
    #[cold]
    #[inline(never)]
    pub fn under(mut self, path: &str) -> Self {
        self.path = join(path, &self.path).into();
        self
    }

    /// The whole sentence: `items: expected an array, got "none"`.
    #[must_use]
    pub fn text(&self) -> Text {
        [&*self.path, ": expected ", &self.expected, ", got ", &self.got].concat().into()
    }
}

impl From<Problem> for Refusal {
    fn from(problem: Problem) -> Self {
        Self { code: problem.code, detail: problem.text() }
    }
}

/// `a` and `b` as `a.b`.
#[must_use]
pub fn join(a: &str, b: &str) -> String {
    if b.is_empty() { a.into() } else { [a, ".", b].concat() }
}

/// `a` and 3 as `a[3]`.
#[must_use]
pub fn item(a: &str, at: usize) -> String {
    let mut path = [a, "["].concat();
    put_int(&mut path, u32::try_from(at).unwrap_or(u32::MAX));
    path.push(']');
    path
}
