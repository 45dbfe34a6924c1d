//! A schedule: sixty steps of a shopper, an agent, a page and a shop, chosen by chance with likes that differ from seed to
//! seed, then an end in which nothing happens of itself. Each step carries its own chance, so that dropping one leaves the
//! others as they are.

use std::rc::Rc;

use handcart::engine::Abilities;
use handcart::engine::caps::{Caps, PARTS};
use handcart::engine::event::Event;

use super::player::Player;
use crate::common::rude::{Chance, Likes, Rude};
use crate::common::shop::Catalogue;
use crate::common::sim::{ALL, Moment, Sim};

/// One step: what is done, and the chance it is done with.
#[derive(Clone, Copy, Debug)]
pub struct Step {
    pub kind: u8,
    pub chance: u64,
}

const KINDS: usize = 32;

/// Some caps, each now and then.
fn caps(chance: &mut Chance) -> Caps {
    let mut some = |often: u8, values: [i64; 3]| chance.hits(often).then(|| chance.pick(&values));
    Caps {
        quantity: some(40, [2, 4, 9]).map_or(u32::MAX, |pieces| pieces as u32),
        line: some(40, [60, 100, 300]).map(|euros| euros * PARTS),
        cart: some(50, [80, 200, 500]).map(|euros| euros * PARTS),
        minute: some(30, [1, 2, 4]).map(|most| most as u32),
        actions: match some(30, [0, 1, 2]) {
            Some(0) => vec!["ADD_SUGGESTION".into()],
            Some(1) => vec!["ADD_SUGGESTION".into(), "UPDATE_QUANTITY".into(), "REMOVE".into()],
            Some(_) => vec!["CLEAR".into(), "REMOVE".into(), "SET_DESTINATION_COUNTRY".into()],
            None => Vec::new(),
        },
    }
}

/// All that a seed decides.
#[derive(Clone, Debug)]
pub struct Schedule {
    pub steps: Vec<Step>,
    likes: Likes,
    clear: bool,
    by_place: bool,
    double_keys: bool,
    /// What its host lets others propose.
    pub caps: Caps,
    /// The host's own read fires the event for an hour at the end.
    pub hour: bool,
}

impl Schedule {
    pub fn of(seed: u64) -> Self {
        let mut chance = Chance::new(seed);
        let mut weights = [0u64; KINDS];
        for (kind, weight) in weights.iter_mut().enumerate() {
            *weight = chance.pick(&[0, 1, 1, 2, 6]) + u64::from(matches!(kind, 0 | 2 | 5 | 12 | 29));
        }
        let all: u64 = weights.iter().sum();
        let mut step = || {
            let mut at = chance.next() % all;
            let kind = weights.iter().position(|weight| {
                at < *weight || {
                    at -= weight;
                    false
                }
            });
            Step { kind: kind.unwrap_or(0) as u8, chance: chance.next() }
        };
        let mut steps: Vec<_> = (0..60).map(|_| step()).collect();
        for (kind, often) in [(KINDS, 5), (KINDS + 1, 15), (KINDS + 1, 15)] {
            if chance.hits(often) {
                let at = chance.below(steps.len());
                steps.insert(at, Step { kind: kind as u8, chance: chance.next() });
            }
        }
        let hour = chance.below(400) == 0;
        Self {
            steps,
            likes: Likes {
                odd_change: chance.pick(&[0, 20, 60]),
                odd_read: chance.pick(&[0, 10, 50]),
                hang: chance.pick(&[0, 30, 100]),
                fires: chance.pick(&[0, 15, 50]),
                echo: hour || chance.hits(5),
                leaves: chance.hits(3),
            },
            clear: chance.hits(30),
            by_place: chance.hits(15),
            double_keys: chance.hits(2),
            caps: if chance.hits(40) { caps(&mut chance) } else { Caps::default() },
            hour,
        }
    }

    /// What its host can do.
    pub fn abilities(&self) -> Abilities {
        Abilities { clear: self.clear, ..ALL }
    }

    /// Runs it, and returns the page at its end.
    pub fn run(&self, catalogue: &Rc<Catalogue>) -> Sim {
        let sim = Sim::with(self.abilities(), self.caps.clone(), catalogue);
        let rude = Rude { chance: Chance::new(1), likes: self.likes, tired: false };
        {
            let mut world = sim.world();
            world.rude = Some(rude);
            world.shop.by_place = self.by_place;
            world.shop.double_keys = self.double_keys;
            world.shop.put(0, 2);
            world.shop.put(1, 1);
        }
        let mut player = Player::on(&sim, catalogue);
        sim.send(Event::Started);
        for step in &self.steps {
            player.take(*step);
        }
        let now = sim.look().now;
        sim.world().trace.push((now, Moment::Drain));
        if self.hour {
            sim.wait(3_600_000);
        }
        if let Some(rude) = &mut sim.world().rude {
            rude.tired = true;
        }
        sim.wait(200_000);
        sim
    }
}
