//! Amounts in cents, and their text as the shop shows it.

use serde::Serialize;

/// An amount with its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Money {
    /// Cents.
    pub amount: i64,
    /// For example `109,95 €`.
    pub text: String,
}

impl From<i64> for Money {
    fn from(amount: i64) -> Self {
        Self { amount, text: euros(amount) }
    }
}

/// `1.232,48 €`, with a no-break space before the sign.
#[must_use]
pub fn euros(cents: i64) -> String {
    format!("{},{:02}\u{a0}€", whole(cents), cents.unsigned_abs() % 100)
}

/// As [`euros`], but `100 €` when there are no cents: for speech.
#[must_use]
pub fn round_euros(cents: i64) -> String {
    if cents % 100 == 0 { format!("{}\u{a0}€", whole(cents)) } else { euros(cents) }
}

fn whole(cents: i64) -> String {
    let digits = (cents.unsigned_abs() / 100).to_string();
    let mut out = String::from(if cents < 0 { "−" } else { "" });
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push('.');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{euros, round_euros};

    #[test]
    fn amounts_read_as_in_the_shop() {
        assert_eq!(euros(10_995), "109,95\u{a0}€");
        assert_eq!(euros(123_248), "1.232,48\u{a0}€");
        assert_eq!(euros(-2_000), "−20,00\u{a0}€");
        assert_eq!(euros(5), "0,05\u{a0}€");
        assert_eq!(round_euros(10_000), "100\u{a0}€");
        assert_eq!(euros(123_456_789), "1.234.567,89\u{a0}€");
    }
}
