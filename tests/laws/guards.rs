//! What a run must have reached for its silence to mean anything, counted in schedules.

use handcart::engine::action::{Action, Source};
use handcart::engine::effect::{Call, Effect, Operation, Warning};
use handcart::engine::event::{Event, Gesture, Heard};
use handcart::engine::outcome::{Code, Verdict};
use handcart::engine::row::Edit;
use handcart::engine::view::Stage;

use super::record::{ChangeEnd, Point, ReadEnd, Record};
use crate::common::sim::{Drawn, Moment};

type Is = fn(&Verdict) -> bool;

/// The count.
pub struct Guards {
    /// Each guard with the number of schedules that reached it.
    pub reached: Vec<(&'static str, u64)>,
    /// Everything that crossed the border.
    pub moments: u64,
}

impl Guards {
    pub fn new() -> Self {
        Self { reached: Vec::new(), moments: 0 }
    }

    /// Adds what another search counted.
    pub fn and(&mut self, other: Self) {
        self.moments += other.moments;
        for (name, count) in other.reached {
            match self.reached.iter_mut().find(|(known, _)| *known == name) {
                Some((_, all)) => *all += count,
                None => self.reached.push((name, count)),
            }
        }
    }

    fn hit(&mut self, name: &'static str, reached: bool) {
        match self.reached.iter_mut().find(|(known, _)| *known == name) {
            Some((_, count)) => *count += u64::from(reached),
            None => self.reached.push((name, u64::from(reached))),
        }
    }

    pub fn note(&mut self, record: &Record) {
        let trace = record.alive();
        let changes = &record.changes;
        let reads = &record.reads;
        self.hit("a change executes", !changes.is_empty());
        self.hit("two changes in one run", changes.len() > 1);
        self.hit("a change times out", changes.iter().any(|c| matches!(c.end, Some((_, ChangeEnd::TimedOut)))));
        self.hit("a late or second answer", !record.late.is_empty());
        self.hit("a read fails", reads.iter().any(|r| matches!(r.end, Some((_, ReadEnd::Failed)))));
        self.hit("a read times out", reads.iter().any(|r| matches!(r.end, Some((_, ReadEnd::TimedOut)))));
        self.hit("a read is dropped", reads.iter().any(|r| matches!(r.end, Some((_, ReadEnd::Dropped)))));
        self.hit("a stale read comes in", record.stale > 0);
        let verdicts: [(_, Is); 8] = [
            ("applied", |v| *v == Verdict::Applied),
            ("adjusted", |v| matches!(v, Verdict::Adjusted { .. })),
            ("rejected with the host's code", |v| matches!(v, Verdict::Rejected(Code::OutOfStock | Code::HostError))),
            ("rejected: not applied", |v| *v == Verdict::Rejected(Code::NotApplied)),
            ("cancelled", |v| *v == Verdict::Declined),
            ("expired", |v| *v == Verdict::Expired),
            ("withdrawn", |v| *v == Verdict::Withdrawn),
            ("unknown", |v| *v == Verdict::Unknown),
        ];
        for (name, is) in verdicts {
            self.hit(name, record.reports.iter().any(|report| is(&report.outcome.verdict)));
        }
        let mut left = Vec::new();
        for (_, moment) in record.trace.iter() {
            match moment {
                Moment::In(Event::GaveUp(reply)) => left.push(*reply),
                Moment::Out(Effect::Report(Some(reply), outcome)) if left.contains(reply) => {
                    self.hit("a proposer gives up", outcome.verdict == Verdict::Withdrawn);
                    self.hit("a proposer gives up after the press", outcome.verdict == Verdict::Applied);
                }
                _ => {}
            }
        }
        let undone = |of: fn(&Action) -> bool| {
            let done = |report: &super::record::Report| {
                report.outcome.undoes.is_some()
                    && report.outcome.verdict == Verdict::Applied
                    && of(&report.outcome.deed.action)
            };
            record.reports.iter().any(done)
        };
        self.hit("an undo is applied", undone(|_| true));
        let back_of = |of: fn(&Action) -> bool| {
            let first =
                |id| record.reports.iter().any(|report| report.outcome.id == id && of(&report.outcome.deed.action));
            let back = |report: &super::record::Report| {
                report.outcome.verdict == Verdict::Applied && report.outcome.undoes.is_some_and(first)
            };
            record.reports.iter().any(back)
        };
        self.hit("a clear is taken back", back_of(|action| *action == Action::Clear));
        self.hit("a plan is taken back", back_of(|action| matches!(action, Action::Plan(_))));
        self.plans(record);
        let conflict = |report: &super::record::Report| report.outcome.verdict == Verdict::Rejected(Code::Conflict);
        let asked = |(_, moment): &(u64, Moment)| matches!(moment, Moment::Out(Effect::Ask(_, _, Some(_))));
        self.hit("the agent is asked, with the cart", trace.iter().any(asked));
        let (mut waits, mut streamed, mut unasked) = (None, false, false);
        for (_, moment) in trace {
            match moment {
                Moment::Out(Effect::Ask(ticket, ..)) => waits = Some(*ticket),
                Moment::Out(Effect::StopAsking(_)) | Moment::In(Event::Answered(..)) => waits = None,
                Moment::In(Event::Heard(ticket, Heard::Words(_))) => streamed |= waits == Some(*ticket),
                Moment::In(Event::Told(_)) => unasked = true,
                _ => {}
            }
        }
        self.hit("an answer is heard in pieces", streamed);
        self.hit("the agent speaks unasked", unasked);
        self.hit("a conflict", record.reports.iter().any(conflict));
        let removals = changes
            .windows(2)
            .any(|pair| matches!((&pair[0].call, &pair[1].call), (Call::Remove { .. }, Call::Remove { .. })));
        self.hit("a clear line by line", removals);
        let tried_again = |change: &super::record::Change| change.operation.attempt > 1;
        self.hit("tried again under the same id", changes.iter().any(tried_again));
        let arrived = |pair: &[super::record::Report]| {
            let [before, after] = pair else { return false };
            before.outcome.verdict == Verdict::Unknown
                && before.outcome.operation.is_some()
                && before.outcome.operation == after.outcome.operation
                && !changes.iter().any(|c| (before.point..after.point).contains(&c.start))
        };
        self.hit("found carried out when tried again", record.reports.windows(2).any(arrived));
        self.presses(trace, record);
        self.caps(record);
    }

