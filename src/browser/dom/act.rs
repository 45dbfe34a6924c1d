//! What a control does, as text in its `data-a` attribute, and the gesture that comes of it.

use crate::engine::cart::{Country, Key, Text};
use crate::engine::event::{Gesture, ProposalId};
use crate::engine::outcome::OutcomeId;
use crate::engine::view::{EntryId, ToastId};

/// What a control does. All expect `click` but for those that say otherwise ([`Act::kind`]).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// Opens the panel.
    Open,
    /// Closes it.
    Close,
    /// Shows the cart.
    Cart,
    /// Shows the conversation.
    Talk,
    /// Sends what is in the composer (its text is the value).
    Send,
    /// The composer was typed into: `input`. Local, no gesture. Enter in it sends.
    Draft,
    /// Stops the answer.
    Stop,
    /// Says what the button says (its text is the value).
    Reply,
    /// Sends an unsent message again: entry.
    Again(u32),
    /// A value of an option on a product card: entry, product, option, value. `change`.
    Choose(u32, u32, u32, u32),
    /// Adds a product: entry, product.
    Add(u32, u32),
    /// A value of an option in a proposal: proposal, option, value. `change`.
    ChooseIn(u32, u32, u32),
    /// The deed of a proposal: proposal, revision.
    Confirm(u32, u32),
    /// The way out of a proposal.
    Decline(u32),
    /// Shows an ended proposal again: outcome.
    Offer(u32),
    /// Sets a line to a quantity: line, quantity.
    Set(u32, u32),
    /// A quantity was typed (the value): line. `change`.
    Line(u32),
    /// Removes a line.
    Remove(u32),
    /// A country was chosen (the value). `change`.
    Country,
    /// To the shop's checkout.
    Checkout,
    /// Takes an outcome back.
    Undo(u32),
    /// Reads the cart again.
    Reread,
    /// Closes a toast.
    Dismiss(u32),
    /// Shows more lines of a long cart. Local, no gesture.
    More,
    /// Closes the sentence beside the launcher. Local, no gesture.
    Untease,
}

/// The event that sets a control off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// `click`
    Click,
    /// `change`
    Change,
    /// `input`
    Input,
}

impl Act {
    /// As text.
    #[must_use]
    pub fn encode(self) -> String {
        let (verb, numbers): (_, &[u32]) = match &self {
            Self::Open => ("open", &[]),
            Self::Close => ("close", &[]),
            Self::Cart => ("cart", &[]),
            Self::Talk => ("talk", &[]),
            Self::Send => ("send", &[]),
            Self::Draft => ("draft", &[]),
            Self::Stop => ("stop", &[]),
            Self::Reply => ("reply", &[]),
            Self::Again(entry) => ("again", &[*entry]),
            Self::Choose(entry, product, option, value) => ("choose", &[*entry, *product, *option, *value]),
            Self::Add(entry, product) => ("add", &[*entry, *product]),
            Self::ChooseIn(proposal, option, value) => ("in", &[*proposal, *option, *value]),
            Self::Confirm(proposal, revision) => ("confirm", &[*proposal, *revision]),
            Self::Decline(proposal) => ("decline", &[*proposal]),
            Self::Offer(outcome) => ("offer", &[*outcome]),
            Self::Set(line, quantity) => ("set", &[*line, *quantity]),
            Self::Line(line) => ("line", &[*line]),
            Self::Remove(line) => ("remove", &[*line]),
            Self::Country => ("country", &[]),
            Self::Checkout => ("checkout", &[]),
            Self::Undo(outcome) => ("undo", &[*outcome]),
            Self::Reread => ("reread", &[]),
            Self::Dismiss(toast) => ("dismiss", &[*toast]),
            Self::More => ("more", &[]),
            Self::Untease => ("untease", &[]),
        };
        let mut text = String::from(verb);
        for number in numbers {
            text.push(' ');
            push_int(&mut text, *number);
        }
        text
    }

    /// The event that sets it off; others are not for it.
    #[must_use]
    pub const fn kind(self) -> When {
        match self {
            Self::Choose(..) | Self::ChooseIn(..) | Self::Line(_) | Self::Country => When::Change,
            Self::Draft => When::Input,
            _ => When::Click,
        }
    }

    /// The gesture. `value` is the input's value, or the button's text for [`Act::Reply`]; `trusted` the event's
    /// `isTrusted`. `None` for what is local, and for a value that says nothing.
    #[must_use]
    pub fn gesture(self, value: &str, trusted: bool) -> Option<Gesture> {
        Some(match self {
            Self::Open => Gesture::Open,
            Self::Close => Gesture::Close,
            Self::Cart => Gesture::ShowCart,
            Self::Talk => Gesture::ShowTalk,
            Self::Send | Self::Reply => Gesture::Say(said(value)?),
            Self::Stop => Gesture::StopAnswer,
            Self::Again(entry) => Gesture::SayAgain(EntryId(entry)),
            Self::Choose(entry, product, option, value) => {
                Gesture::Choose(EntryId(entry), product, option, u8::try_from(value).ok()?)
            }
            Self::Add(entry, product) => Gesture::AddProduct(EntryId(entry), product),
            Self::ChooseIn(proposal, option, value) => {
                Gesture::ChooseIn(ProposalId(proposal), option, u8::try_from(value).ok()?)
            }
            Self::Confirm(proposal, revision) => Gesture::Confirm(ProposalId(proposal), revision, trusted),
            Self::Decline(proposal) => Gesture::Decline(ProposalId(proposal)),
            Self::Offer(outcome) => Gesture::OfferAgain(OutcomeId(outcome)),
            Self::Set(line, quantity) => Gesture::SetLine(Key(line), quantity),
            Self::Line(line) => Gesture::SetLine(Key(line), int(value.trim_ascii())?),
            Self::Remove(line) => Gesture::RemoveLine(Key(line)),
            Self::Country => Gesture::ChooseCountry(Country(value.as_bytes().try_into().ok()?)),
            Self::Checkout => Gesture::Checkout,
            Self::Undo(outcome) => Gesture::Undo(OutcomeId(outcome)),
            Self::Reread => Gesture::Reread,
            Self::Dismiss(toast) => Gesture::Dismiss(ToastId(toast)),
            Self::Draft | Self::More | Self::Untease => return None,
        })
    }
}

