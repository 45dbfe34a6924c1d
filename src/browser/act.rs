//! What a control does, as `dom/acts.ts` writes it into the control's `data-a` attribute, and the gesture that comes of it.

use crate::engine::cart::{Country, Key, Text};
use crate::engine::event::{Gesture, ProposalId};
use crate::engine::outcome::OutcomeId;
use crate::engine::row::Edit;
use crate::engine::view::{EntryId, ToastId};

/// The gesture of an act: a verb and its numbers. `value` is what stands in a field, or a button's text; `trusted` is the
/// browser's word that it was a person. `None` for what is no act, and for a value that says nothing.
#[must_use]
pub fn gesture(act: &str, value: &str, trusted: bool) -> Option<Gesture> {
    let end = act.bytes().position(|byte| byte == b' ').unwrap_or(act.len());
    let (verb, rest) = act.split_at_checked(end)?;
    let mut numbers = [0; 4];
    let mut count = 0;
    for word in rest.as_bytes().split(|byte| *byte == b' ').skip(1) {
        *numbers.get_mut(count)? = int(word)?;
        count += 1;
    }
    let [a, b, c, d] = numbers;
    let place = |number: u32| u8::try_from(number).ok();
    Some(match (verb, count) {
        ("open", 0) => Gesture::Open,
        ("close", 0) => Gesture::Close,
        ("cart", 0) => Gesture::ShowCart,
        ("talk", 0) => Gesture::ShowTalk,
        ("send" | "reply", 0) => Gesture::Say(said(value)?),
        ("stop", 0) => Gesture::StopAnswer,
        ("again", 1) => Gesture::SayAgain(EntryId(a)),
        ("choose", 4) => Gesture::Choose(EntryId(a), b, c, place(d)?),
        ("add", 2) => Gesture::AddProduct(EntryId(a), b),
        ("in", 4) => Gesture::Edit(ProposalId(a), b, Edit::Choose(c, place(d)?)),
        ("tick", 3) => Gesture::Edit(ProposalId(a), b, Edit::Tick(c != 0)),
        ("row", 3) => Gesture::Edit(ProposalId(a), b, Edit::Quantity(c)),
        ("typed", 2) => Gesture::Edit(ProposalId(a), b, Edit::Quantity(int(value.as_bytes().trim_ascii())?)),
        ("confirm", 2) => Gesture::Confirm(ProposalId(a), b, trusted),
        ("keep", 1) => Gesture::Keep(ProposalId(a)),
        ("decline", 1) => Gesture::Decline(ProposalId(a)),
        ("offer", 1) => Gesture::OfferAgain(OutcomeId(a)),
        ("set", 2) => Gesture::SetLine(Key(a), b),
        ("line", 1) => Gesture::SetLine(Key(a), int(value.as_bytes().trim_ascii())?),
        ("remove", 1) => Gesture::RemoveLine(Key(a)),
        ("country", 0) => Gesture::ChooseCountry(Country(value.as_bytes().try_into().ok()?)),
        ("checkout", 0) => Gesture::Checkout,
        ("undo", 1) => Gesture::Undo(OutcomeId(a)),
        ("reread", 0) => Gesture::Reread,
        ("dismiss", 1) => Gesture::Dismiss(ToastId(a)),
        _ => return None,
    })
}

/// Whether a gesture is itself the shopper's consent to a change, changes what a press on a card consents to, or makes a card
/// live longer: then only a person's counts.
#[must_use]
pub fn consents(gesture: &Gesture) -> bool {
    matches!(
        gesture,
        Gesture::AddProduct(..)
            | Gesture::Confirm(..)
            | Gesture::Edit(..)
            | Gesture::Keep(_)
            | Gesture::SetLine(..)
            | Gesture::RemoveLine(_)
            | Gesture::ChooseCountry(_)
            | Gesture::Checkout
            | Gesture::Undo(_)
    )
}

/// A message with something in it.
fn said(value: &str) -> Option<Text> {
    let text = value.trim_ascii();
    (!text.is_empty()).then(|| text.into())
}

