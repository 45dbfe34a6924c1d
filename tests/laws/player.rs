//! Who takes the steps of a schedule: a shopper, an agent, a page and another tab in one.

use std::rc::Rc;

use handcart::engine::action::{Action, Proposed, Source};
use handcart::engine::cart::{Country, Key};
use handcart::engine::clock::Millis;
use handcart::engine::event::{Event, Gesture, ProposalId, Turn};
use handcart::engine::outcome::{Code, OutcomeId, Refusal};
use handcart::engine::row::Edit;
use handcart::engine::view::EntryId;

use super::schedule::Step;
use crate::common::rude::{Chance, stream};
use crate::common::shop::Catalogue;
use crate::common::sim::Sim;
use crate::common::wishes::{CHANGED, add, by_agent, did, remove, set};

const COUNTRIES: [&[u8; 2]; 4] = [b"DE", b"AT", b"FR", b"ES"];

pub struct Player<'s> {
    sim: &'s Sim,
    catalogue: &'s Rc<Catalogue>,
    chance: Chance,
    replies: u32,
    said: Vec<Proposed>,
    readers: u32,
}

impl<'s> Player<'s> {
    pub fn on(sim: &'s Sim, catalogue: &'s Rc<Catalogue>) -> Self {
        Self { sim, catalogue, chance: Chance::new(1), replies: 0, said: Vec::new(), readers: 0 }
    }

    pub fn take(&mut self, step: Step) {
        self.chance = Chance::new(step.chance);
        if let Some(rude) = &mut self.sim.world().rude {
            rude.chance = Chance::new(step.chance ^ 0x5555);
        }
        match step.kind {
            0 => self.wait(&[1, 50, 120, 300, 301, 500, 700]),
            1 => self.wait(&[2_000, 9_000, 15_000, 16_000, 31_000, 121_000]),
            2 => self.elsewhere(),
            3 => self.sim.send(CHANGED),
            4 => self.storm(),
            5 => self.propose_add(),
            6 => self.propose_line(),
            7 => self.propose_nonsense(),
            8 => self.propose(Action::Clear),
            9 => self.propose_other(),
            10 => self.replay(),
            11 => (0..5).for_each(|_| self.propose_add()),
            12 => self.confirm(true),
            13 => self.confirm_badly(),
            14 => self.with_ask(|player, id, _| player.did(Gesture::Decline(id))),
            15 => self.step_line(),
            16 => (0..4).for_each(|_| self.step_line()),
            17 => {
                if let Some(key) = self.key() {
                    self.did(Gesture::RemoveLine(key));
                }
            }
            18 => self.did(Gesture::SetLine(Key(4_711), 2)),
            19 => self.talk(),
            20 => self.add_card(),
            21 => {
                let value = self.chance.pick(&[0, 1, 1, 9]);
                self.with_ask(|player, id, _| player.did(Gesture::Edit(id, 0, Edit::Choose(0, value))));
            }
            22 => self.undo(),
            23 => self.try_again(),
            24 => {
                let country = Country(*self.chance.pick(&COUNTRIES));
                let gesture = if self.chance.hits(30) { Gesture::Checkout } else { Gesture::ChooseCountry(country) };
                self.did(gesture);
            }
            25 => {
                let at = self.chance.below(4);
                self.did([Gesture::Open, Gesture::Close, Gesture::ShowCart, Gesture::ShowTalk][at].clone());
            }
            26 => {
                self.readers += 1;
                let wish =
                    if self.chance.hits(50) { did(Gesture::Reread) } else { Event::ReadWanted(Some(self.readers)) };
                self.sim.send(wish);
            }
            27 => self.page(),
            28 => {
                self.confirm(true);
                self.confirm(false);
            }
            29 => self.propose_plan(),
            30 => self.edit_plan(),
            31 => self.keep(),
            32 => self.sim.send(Event::Destroyed),
            // Lost: now, or in the middle of what is about to be done.
            _ => match self.chance.pick(&[None, None, Some(0), Some(1), Some(2), Some(4)]) {
                None => self.sim.lose(),
                later => self.sim.world().kept.lost_in = later,
            },
        }
        if self.chance.hits(70) {
            self.wait(&[1, 40, 200, 350]);
        }
    }

