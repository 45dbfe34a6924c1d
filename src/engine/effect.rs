//! All that may be asked of the outside, in the imperative.

use alloc::rc::Rc;

use super::action::Source;
use super::cart::{Cart, Country, Key, Text};
use super::event::Ticket;
use super::outcome::{Outcome, Refusal};

/// One call of a host callback that changes the cart.
#[derive(Debug, Clone, PartialEq, Hash)]
pub enum Call {
    /// `onAddToCart(product, quantity, external)`.
    Add {
        /// First argument.
        product: Text,
        /// Third argument.
        external: Option<Text>,
        /// Second argument.
        quantity: u32,
    },
    /// `onRemoveFromCart(key)`.
    Remove {
        /// The line.
        key: Key,
        /// Its quantity before.
        previous: u32,
    },
    /// `onUpdateQuantity(key, quantity)`.
    SetQuantity {
        /// The line.
        key: Key,
        /// The new quantity.
        quantity: u32,
        /// Its quantity before.
        previous: u32,
    },
    /// `onClearCart()`.
    Clear,
    /// `onSetDestinationCountry(code)`.
    SetCountry(Country),
}

/// What the host is told beside the arguments.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Operation {
    /// Its id within this page's life; the edge makes it unique across pages.
    pub id: u32,
    /// 1, and one more for each "Try again".
    pub attempt: u32,
    /// Who wanted it.
    pub source: Source,
    /// Names the promise that waits for the outcome, if one does.
    pub reply: Option<u32>,
    /// The product's name in the shop's words; empty where there is none.
    pub name: Text,
}

/// All that may be asked.
#[derive(Debug, Clone, PartialEq, Hash)]
pub enum Effect {
    /// Call `onGetCart`.
    ReadCart(Ticket),
    /// Call a callback that changes the cart.
    Mutate(Ticket, Call, Operation),
    /// Abort the signal that this change was given: it took too long.
    Abort(Ticket),
    /// Call `onCheckout`, now, inside the click.
    Checkout,
    /// Send the shopper's words to the agent, with the cart as it is known.
    Ask(Ticket, Text, Option<Rc<Cart>>),
    /// Stop waiting for this answer.
    StopAsking(Ticket),
    /// Tell the proposer, the host page and the journal how it ended. The number names the promise that waits.
    Report(Option<u32>, Rc<Outcome>),
    /// Tell the proposer that it was not offered.
    Refuse(Option<u32>, Refusal),
    /// Call `onCartChanged` after a verified change.
    TellChanged(Rc<Outcome>, Rc<Cart>),
    /// Keep this id of a proposal: it was taken, and is not to be taken again, whatever is lost.
    Keep(Text),
    /// The read that this promise waits for ended.
    ReadEnded(u32, Option<Rc<Cart>>),
    /// Say this to a screen reader. `true`: at once.
    Announce(super::view::Spoken, bool),
    /// Move the keyboard focus: where a person asked for it at once, after an outcome only if the focus was lost with what
    /// it stood on.
    Focus(super::view::Spot),
    /// Tell the developer once, in the console.
    Warn(Warning),
}

/// What a developer should know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Warning {
    /// The host's own cart read fires the update event.
    EventLoop,
    /// Two lines of the cart share a key: they are shown and cannot be changed.
    DoubleKeys,
    /// The cart could not be read.
    ReadFailed,
}
