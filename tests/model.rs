//! Every state that a few steps can lead to: the real engine with a shop of two lines, searched without gaps by stateright.
//! The random schedules of `tests/invariants.rs` go far; this goes everywhere, a short way. What may happen, and how often,
//! are the spaces of `tests/model/spaces.rs`; `MODEL_SPACE` names one to be searched alone.
//!
//! In every state that is come across the laws must have been kept (`tests/model/watch.rs`), and the widget must come to rest
//! if from there on nothing happens but what must, with a host that answers and with one that is silent: no card open,
//! nothing busy, every promise kept, a read begun after the last event, and the shop's cart on display.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod common;

#[path = "model/act.rs"]
mod act;
#[path = "model/caps.rs"]
mod caps;
#[path = "model/consent.rs"]
mod consent;
#[path = "model/fresh.rs"]
mod fresh;
#[path = "model/guards.rs"]
mod guards;
#[path = "model/mark.rs"]
mod mark;
#[path = "model/next.rs"]
mod next;
#[path = "model/offers.rs"]
mod offers;
#[path = "model/operations.rs"]
mod operations;
#[path = "model/search.rs"]
mod search;
#[path = "model/spaces.rs"]
mod spaces;
#[path = "model/store.rs"]
mod store;
#[path = "model/undos.rs"]
mod undos;
#[path = "model/verdict.rs"]
mod verdict;
#[path = "model/watch.rs"]
mod watch;
#[path = "model/world.rs"]
mod world;

use std::collections::BTreeSet;
use std::process::ExitCode;
use std::time::Instant;

#[cfg(feature = "planted")]
use handcart::engine::planted::Fault;
use stateright::{Checker, HasDiscoveries, Model};

use search::{Search, State};
use spaces::SPACES;

/// Faults that a search finds, each with the space in which. The others need more than a few steps, or the driver;
/// `tests/invariants.rs` finds them all.
#[cfg(feature = "planted")]
const FAULTS: [(Fault, &str); 29] = [
    (Fault::NeverLapses, "presses"),
    (Fault::AnyRevision, "presses"),
    (Fault::AnyPress, "presses"),
    (Fault::NotArmed, "presses"),
    (Fault::PressedTwice, "presses"),
    (Fault::OldFacts, "presses"),
    (Fault::Replay, "presses"),
    (Fault::Gossip, "presses"),
    (Fault::Retry, "lives of cards"),
    (Fault::Skip, "steps"),
    (Fault::StaleRead, "steps"),
    (Fault::Collapse, "steps"),
    (Fault::GoneLine, "steps"),
    (Fault::OtherArticle, "steps"),
    (Fault::HostsWord, "steps"),
    (Fault::ReadMeanwhile, "steps"),
    (Fault::UndoUnverified, "undo"),
    (Fault::UndoAgain, "undo"),
    (Fault::PlanTwice, "several at once"),
    (Fault::PlanUnticked, "several at once"),
    (Fault::PlanUndone, "several at once"),
    (Fault::LateAnswer, "time"),
    (Fault::NoMaximumWait, "reads"),
    (Fault::BlindRetry, "again"),
    (Fault::NewId, "again"),
    (Fault::KeptInVain, "lives of cards"),
    (Fault::WarnedStays, "lives of cards"),
    (Fault::Uncapped, "under a cap"),
    (Fault::CappedOnce, "under a cap"),
];

/// What a search of one space came to.
struct Found {
    states: usize,
    reached: BTreeSet<&'static str>,
    broken: Option<State>,
}

fn run(search: Search) -> Found {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let checker = search.checker().threads(cores).finish_when(HasDiscoveries::AnyFailures).spawn_dfs().join();
    let mut found = Found { states: checker.unique_state_count(), reached: BTreeSet::new(), broken: None };
    for (name, path) in checker.discoveries() {
        if guards::NAMES.contains(&name) {
            found.reached.insert(name);
        } else {
            found.broken = Some(path.last_state().clone());
        }
    }
    found
}

/// Drops steps while the same law stays broken.
fn shrink(search: &Search, mut state: State) -> State {
    let law = search.broken(&state).map(|(law, _)| law);
    let mut at = 0;
    while at < state.path.len() {
        let mut path = state.path.clone();
        path.remove(at);
        let shorter = search.follow(&path);
        match shorter.filter(|shorter| search.broken(shorter).map(|(law, _)| law) == law) {
            Some(shorter) => (state, at) = (shorter, 0),
            None => at += 1,
        }
    }
    state
}

/// Prints how a law is broken: the steps, and what they came to.
fn tell(search: &Search, state: State) {
    let state = shrink(search, state);
    let (law, how) = search.broken(&state).unwrap_or(("", "it is not broken when it is done again"));
    println!("{law} is broken in \"{}\": {how}", search.space().name);
    for (act, trace) in search.tell(&state.path) {
        println!("{act:?}\n{}", common::tell::transcript(&trace));
    }
}

/// A full search wants a fast build (`npm run laws`). Any other takes this space alone.
const SHORT: &str = "asked undo";

fn main() -> ExitCode {
    let only = std::env::var("MODEL_SPACE").ok().or_else(|| (!cfg!(feature = "planted")).then(|| SHORT.to_owned()));
    let (mut states, mut reached) = (0, BTreeSet::new());
    for (at, space) in
        SPACES.iter().enumerate().filter(|(_, space)| only.as_ref().is_none_or(|only| space.name == only))
    {
        let since = Instant::now();
        let search = Search { space: at, fault: None };
        let found = run(search);
        println!("{:>9} states in {:.1} s: {}", found.states, since.elapsed().as_secs_f64(), space.name);
        states += found.states;
        reached.extend(found.reached);
        if let Some(state) = found.broken {
            tell(&search, state);
            return ExitCode::FAILURE;
        }
    }
    let figure = format!("model: {states} states, 0 violations");
    if only.is_some() {
        println!("{figure}");
        return if states > 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE };
    }
    finish(&figure, &reached)
}

#[cfg(not(feature = "planted"))]
fn finish(_figure: &str, _reached: &BTreeSet<&'static str>) -> ExitCode {
    ExitCode::FAILURE
}

/// Every guard must have been reached. Then one fault after the other is planted; each must break a law.
#[cfg(feature = "planted")]
fn finish(figure: &str, reached: &BTreeSet<&'static str>) -> ExitCode {
    let missed: Vec<_> = guards::NAMES.iter().filter(|name| !reached.contains(*name)).collect();
    if !missed.is_empty() {
        println!("never reached: {missed:?}");
        return ExitCode::FAILURE;
    }
    std::panic::set_hook(Box::new(|_| {}));
    let mut found = 0;
    for (fault, name) in FAULTS {
        let space = SPACES.iter().position(|space| space.name == name).expect("a space has this name");
        let search = Search { space, fault: Some(fault) };
        let end = run(search);
        let Some((law, _)) = end.broken.and_then(|state| search.broken(&state)) else {
            println!("      {fault:?} was not found in \"{name}\"");
            continue;
        };
        println!("{law:>4}  {fault:?}, after {} states of \"{name}\"", end.states);
        found += 1;
    }
    let (guards, faults) = (guards::NAMES.len(), FAULTS.len());
    println!("{figure}, {guards}/{guards} sometimes reached, {found}/{faults} planted faults found");
    if found == faults { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