/// The act that a `data-a` attribute names.
#[must_use]
pub fn decode(text: &str) -> Option<Act> {
    let mut words = text.split(' ');
    let verb = words.next()?;
    let mut numbers = [0; 4];
    let mut count = 0;
    for word in words {
        *numbers.get_mut(count)? = int(word)?;
        count += 1;
    }
    let [a, b, c, d] = numbers;
    Some(match (verb, count) {
        ("open", 0) => Act::Open,
        ("close", 0) => Act::Close,
        ("cart", 0) => Act::Cart,
        ("talk", 0) => Act::Talk,
        ("send", 0) => Act::Send,
        ("draft", 0) => Act::Draft,
        ("stop", 0) => Act::Stop,
        ("reply", 0) => Act::Reply,
        ("again", 1) => Act::Again(a),
        ("choose", 4) => Act::Choose(a, b, c, d),
        ("add", 2) => Act::Add(a, b),
        ("in", 3) => Act::ChooseIn(a, b, c),
        ("confirm", 2) => Act::Confirm(a, b),
        ("decline", 1) => Act::Decline(a),
        ("offer", 1) => Act::Offer(a),
        ("set", 2) => Act::Set(a, b),
        ("line", 1) => Act::Line(a),
        ("remove", 1) => Act::Remove(a),
        ("country", 0) => Act::Country,
        ("checkout", 0) => Act::Checkout,
        ("undo", 1) => Act::Undo(a),
        ("reread", 0) => Act::Reread,
        ("dismiss", 1) => Act::Dismiss(a),
        ("more", 0) => Act::More,
        ("untease", 0) => Act::Untease,
        _ => return None,
    })
}

/// A message with something in it.
fn said(value: &str) -> Option<Text> {
    let text = value.trim_ascii();
    (!text.is_empty()).then(|| text.into())
}

/// A whole number in plain digits, as far as it fits.
#[must_use]
pub fn int(text: &str) -> Option<u32> {
    let mut number: u32 = 0;
    for byte in text.bytes() {
        let digit = byte.wrapping_sub(b'0');
        if digit > 9 {
            return None;
        }
        number = number.checked_mul(10)?.checked_add(digit.into())?;
    }
    (!text.is_empty()).then_some(number)
}

/// Writes a number in plain digits.
pub fn push_int(text: &mut String, mut number: u32) {
    let mut digits = [0_u8; 10];
    let mut count = 0;
    for place in &mut digits {
        *place = b'0' + u8::try_from(number % 10).unwrap_or(0);
        number /= 10;
        count += 1;
        if number == 0 {
            break;
        }
    }
    text.extend(digits.iter().take(count).rev().map(|digit| char::from(*digit)));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_act_survives_the_attribute() {
        let all = [
            Act::Open,
            Act::Close,
            Act::Cart,
            Act::Talk,
            Act::Send,
            Act::Draft,
            Act::Stop,
            Act::Reply,
            Act::Again(1),
            Act::Choose(1, 20, 300, 4),
            Act::Add(0, u32::MAX),
            Act::ChooseIn(7, 8, 9),
            Act::Confirm(12, 3),
            Act::Decline(10),
            Act::Offer(11),
            Act::Set(4_294_967_295, 100),
            Act::Line(9),
            Act::Remove(5),
            Act::Country,
            Act::Checkout,
            Act::Undo(6),
            Act::Reread,
            Act::Dismiss(2),
            Act::More,
            Act::Untease,
        ];
        for act in all {
            assert_eq!(decode(&act.encode()), Some(act));
        }
        for bad in ["", "confirm", "confirm 1", "confirm 1 2 3", "confirm 1 x", "set 1 99999999999", "pay", "open 1"] {
            assert_eq!(decode(bad), None, "{bad}");
        }
    }

    #[test]
    fn values_become_gestures() {
        assert_eq!(Act::Line(3).gesture(" 12 ", true), Some(Gesture::SetLine(Key(3), 12)));
        assert_eq!(Act::Line(3).gesture("1.5", true), None);
        assert_eq!(Act::Line(3).gesture("", true), None);
        assert_eq!(Act::Country.gesture("AT", true), Some(Gesture::ChooseCountry(Country(*b"AT"))));
        assert_eq!(Act::Country.gesture("", true), None);
        assert_eq!(Act::Send.gesture("  \n", true), None);
        assert_eq!(Act::Send.gesture(" hi ", true), Some(Gesture::Say("hi".into())));
        assert_eq!(Act::Confirm(1, 2).gesture("", false), Some(Gesture::Confirm(ProposalId(1), 2, false)));
        assert_eq!(Act::Draft.gesture("x", true), None);
    }
}
