//! How the shop's callbacks answer: in time, late, twice, never, with or without a cart, with a lie.

use std::rc::Rc;

use handcart::engine::cart::Cart;
use handcart::engine::event::{Answer, Said};
use handcart::engine::outcome::Code;

use super::shop::Shop;

/// When a call ends.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum When {
    /// Before the call returns.
    Inside,
    /// After so long.
    After(u64),
    /// Never.
    Never,
    /// After so long, and once more after so long.
    Twice(u64, u64),
}

/// What a change really does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Does {
    /// What was asked, at once.
    It,
    /// What was asked, when it answers.
    ItAtTheEnd,
    /// At most so many pieces of it.
    Only(u32),
    /// Nothing.
    Nothing,
}

/// What a change says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Says {
    /// `success: true` with the cart.
    YesWithCart,
    /// `success: true`.
    Yes,
    /// `success: true` with the cart from before it.
    YesWithOldCart,
    /// `success: false` with a code.
    No(Code),
    /// `success: false` with a cart that is not to be shown.
    NoWithCart,
    /// `undefined`.
    Nothing,
    /// It threw, or rejected.
    Threw,
    /// Something that cannot be read.
    Garbage,
}

/// What else happens by a call.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fires {
    /// Nothing.
    Nothing,
    /// The cart-update event, before the call returns.
    Inside,
    /// The cart-update event, after so long.
    After(u64),
    /// The cart-update event with the operation's id, before the call returns.
    Ours,
    /// The cart-update event with the operation's id, after so long.
    OursAfter(u64),
    /// `destroy()`, before the call returns.
    Destroy,
    /// `refresh()` of the page's code, before the call returns.
    Refresh(u32),
}

/// The answer to a change.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Reply {
    pub when: When,
    pub does: Does,
    pub says: Says,
    pub fires: Fires,
}

/// It does what it is asked and says so after 100 ms, with the cart.
pub const WELL: Reply =
    Reply { when: When::After(100), does: Does::It, says: Says::YesWithCart, fires: Fires::Nothing };

impl Reply {
    pub const fn when(self, when: When) -> Self {
        Self { when, ..self }
    }
    pub const fn does(self, does: Does) -> Self {
        Self { does, ..self }
    }
    pub const fn says(self, says: Says) -> Self {
        Self { says, ..self }
    }
    pub const fn fires(self, fires: Fires) -> Self {
        Self { fires, ..self }
    }
}

/// What a read gives.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Gives {
    /// The cart as it is when the read ends.
    Cart,
    /// The cart as it was when the read began.
    EarlyCart,
    /// An error.
    Fails,
}

/// The answer to a read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ReadReply {
    pub when: When,
    pub gives: Gives,
    pub fires: Fires,
}

/// The cart, after 50 ms.
pub const READ: ReadReply = ReadReply { when: When::After(50), gives: Gives::Cart, fires: Fires::Nothing };

impl ReadReply {
    pub const fn when(self, when: When) -> Self {
        Self { when, ..self }
    }
    pub const fn gives(self, gives: Gives) -> Self {
        Self { gives, ..self }
    }
    pub const fn fires(self, fires: Fires) -> Self {
        Self { fires, ..self }
    }
}

impl Says {
    /// It as an answer; `old` is the cart before the change.
    pub fn answer(self, shop: &mut Shop, old: Rc<Cart>) -> Answer {
        let plain = |said, cart, code| Answer { said, cart, words: None, code, available: None };
        match self {
            Self::YesWithCart => plain(Said::Yes, Some(shop.cart()), None),
            Self::Yes => plain(Said::Yes, None, None),
            Self::YesWithOldCart => plain(Said::Yes, Some(old), None),
            Self::No(code) => plain(Said::No, None, Some(code)),
            Self::NoWithCart => plain(Said::No, Some(old), Some(Code::OutOfStock)),
            Self::Nothing => plain(Said::Nothing, None, None),
            Self::Threw => plain(Said::No, None, Some(Code::HostError)),
            Self::Garbage => plain(Said::No, None, Some(Code::InvalidAnswer)),
        }
    }
}
