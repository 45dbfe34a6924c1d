//! I2, as far as operations go: each is new, or it is the same call once more, because the shopper pressed "Try again" and
//! the cart was read since.

use handcart::engine::cart::Cart;
use handcart::engine::effect::{Call, Operation};

/// How far a call is on the way to be tried again.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
enum Again {
    No,
    Pressed,
    Reading,
    Read,
}

/// A call that the host was asked for.
#[derive(Clone, Hash, Debug)]
struct Called {
    id: u32,
    attempt: u32,
    call: Call,
    again: Again,
}

/// The last call of each operation, the newest last.
#[derive(Clone, Hash, Default, Debug)]
pub struct Operations(Vec<Called>);

impl Operations {
    fn go_on(&mut self, from: Again, to: Again) {
        self.0.iter_mut().filter(|called| called.again == from).for_each(|called| called.again = to);
    }

    /// "Try again" was pressed.
    pub fn wanted(&mut self) {
        self.go_on(Again::No, Again::Pressed);
    }

    pub fn read_began(&mut self) {
        self.go_on(Again::Pressed, Again::Reading);
    }

    pub fn read_ended(&mut self, told: bool) {
        self.go_on(Again::Reading, if told { Again::Read } else { Again::Pressed });
    }

    /// Whether no call was made yet.
    pub fn none(&self) -> bool {
        self.0.is_empty()
    }

    /// A call is made. Returns whether it may carry this number.
    pub fn called(&mut self, call: &Call, operation: &Operation) -> bool {
        let Operation { id, attempt, .. } = *operation;
        let newest = self.0.iter().all(|called| called.id < id);
        let right = match self.0.iter().find(|called| called.id == id) {
            None => newest && attempt == 1,
            Some(last) => attempt == last.attempt + 1 && is_the_same(&last.call, call) && last.again == Again::Read,
        };
        self.0.retain(|called| called.id != id);
        self.0.push(Called { id, attempt, call: call.clone(), again: Again::No });
        right
    }
}

/// Whether both ask the same of the host; what the line held before may have changed.
fn is_the_same(a: &Call, b: &Call) -> bool {
    match (a, b) {
        (Call::Remove { key, .. }, Call::Remove { key: other, .. }) => key == other,
        (Call::SetQuantity { key, quantity, .. }, Call::SetQuantity { key: other, quantity: pieces, .. }) => {
            key == other && quantity == pieces
        }
        _ => a == b,
    }
}

/// I4: the line that a call names is there once, holds as many as the call says, and takes as many as it asks for.
pub fn applies(call: &Call, cart: Option<&Cart>) -> bool {
    let line = |key| cart.and_then(|cart| cart.line(key));
    match call {
        Call::Add { quantity, .. } => (1..=99).contains(quantity),
        Call::Clear | Call::SetCountry(_) => true,
        Call::Remove { key, previous } => line(*key).is_some_and(|line| line.quantity == Some(*previous)),
        Call::SetQuantity { key, quantity, previous } => line(*key).is_some_and(|line| {
            let room = quantity <= previous || *quantity <= line.max.unwrap_or(99).min(99);
            line.quantity == Some(*previous) && *quantity > 0 && room
        }),
    }
}
