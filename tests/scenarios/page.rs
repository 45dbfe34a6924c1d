//! A page in a few words: what a scenario says and sees.

use std::ops::Deref;
use std::rc::Rc;

use handcart::engine::Abilities;
use handcart::engine::action::{Action, Proposed};
use handcart::engine::caps::Caps;
use handcart::engine::cart::Key;
use handcart::engine::effect::{Effect, Warning};
use handcart::engine::event::{Event, Gesture, ProposalId, Turn};
use handcart::engine::outcome::{Code, Outcome, Verdict};
use handcart::engine::view::{Ask, CartView, Entry, EntryId, Kind};

use crate::common::host::{READ, ReadReply, Reply, When};
use crate::common::shop::{Catalogue, Shop};
use crate::common::sim::{ALL, Moment, Sim};
use crate::common::tell;
use crate::common::wishes::{CHANGED, by_agent, did};

/// A page with the widget on it.
pub struct Page {
    sim: Sim,
    pub goods: Rc<Catalogue>,
}

impl Deref for Page {
    type Target = Sim;
    fn deref(&self) -> &Sim {
        &self.sim
    }
}

impl Page {
    /// A page that has read a cart of these articles.
    pub fn of(cart: &[(usize, u32)]) -> Self {
        Self::with(ALL, cart)
    }

    pub fn with(abilities: Abilities, cart: &[(usize, u32)]) -> Self {
        let page = Self::unread(abilities, cart);
        page.wait(1_000);
        page
    }

    /// A page whose host has set caps, and that has read a cart of these articles.
    pub fn capped(caps: Caps, cart: &[(usize, u32)]) -> Self {
        let goods = Catalogue::new();
        let page = Self { sim: Sim::with(ALL, caps, &goods), goods };
        page.shop(|shop| {
            for (article, pieces) in cart {
                shop.put(*article, *pieces);
            }
        });
        page.send(Event::Started);
        page.wait(1_000);
        page
    }

    /// A page that was started and has not read its cart.
    pub fn unread(abilities: Abilities, cart: &[(usize, u32)]) -> Self {
        let goods = Catalogue::new();
        let page = Self { sim: Sim::new(abilities, &goods), goods };
        page.shop(|shop| {
            for (article, pieces) in cart {
                shop.put(*article, *pieces);
            }
        });
        page.send(Event::Started);
        page
    }

    /// A page whose reads never end.
    pub fn asleep(abilities: Abilities) -> Self {
        let goods = Catalogue::new();
        let page = Self { sim: Sim::new(abilities, &goods), goods };
        page.world().usual_read = READ.when(When::Never);
        page.send(Event::Started);
        page
    }

    pub fn shop<T>(&self, change: impl FnOnce(&mut Shop) -> T) -> T {
        change(&mut self.sim.world().shop)
    }

    /// The host's cart-update event.
    pub fn event(&self) {
        self.send(CHANGED);
    }

    pub fn key(&self, article: usize) -> Key {
        self.look().shop.key(article)
    }

    /// How the next changes answer.
    pub fn answers(&self, replies: &[Reply]) {
        self.world().next_changes.extend(replies);
    }

    /// How the next reads answer.
    pub fn reads_give(&self, replies: &[ReadReply]) {
        self.world().next_reads.extend(replies);
    }

    pub fn press(&self, gesture: Gesture) {
        self.send(did(gesture));
    }

    /// An agent proposes this; the card, or the code of the refusal.
    pub fn propose(&self, action: Action) -> Result<Ask, Code> {
        self.propose_as(by_agent(action, Some(1), None))
    }

    pub fn propose_as(&self, proposed: Proposed) -> Result<Ask, Code> {
        let from = self.look().trace.len();
        let had = self.asks().len();
        self.send(Event::Proposals(vec![proposed]));
        let refused = self.look().trace[from..].iter().find_map(|(_, moment)| match moment {
            Moment::Out(Effect::Refuse(_, refusal)) => Some(refusal.code),
            _ => None,
        });
        match refused {
            Some(code) => Err(code),
            None if self.asks().len() > had => Ok(self.newest()),
            None => Err(Code::NotSupported),
        }
    }

