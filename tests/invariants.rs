//! The laws under a hundred thousand schedules and more: the real engine and driver, a shop and an agent without manners,
//! and observers that know the laws and not the engine. `LAWS_SCHEDULES` says how many, `LAWS_SEED` where to begin.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod common;

#[path = "laws/again.rs"]
mod again;
#[path = "laws/caps.rs"]
mod caps;
#[path = "laws/consent.rs"]
mod consent;
#[path = "laws/disclosure.rs"]
mod disclosure;
#[path = "laws/display.rs"]
mod display;
#[cfg(feature = "planted")]
#[path = "laws/faults.rs"]
mod faults;
#[path = "laws/fresh.rs"]
mod fresh;
#[path = "laws/guards.rs"]
mod guards;
#[path = "laws/player.rs"]
mod player;
#[path = "laws/progress.rs"]
mod progress;
#[path = "laws/record.rs"]
mod record;
#[path = "laws/recovery.rs"]
mod recovery;
#[path = "laws/schedule.rs"]
mod schedule;
#[path = "laws/shown.rs"]
mod shown;
#[path = "twin/mod.rs"]
mod twin;
#[path = "laws/twin.rs"]
mod twins;
#[path = "laws/verdict.rs"]
mod verdict;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;
use std::rc::Rc;
use std::time::Instant;

use common::shop::Catalogue;
use common::sim::Sim;
use common::tell::transcript;
use guards::Guards;
use record::Record;
use schedule::Schedule;

