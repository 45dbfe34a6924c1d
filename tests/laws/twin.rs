//! TWIN: the same events, the same effects.
//!
//! The second engine (`tests/twin/`) is told every event of a run, in the order in which the real one handled them, and each
//! with its time. What it asks for is what the real one asked for: every call, report, refusal, announcement, focus and
//! warning, in the same order. After the end nothing is asked any more. When the instance is lost another
//! second engine goes on with what the page kept, as another real one does.

use std::collections::VecDeque;

use handcart::engine::Abilities;
use handcart::engine::caps::Caps;
use handcart::engine::effect::Effect;
use handcart::engine::event::Event;

use crate::common::kept::Kept;
use crate::common::sim::{Moment, Trace};
use crate::twin::Twin;

pub fn check(trace: &Trace, can: Abilities, caps: &Caps) -> Result<(), (&'static str, String)> {
    let mut twin = Twin::new(can, caps.clone());
    let mut expected: VecDeque<Effect> = VecDeque::new();
    let (mut kept, mut over) = (Kept::default(), false);
    for (at, moment) in trace {
        match moment {
            Moment::Lost => {
                expected.clear();
                twin = Twin::after(can, caps.clone(), kept.memory.clone());
            }
            Moment::In(Event::Destroyed) => over = true,
            Moment::In(event) if !over => expected.extend(twin.handle(*at, event)),
            Moment::Out(effect) => {
                kept.note(effect);
                if over {
                    return differs(*at, Some(effect), None);
                }
                match expected.pop_front() {
                    Some(wanted) if same(&wanted, effect) => {}
                    wanted => return differs(*at, Some(effect), wanted.as_ref()),
                }
            }
            Moment::Drew(_) if !over && !expected.is_empty() => return differs(*at, None, expected.front()),
            _ => {}
        }
    }
    if over { Ok(()) } else { expected.front().map_or(Ok(()), |wanted| differs(0, None, Some(wanted))) }
}

/// The words of a refusal are free, but there must be some.
fn same(twin: &Effect, real: &Effect) -> bool {
    match (twin, real) {
        (Effect::Refuse(to, wanted), Effect::Refuse(reply, refusal)) if wanted.detail.is_empty() => {
            to == reply && wanted.code == refusal.code && !refusal.detail.is_empty()
        }
        _ => twin == real,
    }
}

fn differs(at: u64, real: Option<&Effect>, twin: Option<&Effect>) -> Result<(), (&'static str, String)> {
    let say = |effect: Option<&Effect>| effect.map_or("nothing".to_owned(), |effect| format!("{effect:?}"));
    Err(("TWIN", format!("at {at}\n  the engine: {}\n  the twin:   {}", say(real), say(twin))))
}