    fn wait(&mut self, spans: &[u64]) {
        let span = self.chance.pick(spans);
        self.sim.wait(span);
    }

    fn did(&self, gesture: Gesture) {
        self.sim.send(did(gesture));
    }

    /// Another tab changes the cart, and the host says so.
    fn elsewhere(&mut self) {
        {
            let shop = &mut self.sim.world().shop;
            let article = self.chance.below(5);
            match self.chance.below(5) {
                0 => shop.set(article, 0),
                1 => shop.dearer(),
                2 => shop.stock[article] = self.chance.pick(&[3, 50]).max(shop.pieces(article)),
                _ => drop(shop.put(article, 1 + self.chance.below(3) as u32)),
            }
        }
        let after = self.chance.pick(&[0, 0, 0, 20, 400]);
        if after == 0 { self.sim.send(CHANGED) } else { self.sim.send_after(after, CHANGED) }
    }

    fn storm(&mut self) {
        let gap = self.chance.pick(&[0, 60, 150, 290]);
        for _ in 0..self.chance.pick(&[12, 20, 40]) {
            self.sim.send(CHANGED);
            if gap > 0 {
                self.sim.wait(gap);
            }
        }
    }

    fn send(&mut self, action: Action) -> Proposed {
        self.replies += 1;
        let mut id = self.chance.hits(80).then(|| format!("p{}", self.replies));
        if let (Action::Plan(_), Some(id)) = (&action, &mut id) {
            *id += &format!("\nq{}", self.replies);
        }
        let proposed = by_agent(action, Some(self.replies), id.as_deref());
        self.said.push(proposed.clone());
        proposed
    }

    fn propose(&mut self, action: Action) {
        let proposed = self.send(action);
        self.sim.send(Event::Proposals(vec![proposed]));
    }

    fn an_add(&mut self) -> Action {
        let product = self.catalogue.products[self.chance.below(4)].clone();
        add(&product, self.chance.pick(&[1, 1, 2, 3, 60]))
    }

    fn propose_add(&mut self) {
        let action = self.an_add();
        self.propose(action);
    }

    fn propose_line(&mut self) {
        let Some(key) = self.key() else { return };
        let action = if self.chance.hits(40) { remove(key) } else { set(key, self.chance.pick(&[1, 2, 3, 5, 9])) };
        self.propose(action);
    }

    fn propose_nonsense(&mut self) {
        let action = match self.chance.below(4) {
            0 => remove(Key(4_711)),
            1 => set(Key(0), self.chance.pick(&[0, 1_000, u32::MAX])),
            2 => add(&self.catalogue.products[0].clone(), self.chance.pick(&[0, 100, u32::MAX])),
            _ => {
                self.replies += 1;
                let refusal = Refusal { code: Code::InvalidAnswer, detail: "type".into() };
                let (words, source, reply) = (None, Source::Agent, Some(self.replies));
                let broken = Proposed { action: Err(refusal), words, source, reply, id: None };
                return self.sim.send(Event::Proposals(vec![broken]));
            }
        };
        self.propose(action);
    }

    /// Several changes in one; now and then the same article twice.
    fn propose_plan(&mut self) {
        let mut steps: Vec<Action> = (0..1 + self.chance.below(2)).map(|_| self.an_add()).collect();
        let boots = self.catalogue.products[3].clone();
        if self.chance.hits(20) {
            steps = vec![add(&boots, 1), add(&boots, 2)];
        }
        for _ in 0..self.chance.below(3) {
            let wish = self
                .key()
                .map(|key| if self.chance.hits(50) { remove(key) } else { set(key, self.chance.pick(&[1, 2, 3, 5])) });
            let at = self.chance.below(steps.len() + 1);
            steps.splice(at..at, wish);
        }
        self.propose(Action::Plan(steps));
    }

