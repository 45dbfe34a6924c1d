//! The laws under a hundred thousand schedules and more: the real engine and driver, a shop and an agent without manners,
//! and observers that know the laws and not the engine. `LAWS_SCHEDULES` says how many, `LAWS_SEED` where to begin.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod common;

#[path = "laws/consent.rs"]
mod consent;
#[path = "laws/display.rs"]
mod display;
#[path = "laws/fresh.rs"]
mod fresh;
#[path = "laws/guards.rs"]
mod guards;
#[path = "laws/progress.rs"]
mod progress;
#[path = "laws/record.rs"]
mod record;
#[path = "laws/schedule.rs"]
mod schedule;
#[path = "laws/shown.rs"]
mod shown;
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
fn judge(schedule: &Schedule, sim: &Sim, guards: Option<&mut Guards>) -> Result<(), Broken> {
    let mut shop = sim.look().shop.clone();
    let world = sim.look();
    let record = Record::of(&world.trace);
    if let Some(guards) = guards {
        guards.note(&record);
    }
    fresh::check(&record, schedule.hour)?;
    consent::check(&record)?;
    shown::check(&record)?;
    display::check(&record, &mut shop)?;
    progress::check(&record, &world)?;
    verdict::check(&record)
}

fn run(schedule: &Schedule, catalogue: &Rc<Catalogue>, guards: Option<&mut Guards>) -> Result<(), Broken> {
    let sim = catch_unwind(AssertUnwindSafe(|| schedule.run(catalogue)));
    sim.map_or_else(|_| Err(("I9", "it panicked".to_owned())), |sim| judge(schedule, &sim, guards))
}

/// Drops steps while the same law stays broken.
fn shrink(mut schedule: Schedule, law: &str, catalogue: &Rc<Catalogue>) -> Schedule {
    let breaks = |schedule: &Schedule| run(schedule, catalogue, None).is_err_and(|(other, _)| other == law);
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

fn main() -> ExitCode {
    let (schedules, first) = (number("LAWS_SCHEDULES", 20_000), number("LAWS_SEED", 1));
    let catalogue = Catalogue::new();
    let mut guards = Guards::new();
    let start = Instant::now();
    for seed in first..first + schedules {
        let schedule = Schedule::of(seed);
        if let Err((law, why)) = run(&schedule, &catalogue, Some(&mut guards)) {
            let short = shrink(schedule, law, &catalogue);
            let why = run(&short, &catalogue, None).err().map_or(why, |(_, why)| why);
            println!("{}", transcript(&short.run(&catalogue).look().trace));
            println!(
                "{law} is broken: {why}\nLAWS_SEED={seed} LAWS_SCHEDULES=1, shrunk to {} steps",
                short.steps.len()
            );
            return ExitCode::FAILURE;
        }
    }
    let pace = schedules as f64 / start.elapsed().as_secs_f64();
    for (name, count) in &guards.0 {
        println!("{count:>9}  {name}");
    }
    let missed: Vec<_> = guards.0.iter().filter(|(_, count)| *count == 0).map(|(name, _)| *name).collect();
    println!("{pace:.0} schedules a second");
    if schedules >= 10_000 && !missed.is_empty() {
        println!("never reached: {missed:?}");
        return ExitCode::FAILURE;
    }
    println!("laws: {schedules} schedules, 0 violations");
    ExitCode::SUCCESS
}
