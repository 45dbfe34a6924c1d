//! What may happen next in a state, and what it costs.

use handcart::engine::clock::Millis;

use crate::act::{Act, How, Says};
use crate::spaces::Space;
use crate::store::Store;
use crate::world::World;

impl World {
    /// Every step that may be taken.
    pub fn next(&self, space: &Space, acts: &mut Vec<Act>) {
        if self.is_over() {
            return;
        }
        self.of_the_host(space, acts);
        self.of_time(acts);
        let has = &self.budget;
        if has.elsewhere > 0 {
            acts.extend(space.turns.iter().map(|turn| Act::Elsewhere(*turn)));
        }
        let mut may = |left: u8, act: Act| {
            if left > 0 {
                acts.push(act);
            }
        };
        may(has.events, Act::Event);
        may(has.restored, Act::Restored);
        may(has.replays.min(u8::from(self.proposals > 0)), Act::Replay);
        may(has.agains.min(u8::from(self.ended.is_some())), Act::Again);
        may(has.destroy, Act::Destroy);
        may(has.undos.min(u8::from(self.undo.is_some())), Act::Undo);
        may(has.undos.min(has.presses).min(u8::from(self.undo.is_some())), Act::WantUndo);
        for wish in space.wishes {
            may(has.proposals, Act::Propose(*wish));
        }
        for (line, quantity) in space.steps {
            may(has.steps, Act::Step(*line, *quantity));
        }
        for (at, card) in self.watch.cards.iter().enumerate() {
            may(has.presses, Act::Press(at, How::Well));
            may(has.declines, Act::Decline(at));
            may(has.keeps.min(u8::from(card.ask.soon)), Act::Keep(at));
            may(has.unticks.min(card.ask.deed.rows.len() as u8), Act::Untick(at));
            may(has.scripts, Act::Press(at, How::ByScript));
            may(has.old_presses.min(u8::from(card.ask.rev > 1)), Act::Press(at, How::AsBefore));
        }
    }

    fn of_the_host(&self, space: &Space, acts: &mut Vec<Act>) {
        let has = &self.budget;
        for (at, asked) in self.calls.iter().enumerate() {
            let in_time = self.is_in_flight(at);
            if !in_time && has.late == 0 {
                continue;
            }
            if !asked.done {
                acts.push(Act::Do(at, false));
                if in_time && has.parts > 0 && Store::can_part(&asked.call) {
                    acts.push(Act::Do(at, true));
                }
            }
            if !in_time || asked.done {
                acts.push(Act::Answer(at, Says::YesWithCart));
            }
            if in_time && has.odd > 0 {
                let odd = space.says.iter().filter(|says| !asked.done || **says != Says::YesWithCart);
                acts.extend(odd.map(|says| Act::Answer(at, *says)));
            }
        }
        for (at, ticket) in self.reads.iter().enumerate() {
            if self.watch.read.is_some_and(|read| read.ticket == *ticket) {
                acts.push(Act::ReadEnds(at, true));
                if has.fails > 0 {
                    acts.push(Act::ReadEnds(at, false));
                }
            } else if has.stale > 0 {
                acts.push(Act::ReadEnds(at, true));
            }
        }
    }

    fn of_time(&self, acts: &mut Vec<Act>) {
        let has = &self.budget;
        let Some(deadline) = self.deadline() else { return };
        if has.ticks > 0 && (has.timeouts > 0 || !self.gives_up(deadline)) {
            acts.push(Act::Tick);
        }
        if has.almost > 0 && self.now + Millis(1) < deadline {
            acts.push(Act::Almost);
        }
    }

    fn is_in_flight(&self, at: usize) -> bool {
        self.watch.change.is_some_and(|change| change.ticket == self.calls[at].ticket)
    }

    fn gives_up(&self, deadline: Millis) -> bool {
        let flights = self.watch.change.iter().chain(&self.watch.read);
        flights.into_iter().any(|flight| flight.give_up <= deadline)
    }

    /// Pays for a step.
    pub fn pay(&mut self, act: Act) {
        let gives_up = act == Act::Tick && self.deadline().is_some_and(|deadline| self.gives_up(deadline));
        let late = matches!(act, Act::Do(at, _) | Act::Answer(at, _) if !self.is_in_flight(at));
        let odd = match act {
            Act::Answer(at, says) => !late && (says != Says::YesWithCart || !self.calls[at].done),
            _ => false,
        };
        let stale = match act {
            Act::ReadEnds(at, _) => self.watch.read.is_none_or(|read| read.ticket != self.reads[at]),
            _ => false,
        };
        let has = &mut self.budget;
        has.timeouts -= u8::from(gives_up);
        has.late -= u8::from(late);
        has.odd -= u8::from(odd);
        has.stale -= u8::from(stale);
        let cost = match act {
            Act::Do(_, true) => &mut has.parts,
            Act::ReadEnds(_, false) => &mut has.fails,
            Act::Tick => &mut has.ticks,
            Act::Almost => &mut has.almost,
            Act::Elsewhere(_) => &mut has.elsewhere,
            Act::Event => &mut has.events,
            Act::Restored => &mut has.restored,
            Act::Propose(_) => &mut has.proposals,
            Act::Replay => &mut has.replays,
            Act::Press(_, How::Well) => &mut has.presses,
            Act::Press(_, How::AsBefore) => &mut has.old_presses,
            Act::Press(_, How::ByScript) => &mut has.scripts,
            Act::Decline(_) => &mut has.declines,
            Act::Keep(_) => &mut has.keeps,
            Act::Untick(_) => &mut has.unticks,
            Act::Step(..) => &mut has.steps,
            Act::Undo | Act::WantUndo => &mut has.undos,
            Act::Again => &mut has.agains,
            Act::Destroy => &mut has.destroy,
            Act::Do(_, false) | Act::Answer(..) | Act::ReadEnds(_, true) => return,
        };
        *cost -= 1;
    }
}
