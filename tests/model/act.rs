//! All that can happen next.

use crate::store::Turn;

/// What the host says of a change.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Says {
    /// `success: true` with the cart as it is now.
    YesWithCart,
    /// `success: true`.
    Yes,
    /// `success: false`.
    No,
    /// `undefined`.
    Nothing,
}

/// What an agent proposes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Wish {
    /// So many lamps more.
    Lamps(u32),
    /// So many pieces at the first line.
    Set(u32),
    /// The first line away.
    Remove,
    /// Everything away.
    Clear,
    /// A plan: so many mugs more, one lamp more, the tent away.
    Goods,
}

/// How a card is pressed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum How {
    /// By a person, as it is drawn.
    Well,
    /// As it was drawn before.
    AsBefore,
    /// By a script.
    ByScript,
}

/// One step. Calls, reads and cards are named by their place, the oldest first.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Act {
    /// The shop does what a call asked; `true`: only a part of it.
    Do(usize, bool),
    /// The host answers a change.
    Answer(usize, Says),
    /// A read ends; `false`: it fails.
    ReadEnds(usize, bool),
    /// Time passes up to the next deadline.
    Tick,
    /// Time passes up to just before it.
    Almost,
    /// The shop's cart changes elsewhere. Nobody says so.
    Elsewhere(Turn),
    /// The host fires the event.
    Event,
    /// The page is restored.
    Restored,
    /// An agent proposes.
    Propose(Wish),
    /// An agent proposes again what it proposed before, under the same id.
    Replay,
    /// An agent wants the last change taken back.
    WantUndo,
    /// The shopper presses a card.
    Press(usize, How),
    /// The shopper takes the tick from the last row of a card.
    Untick(usize),
    /// The shopper keeps a card that lapses soon.
    Keep(usize),
    /// The shopper declines a card.
    Decline(usize),
    /// The shopper sets the quantity of a line; 0 removes it.
    Step(usize, u32),
    /// The shopper takes the last change back.
    Undo,
    /// The shopper asks for an ended action again.
    Again,
    /// The widget is taken away.
    Destroy,
}
