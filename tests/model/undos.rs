//! Changes that can be taken back: what really changed, once.

use std::rc::Rc;

use handcart::engine::action::Source;
use handcart::engine::cart::Cart;
use handcart::engine::outcome::{Outcome, OutcomeId};

use crate::consent::{Due, Pressed, of_undo};
use crate::verdict::is_change;

#[derive(Clone, Hash, Debug)]
struct Undo {
    outcome: OutcomeId,
    dues: Vec<Due>,
    /// A call has been charged to it.
    charged: bool,
}

/// All of them.
#[derive(Clone, Hash, Default, Debug)]
pub struct Undos(Vec<Undo>);

impl Undos {
    /// What a press on an undo agrees to.
    pub fn dues(&self, outcome: OutcomeId) -> Vec<Due> {
        let free = self.0.iter().find(|undo| undo.outcome == outcome && !undo.charged);
        free.map(|undo| undo.dues.clone()).unwrap_or_default()
    }

    /// Something paid for a call.
    pub fn paid(&mut self, by: Pressed) {
        self.0.iter_mut().filter(|undo| Pressed::Undo(undo.outcome) == by).for_each(|undo| undo.charged = true);
    }

    /// An action ended. `changed`: what of it changed something, each with the cart before.
    pub fn ended(&mut self, outcome: &Outcome, changed: &[(&Outcome, Rc<Cart>)]) {
        if let Some(id) = outcome.undoes {
            self.0.retain(|undo| undo.outcome != id || !is_change(outcome));
            // A card that was to take it back says nothing of the shopper's own press.
            let own = outcome.source == Source::Shopper;
            self.0.iter_mut().filter(|undo| own && undo.outcome == id).for_each(|undo| undo.charged = false);
        } else if !changed.is_empty() {
            let dues = changed.iter().flat_map(|(part, before)| of_undo(part, before)).collect();
            self.0.push(Undo { outcome: outcome.id, dues, charged: false });
        }
    }
}