    fn caps(&mut self, record: &Record) {
        let trace = record.alive();
        for (name, cap) in [
            ("a quantity above its cap", "caps.maxQuantity"),
            ("a line above its cap", "caps.maxLineValue"),
            ("a cart above its cap", "caps.maxCartValue"),
            ("too many proposals within a minute", "caps.perMinute"),
            ("a kind that is not allowed", "caps.actions"),
            ("an amount that is not known", "cannot be known"),
        ] {
            let refused = |effect: &Effect| matches!(effect, Effect::Refuse(_, why) if why.detail.contains(cap));
            self.hit(name, trace.iter().any(|(_, moment)| matches!(moment, Moment::Out(effect) if refused(effect))));
        }
        let late = |report: &super::record::Report| {
            let outcome = &report.outcome;
            let never = outcome.operation.is_none() && outcome.source != Source::Shopper;
            never && outcome.verdict == Verdict::Rejected(Code::Policy)
        };
        self.hit("above a cap when its turn comes", record.reports.iter().any(late));
        let (mut soon, mut kept, mut again, mut lapses) = (Vec::new(), Vec::new(), false, false);
        for (_, moment) in trace {
            match moment {
                Moment::Drew(now) => {
                    soon = now.asks.iter().filter(|ask| ask.soon).map(|ask| ask.id).collect();
                    again |= soon.iter().any(|id| kept.contains(id));
                }
                Moment::In(Event::Did(Gesture::Keep(id))) if soon.contains(id) => kept.push(*id),
                Moment::Out(Effect::Report(_, outcome)) => lapses |= outcome.verdict == Verdict::Expired,
                _ => {}
            }
        }
        self.hit("a card that lapses soon is kept", !kept.is_empty());
        self.hit("a kept card says again that it lapses soon", again);
        self.hit("a card lapses after another was kept", !kept.is_empty() && lapses);
    }

    fn plans(&mut self, record: &Record) {
        let ended = || record.reports.iter().map(|report| &report.outcome).filter(|outcome| outcome.lines.len() > 1);
        let any = |is: Is| ended().any(|outcome| outcome.lines.iter().any(|line| is(&line.verdict)));
        self.hit("a plan is applied", ended().any(|outcome| outcome.verdict == Verdict::Applied));
        let partly = |verdict: &Verdict| matches!(verdict, Verdict::Adjusted { got: 1.., .. });
        self.hit("a plan partly fails", ended().any(|outcome| partly(&outcome.verdict)));
        self.hit("a row is left out", any(|verdict| *verdict == Verdict::Declined));
        self.hit("a row is gone", any(|verdict| *verdict == Verdict::Withdrawn));
        self.hit("a row is unknown", any(|verdict| *verdict == Verdict::Unknown));
        let conflict = |refused: &Effect| matches!(refused, Effect::Refuse(_, why) if why.code == Code::Conflict);
        let refused = |(_, moment): &(u64, Moment)| matches!(moment, Moment::Out(effect) if conflict(effect));
        self.hit("an article twice in a plan", record.alive().iter().any(refused));
        let edits = |(_, moment): &(u64, Moment)| {
            matches!(moment, Moment::In(Event::Did(Gesture::Edit(_, _, Edit::Quantity(_)))))
        };
        self.hit("a row's quantity is typed", record.alive().iter().any(edits));
        let twice = |(_, moment): &(u64, Moment)| matches!(moment, Moment::Drew(now) if now.asks.iter().any(|ask| ask.stage == Stage::Twice));
        self.hit("two rows choose the same", record.alive().iter().any(twice));
    }