    /// Ticks, types or chooses in a row of the newest plan, a few times, and now and then presses it.
    fn edit_plan(&mut self) {
        for _ in 0..1 + self.chance.below(3) {
            // Now and then in a row that is not there.
            let (row, kind) = (self.chance.pick(&[0, 1, 0, 1, 2, 3]), self.chance.below(4));
            let (on, pieces) = (self.chance.hits(40), self.chance.pick(&[0, 1, 2, 4, 200]));
            let value = self.chance.pick(&[0, 1, 1, 9]);
            let Some((id, _)) = self.plan() else { return };
            self.did(match kind {
                0 | 1 => Gesture::Edit(id, row, Edit::Tick(on)),
                2 => Gesture::Edit(id, row, Edit::Quantity(pieces)),
                _ => Gesture::Edit(id, row, Edit::Choose(0, value)),
            });
        }
        if self.chance.hits(40) {
            self.wait(&[500, 600]);
            if let Some((id, rev)) = self.plan() {
                self.did(Gesture::Confirm(id, rev, true));
            }
        }
    }

    /// Waits until a card says that it lapses soon, and keeps one; presses it at some time after that.
    fn keep(&mut self) {
        self.wait(&[90_000, 89_000, 91_000]);
        self.with_ask(|player, id, _| player.did(Gesture::Keep(id)));
        self.wait(&[600, 29_000, 31_000, 119_000, 121_000]);
        self.confirm(false);
    }

    fn plan(&self) -> Option<(ProposalId, u32)> {
        let world = self.sim.look();
        let plans = world.last_drawn()?.asks.iter().rev().find(|ask| !ask.deed.rows.is_empty())?;
        Some((plans.id, plans.rev))
    }

    fn propose_other(&mut self) {
        let country = Country(*self.chance.pick(&COUNTRIES));
        let action = if self.chance.hits(70) { Action::SetCountry(country) } else { Action::Checkout };
        self.propose(action);
    }

    /// The same proposal once more, with its id.
    fn replay(&mut self) {
        if self.said.is_empty() {
            return;
        }
        self.replies += 1;
        let at = self.chance.below(self.said.len());
        let again = Proposed { reply: Some(self.replies), ..self.said[at].clone() };
        self.sim.send(Event::Proposals(vec![again]));
    }

    fn with_ask(&mut self, act: impl FnOnce(&mut Self, ProposalId, u32)) {
        let asks = self
            .sim
            .look()
            .last_drawn()
            .map_or(Vec::new(), |drawn| drawn.asks.iter().map(|ask| (ask.id, ask.rev)).collect::<Vec<_>>());
        if !asks.is_empty() {
            let (id, rev) = self.chance.pick(&asks);
            act(self, id, rev);
        }
    }

    fn confirm(&mut self, wait: bool) {
        if wait && self.chance.hits(75) {
            self.wait(&[500, 500, 600, 1_500]);
        }
        self.with_ask(|player, id, rev| {
            player.did(Gesture::Confirm(id, rev, true));
            if player.chance.hits(15) {
                player.press_again(id);
            }
        });
    }

    /// The second press of a double click: on the card as the first one left it.
    fn press_again(&mut self, id: ProposalId) {
        let drawn = self
            .sim
            .look()
            .last_drawn()
            .and_then(|drawn| drawn.asks.iter().find(|ask| ask.id == id).map(|ask| ask.rev));
        if let Some(rev) = drawn {
            self.did(Gesture::Confirm(id, rev, true));
        }
    }

    fn confirm_badly(&mut self) {
        self.with_ask(|player, id, rev| {
            let press = match player.chance.below(5) {
                0 | 1 => Gesture::Confirm(id, rev, false),
                2 => Gesture::Confirm(id, rev.saturating_sub(1), true),
                3 => Gesture::Confirm(id, rev + 1, true),
                _ => Gesture::Confirm(ProposalId(id.0.saturating_sub(1)), rev, true),
            };
            player.did(press);
        });
    }

