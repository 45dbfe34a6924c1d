//! Ids towards the outside: operations and outcomes.

use alloc::string::String;

use super::text::put_int;

/// An id towards the outside: the page's own prefix and a number, `h3k9-7`. Numbers alone would repeat on the next page.
#[must_use]
pub fn id(prefix: &str, number: u32) -> String {
    let mut text = [prefix, "-"].concat();
    put_int(&mut text, number);
    text
}

/// The number in an id of this page; `None` for ids of other pages and for what is no id.
#[must_use]
pub fn number(prefix: &str, id: &str) -> Option<u32> {
    let digits = id.strip_prefix(prefix)?.strip_prefix('-').filter(|digits| !digits.is_empty())?;
    digits.bytes().try_fold(0_u32, |sum, byte| {
        let digit = byte.checked_sub(b'0').filter(|digit| *digit < 10)?;
        sum.checked_mul(10)?.checked_add(u32::from(digit))
    })
}
