//! I1 (exact consent), I2 (at most once) and the order of I5.
//!
//! A host call that changes the cart is charged to one consent that came before it, and fits it exactly: the same kind, the
//! same line with the same article, the same product and quantity. A consent is a trusted press on a card that has been
//! drawn so, unmoved, for 500 ms, whose time is not over and on which nothing is left to choose, and that is
//! drawn as working from then on; or a press on a control of
//! the widget itself; or an agent's country, which is not
//! asked for. Each consent pays for one call, a clear for one removal of each listed line, a plan for one call of each row
//! that was drawn with its tick, the undo of a clear for one add of each, and the undo of a plan for the inverse of each
//! row that changed something. What the shopper ticks, types or chooses on a card does not move it. Calls are charged to consents in the order of the consents.
//!
//! Of all presses on one card only one pays. Of all proposals with the same id at most one is not refused. An operation id
//! is new, greater than all before it; or it is tried again: the same call under the same id, the attempt one more, after a
//! read that began after "Try again" was pressed and brought a cart. A card that "Try again" brought calls under no new id.

use std::collections::{BTreeMap, BTreeSet};

use handcart::engine::action::{Action, Proposed};
use handcart::engine::cart::{Country, Key, Text};
use handcart::engine::effect::{Call, Effect};
use handcart::engine::event::{Event, Gesture, ProposalId};
use handcart::engine::outcome::{Deed, Goes, Outcome, OutcomeId, Verdict};
use handcart::engine::row::{Row, Tick};
use handcart::engine::view::{Ask, Panel, Stage};

use super::again::Again;
use super::record::Record;
use crate::common::sim::{Drawn, Moment};

/// What a consent still pays for.
#[derive(Clone, Debug)]
enum Due {
    Add(Text, u32),
    Set(Key, u32, Article),
    Remove(Key, Article),
    Less(Article, i64),
    /// The article back to so many pieces, wherever it stands by now: its key may name another one.
    Back(Article, u32),
    Clear,
    Country(Country),
}

type Article = (Text, Option<Text>);

struct Consent {
    dues: Vec<Due>,
    card: Option<ProposalId>,
}

/// What an observer sees of the cards.
#[derive(Default)]
struct Cards<'t> {
    drawn: Option<&'t Drawn>,
    appeared: BTreeMap<ProposalId, u64>,
    /// When a card's time began: it appeared, or said that it lapses soon and was kept.
    since: BTreeMap<ProposalId, u64>,
    still: BTreeMap<ProposalId, u64>,
}

impl<'t> Cards<'t> {
    fn draw(&mut self, at: u64, drawn: &'t Drawn) {
        let moved = self.drawn.is_none_or(|before| before.rows != drawn.rows || before.panel != drawn.panel);
        for ask in &drawn.asks {
            self.appeared.entry(ask.id).or_insert(at);
            self.since.entry(ask.id).or_insert(at);
            let before = self.drawn.and_then(|drawn| drawn.asks.iter().find(|before| before.id == ask.id));
            let facts =
                before.is_none_or(|before| before.choosing == ask.choosing && !says_the_same(&before.deed, &ask.deed));
            if moved || facts {
                self.still.insert(ask.id, at);
            }
        }
        self.drawn = Some(drawn);
    }

    fn keep(&mut self, at: u64, id: ProposalId) {
        let soon = |ask: &Ask| ask.id == id && ask.soon && ask.stage != Stage::Working;
        if self.drawn.is_some_and(|drawn| drawn.asks.iter().any(soon)) {
            self.since.insert(id, at);
        }
    }

    /// The card, if a press on it counts.
    fn pressed(&self, at: u64, id: ProposalId, rev: u32, trusted: bool) -> Option<&'t Ask> {
        let drawn = self.drawn.filter(|drawn| trusted && drawn.panel != Panel::Closed)?;
        let ask = drawn.asks.iter().find(|ask| ask.id == id && ask.rev == rev && ask.stage != Stage::Working)?;
        let armed = self.still.get(&id)? + 500;
        let expires = self.since.get(&id)? + 120_000;
        let chosen = ask.choosing.as_ref().is_none_or(|(product, chosen)| {
            let values: Option<Vec<u8>> = chosen.iter().copied().collect();
            values.is_some_and(|values| product.variants.iter().any(|variant| variant.values == values))
        });
        (at >= armed && at < expires && chosen).then_some(ask)
    }
}