    fn presses(&mut self, trace: &[(u64, Moment)], record: &Record) {
        let mut drawn: Option<&Drawn> = None;
        let (mut early, mut stale, mut untrusted, mut again) = (false, false, false, false);
        let (mut storm, mut most, mut last) = (0, 0, 0);
        let (mut during_change, mut during_read, mut replay, mut slowed, mut released) =
            (false, false, false, false, false);
        let mut card_lost = false;
        let (mut open_change, mut open_read, mut waiting, mut queue) = (false, false, 0, 0);
        for (at, moment) in trace {
            match moment {
                Moment::Drew(now) => {
                    again |= now.asks.iter().any(|ask| ask.changed.is_some());
                    drawn = Some(now);
                }
                Moment::In(Event::Did(Gesture::Confirm(id, rev, trusted))) => {
                    let ask = drawn.and_then(|drawn| drawn.asks.iter().find(|ask| ask.id == *id));
                    let Some(ask) = ask else { continue };
                    untrusted |= !trusted && ask.rev == *rev && ask.stage == Stage::Ready;
                    stale |= *trusted && ask.rev != *rev && ask.stage == Stage::Ready;
                    early |= *trusted && ask.rev == *rev && ask.stage == Stage::Arming;
                    waiting += u32::from(*trusted && ask.rev == *rev && ask.stage == Stage::Ready);
                }
                Moment::In(Event::Did(Gesture::SetLine(..) | Gesture::RemoveLine(_))) => waiting += 1,
                Moment::Out(Effect::Report(..)) => waiting = waiting.saturating_sub(1),
                Moment::In(Event::CartChanged { operation: None }) => {
                    storm = if *at <= last + 300 { storm + 1 } else { 1 };
                    (last, most) = (*at, most.max(storm));
                    during_change |= open_change;
                    during_read |= open_read;
                }
                Moment::Lost => {
                    card_lost |= drawn.is_some_and(|drawn| drawn.asks.iter().any(|ask| ask.stage != Stage::Working));
                    (drawn, open_change, open_read, waiting) = (None, false, false, 0);
                }
                Moment::Out(Effect::Mutate(..)) => open_change = true,
                Moment::In(Event::MutationSettled(..)) | Moment::Out(Effect::Abort(_)) => open_change = false,
                Moment::Out(Effect::ReadCart(_)) => open_read = true,
                Moment::In(Event::CartRead(..)) => open_read = false,
                Moment::Out(Effect::Refuse(_, refusal)) => replay |= refusal.code == Code::Policy,
                Moment::Out(Effect::Warn(Warning::EventLoop)) => slowed = true,
                Moment::In(Event::Did(_) | Event::Restored) => released |= slowed,
                _ => {}
            }
            queue = queue.max(waiting);
        }
        self.hit("three wait", queue >= 3);
        self.hit("pressed too early", early);
        self.hit("an older drawing pressed", stale);
        self.hit("pressed by a script", untrusted);
        self.hit("a replay or a flood refused", replay);
        self.hit("a card offered again", again);
        self.hit("an event during a change", during_change);
        self.hit("an event during a read", during_read);
        self.hit("a storm of ten or more", most >= 10);
        self.hit("the loop breaker engages", slowed);
        self.hit("the loop breaker releases", released);
        let in_flight = record.destroyed.is_some() && record.changes.last().is_some_and(|change| change.end.is_none());
        self.hit("an end with a change in flight", in_flight);
        let lost = |change: &super::record::Change| matches!(change.end, Some((_, ChangeEnd::Lost)));
        self.hit("lost with a change in flight", record.changes.iter().any(lost));
        self.hit("lost with a card open", card_lost);
        let answered = |(point, operation): &(Point, Option<Operation>)| {
            let before = record.changes.iter().rev().find(|change| change.start < *point);
            operation.is_some() && before.is_some_and(|change| !lost(change))
        };
        self.hit("lost between a change's answer and its report", record.losses.iter().any(answered));
    }
}
