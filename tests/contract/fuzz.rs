//! The oracle of I10: the corpus of `npm run fuzz`, replayed, and changed at random from a fixed seed.

use std::fs;
use std::path::PathBuf;

use serde_json::Value;

use super::mutate::{self, Dice};
use super::promises::{ALL, Promise, keep};

/// Changed inputs for each reader.
const ROUNDS: usize = 10_000;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz")
}

/// The corpus of one reader, in the order of its names; of addresses those that must be refused, too.
fn corpus(name: &str) -> Vec<Vec<u8>> {
    let entries = fs::read_dir(folder().join("corpus").join(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    assert!(paths.len() >= 5, "{name} has no corpus");
    let refused = include_str!("../fixtures/urls-refused.txt").lines().filter(|_| name == "url");
    let refused = refused.map(|line| serde_json::from_str::<String>(&format!("\"{line}\"")).unwrap().into_bytes());
    paths.iter().map(|path| fs::read(path).unwrap()).chain(refused).collect()
}

fn changed(input: &[u8], json: bool, dice: &mut Dice) -> Vec<u8> {
    if json && let Ok(mut value) = serde_json::from_slice::<Value>(input) {
        (0..=dice.roll(4)).for_each(|_| mutate::value(&mut value, dice));
        return value.to_string().into_bytes();
    }
    let mut text = String::from_utf8_lossy(input).into_owned();
    (0..=dice.roll(4)).for_each(|_| mutate::text(&mut text, dice));
    text.into_bytes()
}

/// How many kept inputs there are, and how many of them and of the changed ones the reader took for what it reads.
fn look((name, _, json): (&'static str, Promise, bool)) -> (&'static str, [usize; 3]) {
    let kept = corpus(name);
    let replayed = kept.iter().filter(|input| keep(name, input)).count();
    let mut dice = Dice::new(name.len() as u64 + 1);
    let took = (0..ROUNDS).filter(|at| keep(name, &changed(&kept[at % kept.len()], json, &mut dice))).count();
    (name, [kept.len(), replayed, took])
}

#[test]
fn every_reader_keeps_its_promises() {
    let (one, two) = ALL.split_at(ALL.len() / 2);
    let all: Vec<_> = std::thread::scope(|scope| {
        let other = scope.spawn(|| two.iter().copied().map(look).collect::<Vec<_>>());
        one.iter().copied().map(look).collect::<Vec<_>>().into_iter().chain(other.join().unwrap()).collect()
    });
    for (name, [kept, replayed, took]) in all {
        println!("{name}: {replayed} of {kept} kept inputs were read, {took} of {ROUNDS} changed ones");
        assert!(replayed > 0 && took > ROUNDS / 50 && took < ROUNDS, "{name} reads nothing, or everything");
    }
}

#[test]
fn every_reader_has_its_fuzz_target() {
    let names = |folder: PathBuf| {
        let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        let mut names: Vec<String> = entries.map(|path| path.file_stem().unwrap().to_string_lossy().into()).collect();
        names.sort();
        names
    };
    let mut wanted = ALL.map(|row| row.0);
    wanted.sort_unstable();
    assert_eq!(names(folder().join("targets")), wanted);
    assert_eq!(names(folder().join("corpus")), wanted);
    for name in wanted {
        let text = fs::read_to_string(folder().join(format!("targets/{name}.rs"))).unwrap();
        assert!(text.contains(&format!("keep(\"{name}\", input)")), "{name} looks at another reader");
    }
}