/// A whole number in plain digits, as far as it fits.
fn int(text: &[u8]) -> Option<u32> {
    let digits = |number: u32, byte: &u8| {
        let digit = byte.checked_sub(b'0').filter(|digit| *digit < 10)?;
        number.checked_mul(10)?.checked_add(digit.into())
    };
    if text.is_empty() { None } else { text.iter().try_fold(0, digits) }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;

    /// The verbs that `acts.ts` tells the wasm, each with as many numbers as it has there.
    fn written() -> Vec<(String, usize)> {
        let source = include_str!("dom/acts.ts");
        let (_, acts) = source.split_once("export interface Acts {\n").unwrap();
        let (acts, _) = acts.split_once("\n}").unwrap();
        let lines = acts.lines().filter_map(|line| line.trim().split_once(": ["));
        lines.map(|(verb, numbers)| (verb.into(), numbers.matches(':').count())).collect()
    }

    #[test]
    fn both_sides_know_the_same_acts() {
        let written = written();
        assert!(written.len() > 20, "{written:?}");
        for (verb, count) in &written {
            let act = |count: usize| [verb.clone(), " 1".repeat(count)].concat();
            let value = if verb == "country" { "AT" } else { "1" };
            assert!(gesture(&act(*count), value, true).is_some(), "{verb} with {count} numbers is not known");
            assert!(gesture(&act(count + 1), value, true).is_none(), "{verb} has {count} numbers");
        }
        let source = include_str!("act.rs");
        let (source, _) = source.split_once("#[cfg(test)]").unwrap();
        for line in source.lines().filter(|line| line.contains(") => Gesture::")) {
            for verb in line.split('"').skip(1).step_by(2) {
                assert!(written.iter().any(|(other, _)| other == verb), "nothing does “{verb}”");
            }
        }
    }

    #[test]
    fn what_is_no_act_is_nothing() {
        for bad in ["", "confirm", "confirm 1", "confirm 1 x", "set 1 99999999999", "pay", "open ", "set 1 -1", "draft"]
        {
            assert_eq!(gesture(bad, "1", true), None, "{bad}");
        }
    }

    #[test]
    fn values_become_gestures() {
        assert_eq!(gesture("line 3", " 12 ", true), Some(Gesture::SetLine(Key(3), 12)));
        assert_eq!(gesture("line 3", "1.5", true), None);
        assert_eq!(gesture("line 3", "", true), None);
        assert_eq!(gesture("country", "AT", true), Some(Gesture::ChooseCountry(Country(*b"AT"))));
        assert_eq!(gesture("country", "", true), None);
        assert_eq!(gesture("send", "  \n", true), None);
        assert_eq!(gesture("send", " hi ", true), Some(Gesture::Say("hi".into())));
        assert_eq!(gesture("confirm 1 2", "", false), Some(Gesture::Confirm(ProposalId(1), 2, false)));
        assert_eq!(gesture("choose 1 20 300 4", "", true), Some(Gesture::Choose(EntryId(1), 20, 300, 4)));
        assert_eq!(gesture("choose 1 20 300 400", "", true), None);
        assert_eq!(gesture("add 0 4294967295", "", true), Some(Gesture::AddProduct(EntryId(0), u32::MAX)));
    }

    #[test]
    fn consent_is_what_changes_the_cart() {
        for act in ["add 1 1", "confirm 1 1", "set 1 2", "line 1", "remove 1", "country", "checkout", "undo 1"] {
            let value = if act == "country" { "AT" } else { "1" };
            assert!(gesture(act, value, true).is_some_and(|gesture| consents(&gesture)), "{act}");
        }
        for act in ["in 1 0 0 1", "tick 1 0 1", "row 1 0 2", "typed 1 0", "keep 1"] {
            assert!(gesture(act, "2", true).is_some_and(|gesture| consents(&gesture)), "{act}");
        }
        assert!(gesture("decline 1", "", true).is_some_and(|gesture| !consents(&gesture)));
    }
}
