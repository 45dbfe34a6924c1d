//! The page: it carries out effects, keeps the clock, and writes down everything that crosses the driver's border.

use std::cell::{Cell, Ref, RefCell, RefMut};
use std::collections::VecDeque;
use std::rc::{Rc, Weak};

use handcart::driver::{Driver, Host};
use handcart::engine::caps::Caps;
use handcart::engine::cart::{Cart, Text};
use handcart::engine::clock::{Millis, Policy};
use handcart::engine::effect::{Call, Effect};
use handcart::engine::event::{Event, Ticket};
use handcart::engine::outcome::{Code, OutcomeId, Verdict};
use handcart::engine::{Abilities, Setup, memory::Memory, view::View};

pub use super::drawn::Drawn;
use super::host::{Does, Fires, Gives, READ, ReadReply, Reply, WELL, When};
use super::kept::Kept;
use super::rude::Rude;
use super::shop::{Catalogue, Shop};

/// One thing that crossed the border.
#[derive(Clone, Debug)]
pub enum Moment {
    /// Told to the driver.
    In(Event),
    /// Asked of the page.
    Out(Effect),
    /// Drawn.
    Drew(Drawn),
    /// A schedule ends here: from now on nothing happens but what must.
    Drain,
    /// The instance is lost; what it was about to do is not done.
    Lost,
}

/// The trace of a run.
pub type Trace = Vec<(u64, Moment)>;

enum Later {
    Send(Event),
    ReadEnds(Ticket, Result<Option<Rc<Cart>>, ()>),
    ChangeEnds(Ticket, Call, Reply, Rc<Cart>),
}

/// Everything outside of the engine.
pub struct World {
    pub now: u64,
    pub shop: Shop,
    /// How the next calls answer; then as usual.
    pub next_changes: VecDeque<Reply>,
    pub usual_change: Reply,
    pub next_reads: VecDeque<ReadReply>,
    pub usual_read: ReadReply,
    /// In the place of all that: whatever comes to a rude host's mind.
    pub rude: Option<Rude>,
    pub trace: Trace,
    /// The agent was asked and has not answered.
    pub asked: Option<Ticket>,
    /// Code of the page that answers when it is told something.
    pub page_code: Option<fn(&Effect) -> Option<Event>>,
    /// Where in the trace the last drawing is.
    pub drawn: Option<usize>,
    /// Every outcome that was reported.
    pub ended: Vec<OutcomeId>,
    /// How long the page takes to draw.
    pub drawing: u64,
    pub kept: Kept,
    /// Those of them after a call that was in vain, as far as is known.
    pub failed: Vec<OutcomeId>,
    wake: Option<u64>,
    later: Vec<(u64, u32, Later)>,
    turn: u32,
}

impl World {
    fn at(&mut self, after: u64, what: Later) {
        self.turn += 1;
        self.later.push((self.now + after, self.turn, what));
    }

    /// What was drawn last.
    pub fn last_drawn(&self) -> Option<&Drawn> {
        match self.drawn.map(|at| &self.trace[at].1) {
            Some(Moment::Drew(drawn)) => Some(drawn),
            _ => None,
        }
    }

    /// Whether the widget wants to be woken.
    pub fn will_wake(&self) -> bool {
        self.wake.is_some()
    }

    /// Puts the ends of a call on the calendar; returns the ones that are now.
    fn ends(&mut self, when: When, what: impl Fn() -> Later) -> Option<Later> {
        match when {
            When::Inside => return Some(what()),
            When::After(after) => self.at(after, what()),
            When::Twice(after, more) => {
                self.at(after, what());
                self.at(after + more, what());
            }
            When::Never => {}
        }
        None
    }

    /// What a thing that is due comes to now.
    fn happen(&mut self, what: Later) -> Event {
        match what {
            Later::Send(event) => event,
            Later::ReadEnds(ticket, Ok(early)) => {
                let cart = early.unwrap_or_else(|| self.shop.cart());
                Event::CartRead(ticket, Ok(cart))
            }
            Later::ReadEnds(ticket, Err(())) => {
                Event::CartRead(ticket, Err((Code::HostError, Text::from("the shop is asleep"))))
            }
            Later::ChangeEnds(ticket, call, reply, old) => {
                if reply.does == Does::ItAtTheEnd {
                    self.shop.obey(&call, u32::MAX);
                }
                Event::MutationSettled(ticket, reply.says.answer(&mut self.shop, old))
            }
        }
    }
}

/// The driver's outside.
pub struct Outside {
    driver: Weak<Driver<Outside>>,
    world: Rc<RefCell<World>>,
    /// The instance is lost: nobody listens to what it still asks for.
    lost: Cell<bool>,
}