    fn key(&mut self) -> Option<Key> {
        let world = self.sim.look();
        let cart = world.last_drawn()?.cart.as_ref()?;
        let at = self.chance.below(cart.lines.len().max(1));
        cart.lines.get(at)?.key
    }

    fn step_line(&mut self) {
        if let Some(key) = self.key() {
            let quantity = self.chance.pick(&[0, 1, 2, 3, 4, 7, 200]);
            self.did(Gesture::SetLine(key, quantity));
        }
    }

    fn talk(&mut self) {
        if self.chance.hits(20) {
            let entry = EntryId(1 + self.chance.below(20) as u32);
            self.did(Gesture::SayAgain(entry));
        }
        if self.sim.look().asked.is_none() || self.chance.hits(10) {
            self.did(Gesture::Say("something".into()));
        }
        let Some(ticket) = self.sim.look().asked else { return };
        if self.chance.hits(40) {
            stream(self.sim, &mut self.chance, ticket);
        }
        if self.chance.hits(70) {
            let action = self.an_add();
            let proposals = if self.chance.hits(60) { vec![self.send(action)] } else { Vec::new() };
            let products = if self.chance.hits(50) { self.catalogue.products.clone() } else { Vec::new() };
            let show_cart = self.chance.hits(20);
            let turn = Turn { text: Some("here".into()), products, proposals, show_cart, ..Turn::default() };
            match self.chance.below(12) {
                0 => self.sim.send(Event::Told(turn)),
                1 => self.sim.send(Event::Answered(ticket, Err(Code::Network))),
                2 => self.sim.send(Event::Answered(ticket, Ok(Turn { text: None, ..turn }))),
                _ => self.sim.send(Event::Answered(ticket, Ok(turn))),
            }
            if self.chance.hits(20) {
                stream(self.sim, &mut self.chance, ticket);
            }
        }
    }

    fn add_card(&mut self) {
        let Some(card) = self.sim.look().last_drawn().and_then(|drawn| drawn.products) else { return };
        let product = self.chance.below(4) as u32;
        if product == 3 && self.chance.hits(80) {
            let size = self.chance.pick(&[0, 1]);
            self.did(Gesture::Choose(card, 3, 0, size));
        }
        self.did(Gesture::AddProduct(card, product));
    }

    fn outcome(&mut self) -> OutcomeId {
        let world = self.sim.look();
        let recent = &world.ended[world.ended.len().saturating_sub(6)..];
        if recent.is_empty() { OutcomeId(1) } else { self.chance.pick(recent) }
    }

    fn try_again(&mut self) {
        let failed = self.sim.look().failed.last().copied().filter(|_| self.chance.hits(70));
        let outcome = failed.unwrap_or_else(|| self.outcome());
        self.did(Gesture::OfferAgain(outcome));
        if self.chance.hits(60) {
            self.wait(&[600, 1_500]);
            let newest = self.sim.look().last_drawn().and_then(|drawn| drawn.asks.last().map(|ask| (ask.id, ask.rev)));
            if let Some((id, rev)) = newest {
                self.did(Gesture::Confirm(id, rev, true));
            }
        }
    }

    fn undo(&mut self) {
        let outcome = self.outcome();
        if self.chance.hits(70) {
            self.did(Gesture::Undo(outcome));
        } else {
            self.replies += 1;
            self.sim.send(Event::UndoWanted(outcome, Some(self.replies)));
        }
    }

    fn page(&mut self) {
        self.sim.send(match self.chance.below(7) {
            0 => Event::Online(false),
            1 | 2 => Event::Online(true),
            3 => Event::Restored,
            4 => Event::Returned(Millis(self.chance.pick(&[10, 60_000]))),
            _ => Event::GaveUp(self.replies.saturating_sub(self.chance.below(3) as u32)),
        });
    }
}