type Broken = (&'static str, String);

/// Every law over one run.
fn judge(schedule: &Schedule, sim: &Sim, guards: Option<&mut Guards>) -> Result<(), Vec<Broken>> {
    let mut shop = sim.look().shop.clone();
    let world = sim.look();
    let record = Record::of(&world.trace);
    if let Some(guards) = guards {
        guards.moments += world.trace.len() as u64;
        guards.note(&record);
    }
    let laws = [
        fresh::check(&record, schedule.hour),
        consent::check(&record),
        shown::check(&record),
        display::check(&record, &mut shop),
        progress::check(&record, &world),
        verdict::check(&record),
        recovery::check(&record),
        disclosure::check(&record),
        twins::check(&world.trace, schedule.abilities(), &schedule.caps),
        caps::check(&record, &schedule.caps),
    ];
    let broken: Vec<Broken> = laws.into_iter().filter_map(Result::err).collect();
    if broken.is_empty() { Ok(()) } else { Err(broken) }
}

fn run(schedule: &Schedule, catalogue: &Rc<Catalogue>, guards: Option<&mut Guards>) -> Result<(), Vec<Broken>> {
    let sim = catch_unwind(AssertUnwindSafe(|| schedule.run(catalogue)));
    sim.map_or_else(|_| Err(vec![("I9", "it panicked".to_owned())]), |sim| judge(schedule, &sim, guards))
}

/// Drops steps while the same law stays broken.
fn shrink(mut schedule: Schedule, law: &str, catalogue: &Rc<Catalogue>) -> Schedule {
    let breaks = |schedule: &Schedule| run(schedule, catalogue, None).is_err_and(|broken| broken[0].0 == law);
    let mut size = schedule.steps.len() / 2;
    while size > 0 {
        let mut at = 0;
        while at < schedule.steps.len() {
            let mut shorter = schedule.clone();
            shorter.steps.drain(at..(at + size).min(shorter.steps.len()));
            if breaks(&shorter) { schedule = shorter } else { at += size }
        }
        size /= 2;
    }
    schedule
}

fn number(name: &str, usual: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

/// Every `step`th seed from `first` on; the first that breaks a law, if one does.
fn search(first: u64, end: u64, step: u64) -> (Guards, Option<u64>) {
    let catalogue = Catalogue::new();
    let mut guards = Guards::new();
    let mut seeds = (first..end).step_by(step as usize);
    let broken = seeds.find(|seed| run(&Schedule::of(*seed), &catalogue, Some(&mut guards)).is_err());
    (guards, broken)
}

fn main() -> ExitCode {
    let (schedules, first) = (number("LAWS_SCHEDULES", 20_000), number("LAWS_SEED", 1));
    let start = Instant::now();
    let cores = std::thread::available_parallelism().map_or(1, |cores| cores.get() as u64);
    let search = move |core: u64| search(first + core, first + schedules, cores);
    let threads: Vec<_> = (0..cores).map(|core| std::thread::spawn(move || search(core))).collect();
    let mut guards = Guards::new();
    let mut broken = None;
    for thread in threads {
        let (more, seed) = thread.join().expect("the search itself does not panic");
        guards.and(more);
        broken = broken.into_iter().chain(seed).min();
    }
    let catalogue = Catalogue::new();
    if let Some(seed) = broken {
        return tell(seed, &catalogue);
    }
    let pace = schedules as f64 / start.elapsed().as_secs_f64();
    for (name, count) in &guards.reached {
        println!("{count:>9}  {name}");
    }
    // A thousand in a million; in a short run once.
    let floor = (schedules / 1_000).max(1);
    let missed: Vec<_> = guards.reached.iter().filter(|(_, count)| *count < floor).map(|(name, _)| *name).collect();
    let moments = guards.moments / schedules.max(1);
    println!("{pace:.0} schedules a second on {cores} cores, {moments} moments each");
    if schedules >= 10_000 && !missed.is_empty() {
        println!("reached less than {floor} times: {missed:?}");
        return ExitCode::FAILURE;
    }
    finish(schedules, &catalogue)
}

/// Shrinks what a seed does, and prints it.
fn tell(seed: u64, catalogue: &Rc<Catalogue>) -> ExitCode {
    let schedule = Schedule::of(seed);
    let law = run(&schedule, catalogue, None).err().map_or("", |broken| broken[0].0);
    let short = shrink(schedule, law, catalogue);
    let why = run(&short, catalogue, None).err().map_or(String::new(), |broken| broken[0].1.clone());
    if let Ok(sim) = catch_unwind(AssertUnwindSafe(|| short.run(catalogue))) {
        println!("{}", transcript(&sim.look().trace));
    }
    println!("{law} is broken: {why}\nLAWS_SEED={seed} LAWS_SCHEDULES=1, shrunk to {} steps", short.steps.len());
    ExitCode::FAILURE
}

#[cfg(not(feature = "planted"))]
fn finish(schedules: u64, _catalogue: &Rc<Catalogue>) -> ExitCode {
    println!("twin: {schedules} schedules, 0 differences");
    println!("laws: {schedules} schedules, 0 violations");
    ExitCode::SUCCESS
}

/// Plants one fault after the other; each must break its law within 10,000 schedules, and make the twin differ.
#[cfg(feature = "planted")]
fn finish(schedules: u64, catalogue: &Rc<Catalogue>) -> ExitCode {
    use handcart::engine::planted::plant;
    std::panic::set_hook(Box::new(|_| {}));
    let (mut found, mut seen) = (0, 0);
    for (fault, law) in faults::FAULTS {
        plant(Some(fault));
        let (mut by_law, mut by_twin) = (None, None);
        for seed in 1..=10_000 {
            let broken = run(&Schedule::of(seed), catalogue, None).err().unwrap_or_default();
            let breaks = |law: &str| broken.iter().any(|(other, _)| *other == law).then_some(seed);
            by_law = by_law.or_else(|| breaks(law));
            by_twin = by_twin.or_else(|| breaks("TWIN"));
            if by_law.is_some() && by_twin.is_some() {
                break;
            }
        }
        plant(None);
        let by = |seed: Option<u64>| seed.map_or("not found".to_owned(), |seed| format!("schedule {seed}"));
        println!("{law:>4}  {fault:?}: {}; the twin: {}", by(by_law), by(by_twin));
        found += usize::from(by_law.is_some());
        seen += usize::from(by_twin.is_some());
    }
    let all = faults::FAULTS.len();
    println!("twin: {schedules} schedules, 0 differences, {seen}/{all} planted faults seen");
    println!("laws: {schedules} schedules, 0 violations, {found}/{all} planted faults found");
    if found == all && seen == all { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