impl Outside {
    /// Whether the instance is lost, or is lost at this moment.
    fn is_lost(&self) -> bool {
        if !self.lost.get() && self.world.borrow_mut().kept.comes_to_its_end() {
            self.lose();
        }
        self.lost.get()
    }

    fn lose(&self) {
        self.lost.set(true);
        let mut world = self.world.borrow_mut();
        let at = world.now;
        world.trace.push((at, Moment::Lost));
        (world.kept.lost_in, world.wake, world.asked, world.drawn) = (None, None, None, None);
    }

    fn send(&self, event: Event) {
        let Some(driver) = self.driver.upgrade().filter(|_| !self.lost.get()) else { return };
        let at = self.world.borrow().now;
        self.world.borrow_mut().trace.push((at, Moment::In(event.clone())));
        driver.send(event);
    }

    fn fire(&self, fires: Fires, operation: u32) {
        let operation = (operation != 0).then_some(operation);
        let (event, after) = match fires {
            Fires::Nothing => return,
            Fires::Inside => (Event::CartChanged { operation: None }, 0),
            Fires::Ours => (Event::CartChanged { operation }, 0),
            Fires::After(after) => (Event::CartChanged { operation: None }, after),
            Fires::OursAfter(after) => (Event::CartChanged { operation }, after),
            Fires::Destroy => (Event::Destroyed, 0),
            Fires::Refresh(reader) => (Event::ReadWanted(Some(reader)), 0),
        };
        if after == 0 { self.send(event) } else { self.world.borrow_mut().at(after, Later::Send(event)) }
    }

    fn read(&self, ticket: Ticket) {
        let mut world = self.world.borrow_mut();
        let reply = match &mut world.rude {
            Some(rude) => rude.read(),
            None => world.next_reads.pop_front().unwrap_or(world.usual_read),
        };
        let early = world.shop.cart();
        let gives = || match reply.gives {
            Gives::Cart => Ok(None),
            Gives::EarlyCart => Ok(Some(early.clone())),
            Gives::Fails => Err(()),
        };
        let now = world.ends(reply.when, || Later::ReadEnds(ticket, gives()));
        drop(world);
        self.fire(reply.fires, 0);
        if let Some(now) = now {
            let event = self.world.borrow_mut().happen(now);
            self.send(event);
        }
    }

    fn change(&self, ticket: Ticket, call: &Call, operation: u32) {
        let mut world = self.world.borrow_mut();
        let reply = match &mut world.rude {
            Some(rude) => rude.change(),
            None => world.next_changes.pop_front().unwrap_or(world.usual_change),
        };
        let old = world.shop.cart();
        match reply.does {
            Does::It => drop(world.shop.obey(call, u32::MAX)),
            Does::Only(pieces) => drop(world.shop.obey(call, pieces)),
            Does::Nothing | Does::ItAtTheEnd => {}
        }
        let now = world.ends(reply.when, || Later::ChangeEnds(ticket, call.clone(), reply, old.clone()));
        drop(world);
        self.fire(reply.fires, operation);
        if let Some(now) = now {
            let event = self.world.borrow_mut().happen(now);
            self.send(event);
        }
    }
}

impl Host for Outside {
    fn now(&self) -> Millis {
        Millis(self.world.borrow().now)
    }

    fn perform(&self, effect: Effect) {
        if self.is_lost() {
            return;
        }
        let mut world = self.world.borrow_mut();
        let at = world.now;
        world.trace.push((at, Moment::Out(effect.clone())));
        world.kept.note(&effect);
        match &effect {
            Effect::Ask(ticket, ..) => world.asked = Some(*ticket),
            Effect::StopAsking(_) => world.asked = None,
            Effect::Report(_, outcome) => {
                world.ended.push(outcome.id);
                if outcome.operation.is_some() && matches!(outcome.verdict, Verdict::Rejected(_) | Verdict::Unknown) {
                    world.failed.push(outcome.id);
                }
            }
            _ => {}
        }
        let mut answer = world.page_code.and_then(|code| code(&effect));
        if matches!(effect, Effect::Report(..)) && world.rude.as_mut().is_some_and(Rude::leaves) {
            answer = Some(Event::Destroyed);
        }
        drop(world);
        if let Some(event) = answer {
            self.send(event);
        }
        match effect {
            Effect::ReadCart(ticket) => self.read(ticket),
            Effect::Mutate(ticket, call, operation) => self.change(ticket, &call, operation.id),
            _ => {}
        }
    }