    /// An agent proposes this: `offered`, or why not.
    pub fn refusal(&self, action: Action) -> String {
        let refusals =
            || self.outs(|effect| if let Effect::Refuse(_, why) = effect { Some(why.clone()) } else { None });
        let had = refusals().len();
        self.send(Event::Proposals(vec![by_agent(action, Some(1), None)]));
        refusals().get(had).map_or("offered".to_owned(), |why| {
            assert_eq!(why.code, Code::Policy, "{}", why.detail);
            why.detail.to_string()
        })
    }

    /// Every card that is to be seen, oldest first.
    pub fn asks(&self) -> Vec<Ask> {
        let view = self.view();
        let mut asks: Vec<_> = view.feed.iter().filter_map(as_ask).collect();
        asks.extend(view.dialog.as_deref().cloned());
        asks.sort_by_key(|ask| ask.id);
        asks
    }

    pub fn newest(&self) -> Ask {
        self.asks().pop().expect("a card is open")
    }

    pub fn ask(&self, id: ProposalId) -> Option<Ask> {
        self.asks().into_iter().find(|ask| ask.id == id)
    }

    /// Presses the deed of a card as it is drawn now.
    pub fn confirm(&self, id: ProposalId) {
        let ask = self.ask(id).expect("the card is drawn");
        self.press(Gesture::Confirm(id, ask.rev, true));
    }

    /// Proposes, waits until it can be pressed, and presses.
    pub fn agree(&self, action: Action) {
        let ask = self.propose(action).expect("offered");
        self.wait(500);
        self.confirm(ask.id);
    }

    /// The agent answers what it was asked.
    pub fn answer(&self, turn: Turn) {
        let ticket = self.look().asked.expect("the agent was asked");
        self.send(Event::Answered(ticket, Ok(turn)));
    }

    pub fn outs<T>(&self, of: impl Fn(&Effect) -> Option<T>) -> Vec<T> {
        let world = self.look();
        let outs = world.trace.iter().filter_map(|(_, moment)| match moment {
            Moment::Out(effect) => of(effect),
            _ => None,
        });
        outs.collect()
    }

    /// When each read was started.
    pub fn read_times(&self) -> Vec<u64> {
        let world = self.look();
        let reads = world.trace.iter().filter(|(_, moment)| matches!(moment, Moment::Out(Effect::ReadCart(_))));
        reads.map(|(at, _)| *at).collect()
    }

    pub fn reads(&self) -> usize {
        self.read_times().len()
    }

    /// Every call that was to change the cart.
    pub fn calls(&self) -> Vec<String> {
        self.outs(|effect| if let Effect::Mutate(_, call, _) = effect { Some(tell::called(call)) } else { None })
    }

    pub fn reports(&self) -> Vec<(Option<u32>, Rc<Outcome>)> {
        self.outs(
            |effect| {
                if let Effect::Report(reply, outcome) = effect { Some((*reply, outcome.clone())) } else { None }
            },
        )
    }

    pub fn verdicts(&self) -> Vec<Verdict> {
        self.reports().iter().map(|(_, outcome)| outcome.verdict.clone()).collect()
    }

    pub fn last(&self) -> Rc<Outcome> {
        self.reports().pop().expect("something ended").1
    }

    pub fn warnings(&self) -> Vec<Warning> {
        self.outs(|effect| if let Effect::Warn(warning) = effect { Some(*warning) } else { None })
    }

    pub fn side(&self) -> CartView {
        self.view().cart.expect("the cart is enabled")
    }

    /// What the widget shows in the cart, as `2 lamp, 1 tent`.
    pub fn shown(&self) -> String {
        let side = self.side();
        let Some(cart) = side.cart else { return "nothing".to_owned() };
        let line = |line: &Rc<handcart::engine::cart::Line>| format!("{} {}", line.quantity.unwrap_or(0), line.product);
        cart.lines.iter().map(line).collect::<Vec<_>>().join(", ")
    }

    /// The last entry of the conversation that is like this.
    pub fn entry(&self, like: impl Fn(&Kind) -> bool) -> Option<EntryId> {
        self.view().feed.iter().rev().find(|entry| like(&entry.kind)).map(|entry| entry.id)
    }

    pub fn now(&self) -> u64 {
        self.look().now
    }
}

fn as_ask(entry: &Rc<Entry>) -> Option<Ask> {
    if let Kind::Ask(ask) = &entry.kind { Some((**ask).clone()) } else { None }
}

impl Drop for Page {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("{}", tell::transcript(&self.look().trace));
        }
    }
}
