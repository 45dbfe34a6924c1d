//! A host without manners: every call is answered by chance, each seed with its own likes.

use handcart::engine::event::{Event, Heard, Ticket};
use handcart::engine::outcome::Code;

use super::host::{Does, Fires, Gives, READ, ReadReply, Reply, Says, WELL, When};
use super::sim::Sim;

/// xorshift64*: small, fast, the same everywhere.
#[derive(Clone, Copy, Debug)]
pub struct Chance(u64);

impl Chance {
    /// Seeds that lie side by side give streams that have nothing to do with each other.
    pub fn new(seed: u64) -> Self {
        let mut mixed = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        Self((mixed ^ (mixed >> 31)) | 1)
    }

    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 16
    }

    /// 0 to `most - 1`.
    pub fn below(&mut self, most: usize) -> usize {
        (self.next() % most as u64) as usize
    }

    pub fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }

    /// `weight` times in a hundred.
    pub fn hits(&mut self, weight: u8) -> bool {
        self.next() % 100 < u64::from(weight)
    }
}

/// What a host is like, in times of a hundred.
#[derive(Clone, Copy, Debug)]
pub struct Likes {
    pub odd_change: u8,
    pub odd_read: u8,
    pub hang: u8,
    pub fires: u8,
    /// Its own read fires the event, always.
    pub echo: bool,
    /// Its page may take the widget away when it hears of an outcome.
    pub leaves: bool,
}

/// The host.
#[derive(Clone, Copy, Debug)]
pub struct Rude {
    pub chance: Chance,
    pub likes: Likes,
    /// Polite from now on: the schedule is over.
    pub tired: bool,
}

impl Rude {
    pub fn change(&mut self) -> Reply {
        if self.tired {
            return WELL;
        }
        let chance = &mut self.chance;
        let when = match chance.below(8) {
            0 => When::Inside,
            1 if chance.hits(self.likes.hang) => When::Never,
            2 if chance.hits(self.likes.hang) => When::After(chance.pick(&[14_999, 15_000, 15_001, 16_000, 40_000])),
            3 => When::Twice(chance.pick(&[0, 100, 400]), chance.pick(&[1, 300, 16_000])),
            4 => When::After(chance.pick(&[1_000, 3_000])),
            _ => When::After(chance.pick(&[0, 30, 200])),
        };
        let (mut does, mut says) = (Does::It, Says::YesWithCart);
        if chance.hits(self.likes.odd_change) {
            does = chance.pick(&[Does::It, Does::ItAtTheEnd, Does::Only(1), Does::Nothing]);
            says = match chance.below(9) {
                0 | 1 => Says::Yes,
                2 => Says::YesWithOldCart,
                3 => Says::No(Code::OutOfStock),
                4 => Says::NoWithCart,
                5 => Says::Nothing,
                6 => Says::Threw,
                7 => Says::Garbage,
                _ => Says::YesWithCart,
            };
        }
        Reply { when, does, says, fires: self.fires() }
    }

    pub fn read(&mut self) -> ReadReply {
        if self.tired {
            return READ;
        }
        let chance = &mut self.chance;
        let when = match chance.below(8) {
            0 => When::Inside,
            1 if chance.hits(self.likes.hang) => When::Never,
            2 if chance.hits(self.likes.hang) => When::After(chance.pick(&[9_999, 10_000, 10_001, 25_000])),
            3 => When::Twice(chance.pick(&[0, 100]), chance.pick(&[1, 300])),
            4 => When::After(chance.pick(&[700, 2_500])),
            _ => When::After(chance.pick(&[0, 20, 150])),
        };
        let odd = chance.hits(self.likes.odd_read);
        let gives = if odd { chance.pick(&[Gives::Fails, Gives::EarlyCart]) } else { Gives::Cart };
        let fires = if self.likes.echo { Fires::After(10) } else { self.fires() };
        ReadReply { when, gives, fires }
    }

    /// Whether the page takes the widget away on hearing of an outcome.
    pub fn leaves(&mut self) -> bool {
        !self.tired && self.likes.leaves && self.chance.hits(20)
    }

    fn fires(&mut self) -> Fires {
        if !self.chance.hits(self.likes.fires) {
            return Fires::Nothing;
        }
        match self.chance.below(60) {
            0 => Fires::Destroy,
            1..=5 => Fires::Refresh(900 + self.chance.below(50) as u32),
            6..=20 => Fires::Inside,
            21..=35 => Fires::After(self.chance.pick(&[1, 40, 900, 1_500])),
            36..=48 => Fires::Ours,
            _ => Fires::OursAfter(self.chance.pick(&[1, 40, 900])),
        }
    }
}

/// An agent's pieces of an answer: none, many, huge, for this message or an old one, also when it is over.
pub fn stream(sim: &Sim, chance: &mut Chance, ticket: Ticket) {
    let mut words = String::new();
    for _ in 0..chance.pick(&[0, 1, 3, 30]) {
        let of = if chance.hits(15) { Ticket(ticket.0.saturating_sub(1)) } else { ticket };
        words.push_str(&"and so on ".repeat(chance.pick(&[0, 1, 400])));
        let idle = chance.hits(15);
        let heard = if idle { Heard::Status("thinking".into()) } else { Heard::Words(words.trim().into()) };
        sim.send(Event::Heard(of, heard));
        if chance.hits(20) {
            sim.wait(chance.pick(&[10, 600, 29_999, 30_000]));
        }
    }
}
