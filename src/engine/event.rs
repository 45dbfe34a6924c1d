//! All that can happen, in the past tense.

use alloc::rc::Rc;
use alloc::vec::Vec;

use super::action::Proposed;
use super::cart::{Cart, Country, Key, Text};
use super::clock::Millis;
use super::outcome::{Code, OutcomeId};
use super::product::Product;
use super::row::Edit;
use super::view::{EntryId, ToastId};

/// Names one request to the outside, so that a late answer is told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Ticket(pub u32);

/// Names one proposal card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ProposalId(pub u32);

/// What the host said of a change it was asked to make.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Said {
    /// It did it.
    Yes,
    /// It did not.
    No,
    /// Nothing (`undefined`): the cart decides.
    Nothing,
}

/// The host's answer to a change, as far as it could be read.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// Yes, no or nothing.
    pub said: Said,
    /// The cart that came with it. It counts only with [`Said::Yes`].
    pub cart: Option<Rc<Cart>>,
    /// `notice`, or the error's text.
    pub words: Option<Text>,
    /// Why not.
    pub code: Option<Code>,
    /// How many the shop could give.
    pub available: Option<u32>,
}

/// What an agent says in one go.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Turn {
    /// Plain text, paragraphs separated by an empty line.
    pub text: Option<Text>,
    /// Products to show.
    pub products: Vec<Rc<Product>>,
    /// Short answers to offer.
    pub replies: Vec<Text>,
    /// Proposals.
    pub proposals: Vec<Proposed>,
    /// Whether the cart is to be shown.
    pub show_cart: bool,
}

/// What an agent lets hear before its answer is whole. Each is a sign of life: the time limit counts from the last.
#[derive(Debug, Clone, PartialEq)]
pub enum Heard {
    /// All of its words so far, as they will stand in [`Turn::text`].
    Words(Text),
    /// What it does meanwhile; empty: nothing worth a word.
    Status(Text),
}

/// What a person did on the widget itself.
#[derive(Debug, Clone, PartialEq)]
pub enum Gesture {
    /// Opened the panel.
    Open,
    /// Closed it.
    Close,
    /// Went to the cart.
    ShowCart,
    /// Went back to the conversation.
    ShowTalk,
    /// Sent a message.
    Say(Text),
    /// Stopped waiting for the answer.
    StopAnswer,
    /// Sent an unsent message again.
    SayAgain(EntryId),
    /// Chose a value of an option on a product card: entry, product, option, value.
    Choose(EntryId, u32, u32, u8),
    /// Pressed Add on a product card: entry, product.
    AddProduct(EntryId, u32),
    /// Changed something inside a proposal, in this row of it (0 where there are none).
    Edit(ProposalId, u32, Edit),
    /// Pressed the deed of a proposal as it was drawn with this revision. `trusted` is the browser's word that it was no script.
    Confirm(ProposalId, u32, bool),
    /// Gave a proposal that lapses soon its time anew.
    Keep(ProposalId),
    /// Pressed the way out of a proposal.
    Decline(ProposalId),
    /// Asked to see an ended proposal again.
    OfferAgain(OutcomeId),
    /// Typed or stepped to a quantity of a line; 0 removes it.
    SetLine(Key, u32),
    /// Pressed remove at a line.
    RemoveLine(Key),
    /// Chose a country of delivery.
    ChooseCountry(Country),
    /// Pressed the checkout button.
    Checkout,
    /// Pressed undo.
    Undo(OutcomeId),
    /// Asked to read the cart again.
    Reread,
    /// Closed a toast.
    Dismiss(ToastId),
    /// Rests on a toast with the pointer or the focus, or no longer.
    HoldToasts(bool),
}

/// All that can happen.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// The widget was started.
    Started,
    /// The host said that its cart changed elsewhere. With an operation id of ours it is our own change and does not count.
    CartChanged {
        /// The operation the host named, if it did.
        operation: Option<u32>,
    },
    /// The page was restored from the back/forward cache.
    Restored,
    /// The page became visible after it had been hidden for so long.
    Returned(Millis),
    /// The connection came or went.
    Online(bool),
    /// A moment that `next_deadline` named has come.
    DeadlineReached,
    /// A cart read ended. `Err` carries the code and what is wrong.
    CartRead(Ticket, Result<Rc<Cart>, (Code, Text)>),
    /// A change ended.
    MutationSettled(Ticket, Answer),
    /// The checkout callback ended (`false`: it failed).
    CheckoutEnded(bool),
    /// The agent is answering.
    Heard(Ticket, Heard),
    /// The agent answered.
    Answered(Ticket, Result<Turn, Code>),
    /// The agent says something that nobody asked for.
    Told(Turn),
    /// Code of the page, a tool or the desk proposes.
    Proposals(Vec<Proposed>),
    /// Who waits with this promise no longer wants its proposal.
    GaveUp(u32),
    /// Code of the page wants the cart read; names the promise that waits.
    ReadWanted(Option<u32>),
    /// Code of the page wants a change taken back; the shopper is asked first. Names the promise that waits.
    UndoWanted(OutcomeId, Option<u32>),
    /// A person did something on the widget.
    Did(Gesture),
    /// The widget is taken away.
    Destroyed,
}
