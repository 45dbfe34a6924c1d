//! What to draw, as a value. Words are chosen by the edge; prices and names are the shop's; a quotation is the agent's.

use alloc::rc::Rc;
use alloc::vec::Vec;

use super::action::Source;
use super::cart::{Cart, Country, Key, Text};
use super::clock::Millis;
use super::event::ProposalId;
use super::outcome::{Deed, Outcome, OutcomeId};
use super::product::Product;

/// Names an entry of the conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EntryId(pub u32);

/// Names a toast.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ToastId(pub u32);

/// Which side of the panel is in front (on a wide panel both are seen).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Face {
    /// The conversation.
    Talk,
    /// The cart.
    Cart,
}

/// Whether the panel is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Panel {
    /// Only the launcher is seen.
    Closed,
    /// The panel is seen.
    Open(Face),
}

/// How well the cart on display is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Freshness {
    /// Not read yet: placeholders.
    Reading,
    /// As the shop last told it.
    Current,
    /// The last read failed: what is shown may be old.
    Old,
    /// It could never be read.
    Failed,
}

/// What waits for the shop at a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pending {
    /// This quantity was asked for.
    Quantity(u32),
    /// It is being removed.
    Removal,
}

/// The checkout button.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CheckoutButton {
    /// The host has no checkout.
    Absent,
    /// It can be pressed.
    Ready,
    /// It was pressed; the shop is opening its checkout.
    Opening,
    /// A line is sold out, or the cart is empty.
    Blocked,
}

/// The cart side.
#[derive(Debug, Clone, PartialEq)]
pub struct CartView {
    /// How well it is known.
    pub freshness: Freshness,
    /// The cart, once it was read.
    pub cart: Option<Rc<Cart>>,
    /// What waits at which line.
    pub pending: Vec<(Key, Pending)>,
    /// Whether everything is being removed.
    pub clearing: bool,
    /// The country that was asked for and is not confirmed yet.
    pub country: Option<Country>,
    /// The checkout button.
    pub checkout: CheckoutButton,
    /// Whether the host lets the country be chosen.
    pub countries: bool,
}

/// The conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Talk {
    /// There is no agent: no composer.
    Absent,
    /// A message can be sent.
    Ready,
    /// The agent thinks.
    Waiting,
}

/// The state of a proposal card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Stage {
    /// It appeared or moved just now: the deed does not react yet.
    Arming,
    /// The deed can be pressed.
    Ready,
    /// An option must be chosen first: its index.
    Missing(usize),
    /// The chosen combination is sold out.
    Gone,
    /// The chosen combination stands in another row of the plan.
    Twice,
    /// No row of the plan is ticked.
    Nothing,
    /// It was pressed and waits for the shop.
    Working,
}

/// What changed in a proposal since it was last shown.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Difference {
    /// The price of one piece before.
    pub price: Option<Text>,
    /// The quantity in the cart before.
    pub before: Option<u32>,
    /// The cart's total before.
    pub total: Option<Text>,
}

/// A proposal card.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Ask {
    /// Its name.
    pub id: ProposalId,
    /// Which drawing this is: a press on an older one does nothing.
    pub rev: u32,
    /// Who proposes.
    pub source: Source,
    /// The proposer's words.
    pub words: Option<Text>,
    /// The facts.
    pub deed: Rc<Deed>,
    /// For an add with options: the product, and the value chosen for each option.
    pub choosing: Option<(Rc<Product>, Vec<Option<u8>>)>,
    /// Its state.
    pub stage: Stage,
    /// Whether it lapses soon.
    pub soon: bool,
    /// Set when it was offered again: what changed.
    pub changed: Option<Difference>,
}

/// A product as shown, with the values chosen on its card.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Offer {
    /// The product.
    pub product: Rc<Product>,
    /// The value chosen for each option.
    pub chosen: Vec<Option<u8>>,
    /// Whether it is being added right now.
    pub adding: bool,
}

/// A line of the conversation that the widget itself says.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Notice {
    /// The shopper's message could not be sent; it can be sent again.
    Unsent(Text),
    /// The agent did not answer in time or failed.
    NoAnswer,
    /// The shopper stopped the answer.
    Stopped,
    /// The agent named something this shop does not have, or something that cannot be done.
    Refused(super::outcome::Code),
    /// "Try again" was pressed, and the cart could not be read: nothing was tried.
    Unread,
    /// "Try again" was pressed, and the cart as it is now does not allow it: nothing was tried.
    Gone,
    /// The shop is opening its checkout.
    CheckoutOpening,
    /// The shop's checkout could not be opened.
    CheckoutFailed,
    /// The widget was lost in a failure of its own, and is there again.
    Restarted,
}

/// What an entry is.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Kind {
    /// The shopper's words.
    Me(Text),
    /// The agent's words.
    Say {
        /// Plain text, paragraphs separated by an empty line.
        text: Text,
        /// Whether more is coming.
        live: bool,
    },
    /// Products.
    Products(Vec<Offer>),
    /// A proposal that is open or being carried out. A clear is shown as a dialog instead.
    Ask(Rc<Ask>),
    /// What happened.
    Done(Rc<Outcome>),
    /// What the widget itself has to say.
    Notice(Notice),
    /// Short answers to choose from; only under the last turn.
    Replies(Vec<Text>),
}

/// An entry of the conversation.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Entry {
    /// Its name.
    pub id: EntryId,
    /// What it is.
    pub kind: Kind,
}

/// A toast.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Toast {
    /// Its name.
    pub id: ToastId,
    /// What it tells.
    pub outcome: Rc<Outcome>,
    /// When it goes.
    pub until: Millis,
}

/// Everything there is to draw.
#[derive(Debug, Clone, PartialEq)]
pub struct View {
    /// Whether the panel is open.
    pub panel: Panel,
    /// The badge: pieces in the cart.
    pub badge: u32,
    /// Whether there is a connection.
    pub online: bool,
    /// The cart side; absent when the host has not enabled the cart.
    pub cart: Option<CartView>,
    /// The state of the conversation.
    pub talk: Talk,
    /// What the agent does while it is waited for; empty: it thinks.
    pub status: Option<Text>,
    /// The conversation, oldest first. Unchanged entries are the same `Rc`.
    pub feed: Vec<Rc<Entry>>,
    /// The alert dialog: a clear that waits for an answer.
    pub dialog: Option<Rc<Ask>>,
    /// Toasts, newest last.
    pub toasts: Vec<Rc<Toast>>,
}

/// What a screen reader is told.
#[derive(Debug, Clone, PartialEq, Hash)]
pub enum Spoken {
    /// An outcome.
    Outcome(Rc<Outcome>),
    /// The assistant's words arrived.
    Words(Text),
    /// So many products are shown.
    Products(u32),
    /// A proposal appeared.
    Ask(Rc<Deed>),
    /// A proposal lapses soon.
    Soon(Rc<Deed>),
    /// A proposal was offered again because something changed.
    Changed(Rc<Deed>),
    /// The agent thinks.
    Waiting,
    /// A notice.
    Notice(Notice),
}

/// Where the keyboard focus goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Spot {
    /// The launcher.
    Launcher,
    /// The composer, or the panel where there is none.
    Composer,
    /// The cart's heading.
    Cart,
    /// The line that took the place of a removed one, else the cart's heading.
    Line(usize),
    /// A proposal's deed.
    Proposal(ProposalId),
    /// The record of an outcome.
    Outcome(OutcomeId),
}