pub fn check(record: &Record) -> Result<(), (&'static str, String)> {
    let mut cards = Cards::default();
    let mut consents: Vec<Consent> = Vec::new();
    let mut paid: BTreeMap<ProposalId, usize> = BTreeMap::new();
    let mut last = 0;
    let mut sizes = BTreeMap::new();
    let mut again = Again::default();
    for (place, (at, moment)) in record.alive().iter().enumerate() {
        match moment {
            Moment::Lost => {
                // Nothing that was agreed to before is done after.
                (cards, last) = (Cards::default(), consents.len());
                paid.clear();
                sizes.clear();
                again.lose();
            }
            Moment::Drew(drawn) => {
                again.draw(drawn, &cards.appeared);
                cards.draw(*at, drawn);
            }
            Moment::In(Event::Did(Gesture::Choose(entry, 3, 0, value))) => drop(sizes.insert(*entry, *value)),
            Moment::In(Event::Did(Gesture::Confirm(id, rev, trusted))) => {
                if let Some(ask) = cards.pressed(*at, *id, *rev, *trusted).filter(|_| counted(record, place, *id)) {
                    consents.push(Consent { dues: of_deed(&ask.deed), card: Some(*id) });
                }
            }
            Moment::In(Event::Did(Gesture::Keep(id))) => cards.keep(*at, *id),
            Moment::In(Event::Did(Gesture::AddProduct(entry, product))) => {
                let id = ["lamp", "tent", "mug"].get(*product as usize).copied();
                let boots = sizes.get(entry).map(|value| if *value == 0 { "boots-41" } else { "boots-42" });
                consents.extend(id.or(boots).map(|id| Consent { dues: vec![Due::Add(id.into(), 1)], card: None }));
            }
            Moment::In(Event::Did(gesture)) => {
                let dues = of_gesture(record, place, gesture);
                if !dues.is_empty() {
                    consents.push(Consent { dues, card: None });
                }
            }
            Moment::In(Event::UndoWanted(outcome, _)) => {
                let mut dues = of_undo(record, place, *outcome);
                dues.retain(|due| matches!(due, Due::Country(_)));
                consents.push(Consent { dues, card: None });
            }
            Moment::In(Event::Proposals(all)) => {
                for proposed in all {
                    let Ok(Action::SetCountry(country)) = &proposed.action else { continue };
                    consents.push(Consent { dues: vec![Due::Country(*country)], card: None });
                }
            }
            Moment::Out(Effect::Mutate(_, call, named)) => {
                again.call(record, place, call, named).map_err(|wrong| ("I2", wrong))?;
                let fits = |consent: &Consent| consent.dues.iter().position(|due| pays(due, call, record, place));
                // Of all presses on one card one pays.
                let free = |at: &usize| consents[*at].card.and_then(|card| paid.get(&card)).is_none_or(|by| by == at);
                // What is tried again is charged to a press on its own card, and nothing else is, where there is a choice.
                let brought = |at: usize| consents[at].card.is_some_and(|card| again.brought.contains(&card));
                let first = |own: bool| {
                    let mut from = (last..consents.len()).filter(free);
                    from.find_map(|at| {
                        Some((at, fits(&consents[at]).filter(|_| !own || brought(at) == (named.attempt > 1))?))
                    })
                };
                let Some((consent, due)) = first(true).or_else(|| first(false)) else {
                    let earlier = consents[..last].iter().any(|consent| fits(consent).is_some());
                    let twice = consents[last..].iter().any(|consent| fits(consent).is_some());
                    let law = match (twice, earlier) {
                        (true, _) => "I2",
                        (_, true) => "I5",
                        _ => "I1",
                    };
                    return Err((law, format!("nobody agreed to: {call:?}")));
                };
                if named.attempt == 1 && brought(consent) {
                    return Err(("I2", format!("what is tried again has a new id: {}", named.id)));
                }
                last = consent;
                paid.extend(consents[consent].card.map(|card| (card, consent)));
                consents[consent].dues.remove(due);
            }
            _ => {}
        }
        again.hear(moment);
    }
    once(record)
}

/// Whether the next drawing shows that the press counted: the card works, or is gone.
fn counted(record: &Record, place: usize, id: ProposalId) -> bool {
    let next = record.alive()[place..].iter().find_map(|(_, moment)| match moment {
        Moment::Drew(drawn) => Some(drawn),
        _ => None,
    });
    next.and_then(|drawn| drawn.asks.iter().find(|ask| ask.id == id)).is_none_or(|ask| ask.stage == Stage::Working)
}

