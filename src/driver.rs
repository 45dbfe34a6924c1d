//! The loop: what happened goes in, what is to be done comes out, what is seen is drawn. It names no web and no wire.
//!
//! It may be entered again from inside anything that the host does: what arrives meanwhile waits in the inbox, and the
//! outer loop takes it. No borrow is held while the host's code runs.

use alloc::vec::Vec;
use core::cell::{Cell, RefCell};

use crate::engine::clock::Millis;
use crate::engine::effect::Effect;
use crate::engine::event::Event;
use crate::engine::planted::{Fault, planted};
use crate::engine::view::View;
use crate::engine::{Engine, Setup};

/// The outside.
pub trait Host {
    /// Visible time: it stands still while the page is hidden or frozen.
    fn now(&self) -> Millis;
    /// Does one thing. It may send events back at once.
    fn perform(&self, effect: Effect);
    /// Shows what is to be seen now, once everything that came was handled. It may be what is seen already.
    fn draw(&self, view: &View);
    /// Sends [`Event::DeadlineReached`] then, in the place of any earlier wish; `None`: not at all.
    fn wake(&self, at: Option<Millis>);
}

/// The engine with its outside.
pub struct Driver<H> {
    engine: RefCell<Engine>,
    inbox: Cell<Vec<Event>>,
    draining: Cell<bool>,
    host: H,
}

impl<H: Host> Driver<H> {
    /// Nothing happens before the first event.
    pub fn new(setup: Setup, host: H) -> Self {
        let engine = Engine::new(host.now(), setup);
        Self { engine: RefCell::new(engine), inbox: Cell::default(), draining: Cell::new(false), host }
    }

    /// The outside.
    pub fn host(&self) -> &H {
        &self.host
    }

    /// What is to be seen now.
    pub fn view(&self) -> View {
        self.engine.borrow().view()
    }

    /// Takes an event, and everything that comes of it. After [`Event::Destroyed`] was sent, from wherever it be, nothing
    /// more is done.
    pub fn send(&self, event: Event) {
        if matches!(event, Event::Destroyed) {
            // Not queued: what the outer loop has still to do must not be done.
            let now = self.host.now();
            let _nothing = self.engine.borrow_mut().handle(now, event);
            self.inbox.take();
            return self.host.wake(None);
        }
        let mut inbox = self.inbox.take();
        inbox.push(event);
        self.inbox.set(inbox);
        if self.draining.replace(true) {
            return; // Entered again: the outer loop takes it.
        }
        let mut events = self.inbox.take();
        while !events.is_empty() {
            for event in events {
                self.handle(event);
            }
            events = self.inbox.take();
            if events.is_empty() && !self.engine.borrow().is_destroyed() {
                let view = self.view();
                self.host.draw(&view);
                self.engine.borrow_mut().drawn(self.host.now());
                events = self.inbox.take();
            }
        }
        self.draining.set(false);
        let deadline = self.engine.borrow().next_deadline();
        self.host.wake(deadline);
    }

    fn handle(&self, event: Event) {
        let now = self.host.now();
        let effects = self.engine.borrow_mut().handle(now, event);
        for effect in effects {
            if self.engine.borrow().is_destroyed() && !planted(Fault::AfterTheEnd) {
                break;
            }
            self.host.perform(effect);
        }
    }
}
