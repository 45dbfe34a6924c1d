//! How an action ended, the same for the shopper, the agent, the host page and the journal.

use alloc::rc::Rc;
use alloc::vec::Vec;

use super::action::{Action, Source};
use super::cart::{Country, Key, Stock, Text};
use super::row::Row;

/// Why something was not done. The names on the wire stand in `contract/codes.rs`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Code {
    /// Sold out.
    OutOfStock,
    /// More than the shop takes.
    QuantityExceeded,
    /// The shop does not have the product.
    ProductNotFound,
    /// A size or colour must be chosen.
    VariantRequired,
    /// The cart has no such line, or more than one.
    LineNotFound,
    /// The shop's session has ended.
    SessionExpired,
    /// Somebody changed it at the same time.
    Conflict,
    /// Not a country the shop delivers to.
    InvalidCountry,
    /// The shop cannot do this.
    NotSupported,
    /// The cart is not enabled.
    NotEnabled,
    /// A limit of the shop or of the widget.
    Policy,
    /// No answer in time.
    Timeout,
    /// No connection.
    Network,
    /// An answer that cannot be read.
    InvalidAnswer,
    /// The host's code failed.
    HostError,
    /// The host said yes, its cart says no.
    NotApplied,
}

/// Why a proposal was not even offered.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Refusal {
    /// The code.
    pub code: Code,
    /// What was expected and what came, for whoever can mend it; never shown to the shopper.
    pub detail: Text,
}

/// A line that a clear would remove.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Goes {
    /// The line; absent when it cannot be addressed.
    pub key: Option<Key>,
    /// Picture.
    pub image: Option<Text>,
    /// Name.
    pub name: Text,
    /// Variant.
    pub variant: Option<Text>,
    /// Pieces.
    pub quantity: Option<u32>,
}

/// An action as facts of the shop: what a card shows before, and an outcome after. No word of an agent is in it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Deed {
    /// What is done.
    pub action: Action,
    /// The product's name.
    pub name: Text,
    /// Its variant in words.
    pub variant: Option<Text>,
    /// Its picture.
    pub image: Option<Text>,
    /// Its page.
    pub url: Option<Text>,
    /// The key of the line that it addresses, as text.
    pub line: Option<Text>,
    /// Stock.
    pub stock: Stock,
    /// Price of one piece.
    pub price: Option<Text>,
    /// Earlier price of one piece.
    pub was: Option<Text>,
    /// Pieces in the cart before.
    pub before: u32,
    /// Pieces in the cart after, if all goes as asked.
    pub after: u32,
    /// Whether the number is so large that it is marked: above 10, or more than double.
    pub unusual: bool,
    /// The cart's total now; absent before the first read.
    pub total_now: Option<Text>,
    /// Pieces in the cart now.
    pub count_now: u32,
    /// For a clear: what goes.
    pub goes: Vec<Goes>,
    /// For a country: what it is now.
    pub country_before: Option<Country>,
    /// For a plan: its rows, as its card shows them.
    pub rows: Vec<Row>,
}

/// How it ended.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// The cart shows what was asked for.
    Applied,
    /// The cart shows a change, but another one: so many pieces changed instead of so many asked.
    Adjusted {
        /// Pieces asked for; rows, for a plan.
        asked: u32,
        /// Pieces that changed; rows that were applied, for a plan.
        got: u32,
    },
    /// Nothing changed.
    Rejected(Code),
    /// The shopper said no.
    Declined,
    /// Nobody answered in time.
    Expired,
    /// It no longer applied, or the widget was closed for good.
    Withdrawn,
    /// The cart could not be read, or the shop did not answer in time and may still act, or the instance was lost.
    Unknown,
}

/// Whether the change can be taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Undo {
    /// It cannot.
    Never,
    /// It can.
    Ready,
    /// It is being, or has been.
    Used,
}

/// Names an outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct OutcomeId(pub u32);

/// The end of one action.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Outcome {
    /// Its name.
    pub id: OutcomeId,
    /// What was asked, in the shop's facts.
    pub deed: Rc<Deed>,
    /// How it ended.
    pub verdict: Verdict,
    /// Who wanted it.
    pub source: Source,
    /// The id under which the host was called, when it was.
    pub operation: Option<u32>,
    /// Pieces of this product (or of the whole cart, for a clear or a plan) that the cart gained or lost.
    pub delta: i64,
    /// Pieces in the cart after, when it could be read.
    pub count: Option<u32>,
    /// The cart's total after, when it could be read.
    pub total: Option<Text>,
    /// The host's notice, or its error text.
    pub said: Option<Text>,
    /// How many the shop could give, when it said so.
    pub available: Option<u32>,
    /// Whether it can be taken back.
    pub undo: Undo,
    /// The proposer's own id of what was proposed, if it gave one; of a plan its rows have them.
    pub proposal: Option<Text>,
    /// The outcome that this one took back, or was to.
    pub undoes: Option<OutcomeId>,
    /// For a plan that was confirmed: how each of its rows ended, in the order of the plan. One that the shopper left out
    /// is declined, one that no longer applied withdrawn.
    pub lines: Vec<Rc<Outcome>>,
}