/// Of all proposals with one id at most one is not refused.
fn once(record: &Record) -> Result<(), (&'static str, String)> {
    let mut taken: BTreeMap<u32, Vec<&str>> = BTreeMap::new();
    let mut done = BTreeSet::new();
    let mut perhaps: BTreeMap<u32, Vec<&str>> = BTreeMap::new();
    // Came in, and neither drawn nor carried out yet: with the instance they are lost as if they had not been there.
    let mut unseen: Vec<u32> = Vec::new();
    for (_, moment) in record.alive() {
        let all = match moment {
            Moment::Drew(_) => {
                unseen.clear();
                continue;
            }
            Moment::Out(Effect::Mutate(_, _, operation)) => {
                unseen.retain(|reply| operation.reply != Some(*reply));
                continue;
            }
            Moment::Lost => {
                taken.retain(|reply, _| !unseen.contains(reply));
                continue;
            }
            Moment::In(Event::Proposals(all)) => all,
            Moment::In(Event::Answered(_, Ok(turn)) | Event::Told(turn)) => {
                // An answer that nobody waits for is ignored as a whole.
                perhaps.extend(turn.proposals.iter().filter_map(ids));
                continue;
            }
            Moment::Out(Effect::Report(Some(reply), outcome)) => {
                if outcome.lines.iter().chain([outcome]).any(|line| line.operation.is_some()) && !done.insert(*reply) {
                    return Err(("I2", format!("proposal {reply} was carried out twice")));
                }
                taken.extend(perhaps.remove(reply).map(|id| (*reply, id)));
                continue;
            }
            Moment::Out(Effect::Refuse(Some(reply), _)) => {
                taken.remove(reply);
                continue;
            }
            _ => continue,
        };
        unseen.extend(all.iter().filter_map(|proposed| proposed.reply));
        taken.extend(all.iter().filter_map(ids));
    }
    let mut ids: Vec<_> = taken.values().flatten().collect();
    ids.sort_unstable();
    match ids.windows(2).find(|pair| pair[0] == pair[1]) {
        Some(pair) if record.destroyed.is_none() => Err(("I2", format!("proposal {} was taken twice", pair[0]))),
        _ => Ok(()),
    }
}

/// A proposal's reply and ids; a plan has an id for each row.
fn ids(proposed: &Proposed) -> Option<(u32, Vec<&str>)> {
    Some((proposed.reply?, proposed.id.as_ref()?.split('\n').collect()))
}

fn article(deed: &Deed) -> Article {
    (deed.name.clone(), deed.variant.clone())
}

fn of_deed(deed: &Deed) -> Vec<Due> {
    match &deed.action {
        Action::Add { product, variant, quantity } => {
            let id = variant.map_or(&product.id, |at| &product.variants[at].id);
            vec![Due::Add(id.clone(), *quantity)]
        }
        Action::SetQuantity { key, quantity } => vec![Due::Set(*key, *quantity, article(deed))],
        Action::Remove { key } => vec![Due::Remove(*key, article(deed))],
        Action::Clear => {
            let listed = deed
                .goes
                .iter()
                .filter_map(|goes| Some(Due::Remove(goes.key?, (goes.name.clone(), goes.variant.clone()))));
            listed.chain([Due::Clear]).collect()
        }
        Action::Plan(_) => {
            deed.rows.iter().filter(|row| row.tick == Tick::On).flat_map(|row| of_deed(&row.deed)).collect()
        }
        Action::SetCountry(country) => vec![Due::Country(*country)],
        Action::Checkout => Vec::new(),
    }
}

fn of_gesture(record: &Record, place: usize, gesture: &Gesture) -> Vec<Due> {
    let at_key = |key: &Key| {
        let line = record.told_at(place).and_then(|cart| cart.lines.iter().find(|line| line.key == Some(*key)));
        line.map(|line| (line.name.clone(), line.variant.clone()))
    };
    match gesture {
        Gesture::SetLine(key, 0) | Gesture::RemoveLine(key) => {
            at_key(key).map(|article| Due::Remove(*key, article)).into_iter().collect()
        }
        Gesture::SetLine(key, quantity) => {
            let line = record.told_at(place).and_then(|cart| cart.lines.iter().find(|line| line.key == Some(*key)));
            // A step beyond the shop's maximum asks for the maximum.
            let most = line.map_or(0, |line| line.max.unwrap_or(99).min(99).max(line.quantity.unwrap_or(0)));
            at_key(key).map(|article| Due::Set(*key, most.min(*quantity), article)).into_iter().collect()
        }
        Gesture::ChooseCountry(country) => vec![Due::Country(*country)],
        Gesture::Undo(outcome) => of_undo(record, place, *outcome),
        _ => Vec::new(),
    }
}

