//! I7: no stale display, and convergence.
//!
//! Whenever something is drawn, the cart in it is the one that the host told last: by a read that was in time and during
//! which no change began, or by the first answer, in time, of a change with `success: true` and a cart. At the end of a
//! schedule, when everything has settled and no new event came, what is shown is what is in the shop, unless the host's last
//! word was a lie.

use handcart::engine::event::Event;

use super::record::{ReadEnd, Record};
use crate::common::shop::Shop;
use crate::common::sim::Moment;
use crate::common::tell::goods;

pub fn check(record: &Record, shop: &mut Shop) -> Result<(), (&'static str, String)> {
    let mut shown = None;
    for (place, (at, moment)) in record.alive().iter().enumerate() {
        if matches!(moment, Moment::Lost) {
            shown = None;
        }
        if let Moment::Drew(drawn) = moment {
            let told = record.told_at(place);
            if drawn.cart.as_ref() != told {
                let text = |cart: Option<&std::rc::Rc<_>>| cart.map_or("nothing".to_owned(), |cart| goods(cart));
                let (shown, told) = (text(drawn.cart.as_ref()), text(told));
                return Err(("I7", format!("at {at} {shown} is shown and the host said {told}")));
            }
            shown = drawn.cart.clone();
        }
    }
    if record.destroyed.is_some() {
        return Ok(());
    }
    if shown.as_ref() != record.last_told() {
        return Err(("I7", "the last word of the host is not shown".to_owned()));
    }
    let (_, ended) = record
        .reads
        .iter()
        .rev()
        .find_map(|read| Some((read.start, read.end.as_ref()?)))
        .ok_or(("I7", "no read".to_owned()))?;
    let lied = matches!(&record.told.last(), Some((place, _)) if matches!(record.trace[*place].1, Moment::In(Event::MutationSettled(..))));
    if matches!(ended.1, ReadEnd::Cart(_)) && !lied && shown.as_deref() != Some(&*shop.cart()) {
        return Err(("I7", format!("the shop has {}", goods(&shop.cart()))));
    }
    Ok(())
}