    fn draw(&self, view: &View) {
        if self.is_lost() {
            return;
        }
        let mut world = self.world.borrow_mut();
        let at = world.now;
        world.now += world.drawing;
        world.drawn = Some(world.trace.len());
        world.trace.push((at, Moment::Drew(Drawn::of(view))));
    }

    fn wake(&self, at: Option<Millis>) {
        self.world.borrow_mut().wake = at.map(|at| at.0);
    }
}

/// A driver on the page; `memory`: what was kept of the one before.
fn instance(
    abilities: Abilities,
    caps: &Caps,
    memory: Option<Memory>,
    world: &Rc<RefCell<World>>,
) -> Rc<Driver<Outside>> {
    let policy = Policy { caps: caps.clone(), ..Policy::default() };
    let setup = Setup { abilities, policy, open: true, memory: memory.map(Box::new), ..Setup::default() };
    let outside = |driver: &Weak<_>| Outside { driver: driver.clone(), world: world.clone(), lost: Cell::new(false) };
    Rc::new_cyclic(|driver| Driver::new(setup, outside(driver)))
}

/// The page with the widget on it.
pub struct Sim {
    abilities: Abilities,
    caps: Caps,
    driver: RefCell<Rc<Driver<Outside>>>,
    world: Rc<RefCell<World>>,
}

/// All that a host can let the widget do.
pub const ALL: Abilities =
    Abilities { cart: true, clear: false, country: true, checkout: true, agent: true, waits: false };

impl Sim {
    /// A page where nothing has happened yet; the panel is open.
    pub fn new(abilities: Abilities, catalogue: &Rc<Catalogue>) -> Self {
        Self::with(abilities, Caps::default(), catalogue)
    }

    /// A page whose host has set these caps.
    pub fn with(abilities: Abilities, caps: Caps, catalogue: &Rc<Catalogue>) -> Self {
        let world = World {
            now: 1_000,
            shop: Shop::new(catalogue.clone()),
            next_changes: VecDeque::new(),
            usual_change: WELL,
            next_reads: VecDeque::new(),
            usual_read: READ,
            rude: None,
            trace: Vec::with_capacity(256),
            asked: None,
            page_code: None,
            drawn: None,
            ended: Vec::new(),
            drawing: 0,
            kept: Kept::default(),
            failed: Vec::new(),
            wake: None,
            later: Vec::new(),
            turn: 0,
        };
        let world = Rc::new(RefCell::new(world));
        Self { driver: RefCell::new(instance(abilities, &caps, None, &world)), abilities, caps, world }
    }

    pub fn world(&self) -> RefMut<'_, World> {
        self.world.borrow_mut()
    }

    pub fn look(&self) -> Ref<'_, World> {
        self.world.borrow()
    }

    pub fn view(&self) -> View {
        self.driver.borrow().view()
    }

    /// Tells the driver something, now. One that is lost over it is followed by another.
    pub fn send(&self, event: Event) {
        let driver = self.driver.borrow().clone();
        driver.host().send(event);
        if driver.host().lost.get() {
            let kept = self.look().kept.memory.clone();
            *self.driver.borrow_mut() = instance(self.abilities, &self.caps, Some(kept), &self.world);
            self.send(Event::Started);
        }
    }

    /// The instance is lost, now; another one follows it, unless the widget was taken away.
    pub fn lose(&self) {
        if !self.look().trace.iter().any(|(_, moment)| matches!(moment, Moment::In(Event::Destroyed))) {
            self.driver.borrow().host().lose();
            self.send(Event::DeadlineReached); // It is not heard any more.
        }
    }

    /// Lets something be told after a while.
    pub fn send_after(&self, after: u64, event: Event) {
        self.world().at(after, Later::Send(event));
    }

    /// Lets time pass: whatever is due happens in its order.
    pub fn wait(&self, span: u64) {
        let until = self.look().now + span;
        self.run(until);
        self.world().now = until;
    }

    fn run(&self, until: u64) {
        loop {
            let mut world = self.world();
            let next = world.later.iter().enumerate().map(|(at, later)| (later.0, later.1, at)).min();
            let wake = world.wake.filter(|wake| *wake <= until);
            match next {
                Some((due, _, at)) if due <= until && wake.is_none_or(|wake| due <= wake) => {
                    world.now = world.now.max(due);
                    let what = world.later.swap_remove(at).2;
                    let event = world.happen(what);
                    drop(world);
                    self.send(event);
                }
                _ => {
                    let Some(wake) = wake else { return };
                    world.now = world.now.max(wake);
                    world.wake = None;
                    drop(world);
                    self.send(Event::DeadlineReached);
                    let again = self.look().wake;
                    assert!(again.is_none_or(|again| again > self.look().now), "the engine asks to be woken at once");
                }
            }
        }
    }
}