/// The inverse of what an outcome says, as far as it has not been taken back before.
fn of_undo(record: &Record, place: usize, id: OutcomeId) -> Vec<Due> {
    let before = || record.reports.iter().filter(|report| report.point.place < place).map(|report| &report.outcome);
    let changed = |verdict: &Verdict| matches!(verdict, Verdict::Applied | Verdict::Adjusted { .. });
    let Some(outcome) = before().find(|outcome| outcome.id == id && changed(&outcome.verdict)) else {
        return Vec::new();
    };
    if outcome.undoes.is_some() || before().any(|other| other.undoes == Some(id) && changed(&other.verdict)) {
        return Vec::new();
    }
    inverse(outcome)
}

/// What takes back what an outcome says was changed.
fn inverse(outcome: &Outcome) -> Vec<Due> {
    let deed = &outcome.deed;
    if !matches!(outcome.verdict, Verdict::Applied | Verdict::Adjusted { .. }) {
        return Vec::new();
    }
    match &deed.action {
        Action::Add { .. } => vec![Due::Less(article(deed), outcome.delta)],
        Action::SetQuantity { .. } | Action::Remove { .. } => vec![Due::Back(article(deed), deed.before)],
        Action::Clear => {
            let pieces = |goes: &Goes| Some(Due::Back((goes.name.clone(), goes.variant.clone()), goes.quantity?));
            deed.goes.iter().filter_map(pieces).collect()
        }
        Action::Plan(_) => outcome.lines.iter().flat_map(|line| inverse(line)).collect(),
        Action::SetCountry(_) => deed.country_before.map(Due::Country).into_iter().collect(),
        Action::Checkout => Vec::new(),
    }
}

/// Whether two drawings of a card say the same, but for what the shopper ticked, typed or chose.
fn says_the_same(before: &Deed, now: &Deed) -> bool {
    if before.rows.is_empty() || before.rows.len() != now.rows.len() {
        return before == now;
    }
    // What is chosen in one row may free the same choice in another.
    let chose = before.rows.iter().zip(&now.rows).any(|(before, now)| before.choosing != now.choosing);
    let row = |(before, now): (&Row, &Row)| {
        let gone = |row: &Row| row.tick == Tick::Gone;
        let facts = |deed: &Deed| (article(deed), deed.price.clone(), deed.before, deed.stock);
        gone(before) == gone(now) && (chose && now.choosing.is_some() || facts(&before.deed) == facts(&now.deed))
    };
    let whole = |deed: &Deed| (deed.total_now.clone(), deed.count_now);
    whole(before) == whole(now) && before.rows.iter().zip(&now.rows).all(row)
}

/// Whether a call is exactly what a consent pays for.
fn pays(due: &Due, call: &Call, record: &Record, place: usize) -> bool {
    let holds = |key: &Key, article: &Article| {
        let cart = record.told_at(place);
        let mut lines = cart.into_iter().flat_map(|cart| &cart.lines).filter(|line| line.key == Some(*key));
        lines.next().is_some_and(|line| line.name == article.0 && line.variant == article.1) && lines.next().is_none()
    };
    match (due, call) {
        (Due::Add(id, pieces), Call::Add { product, quantity, .. }) => id == product && pieces == quantity,
        (Due::Set(a, pieces, article), Call::SetQuantity { key, quantity, .. }) => {
            a == key && pieces == quantity && holds(key, article)
        }
        (Due::Remove(a, article), Call::Remove { key, .. }) => a == key && holds(key, article),
        (Due::Less(article, pieces), Call::SetQuantity { key, quantity, previous }) => {
            i64::from(*previous) - i64::from(*quantity) == *pieces && holds(key, article)
        }
        (Due::Less(article, pieces), Call::Remove { key, previous }) => {
            i64::from(*previous) <= *pieces && holds(key, article)
        }
        (Due::Back(article, pieces), Call::SetQuantity { key, quantity, .. }) => {
            pieces == quantity && holds(key, article)
        }
        (Due::Back((name, _), pieces), Call::Add { product, quantity, .. }) => {
            pieces == quantity
                && name.to_lowercase().contains(product.split('-').next().unwrap_or("?").trim_start_matches("head"))
        }
        (Due::Clear, Call::Clear) => true,
        (Due::Country(a), Call::SetCountry(country)) => a == country,
        _ => false,
    }
}
