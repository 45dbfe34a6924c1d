//! The model as stateright searches it.
//!
//! An engine shares its values by `Rc` and cannot go from thread to thread. What is handed to the checker is therefore how a
//! state is reached, with the mark of the state itself; each thread keeps the worlds along the last such path, so that
//! going on from a state costs one step, not all of them.

use std::cell::RefCell;
use std::hash::{Hash, Hasher};
use std::panic::{AssertUnwindSafe, catch_unwind};

use handcart::engine::planted::Fault;
use stateright::{Model, Property};

use crate::act::Act;
use crate::common::sim::Trace;
use crate::guards::{self, Reached};
use crate::spaces::{SPACES, Space};
use crate::watch::Broken;
use crate::world::{Note, World};

/// A state by the way to it.
#[derive(Clone, Debug)]
pub struct State {
    pub path: Vec<Act>,
    mark: u64,
    pub broken: Option<Broken>,
    /// What was come across in the last step.
    pub reached: Reached,
}

impl Hash for State {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64(self.mark);
    }
}

impl PartialEq for State {
    fn eq(&self, other: &Self) -> bool {
        self.mark == other.mark
    }
}

/// The worlds along a path.
struct Trail {
    of: Search,
    path: Vec<Act>,
    worlds: Vec<World>,
}

thread_local! {
    static TRAIL: RefCell<Option<Trail>> = const { RefCell::new(None) };
}

impl Trail {
    fn new(of: Search) -> Self {
        Self { of, path: Vec::new(), worlds: vec![World::new(&SPACES[of.space])] }
    }

    fn reach(&mut self, path: &[Act]) -> &World {
        let same = self.path.iter().zip(path).take_while(|(one, other)| one == other).count();
        self.path.truncate(same);
        self.worlds.truncate(same + 1);
        for act in &path[same..] {
            let mut world = self.worlds[self.path.len()].clone();
            world.pay(*act);
            world.step(*act, &mut Note::default());
            self.worlds.push(world);
            self.path.push(*act);
        }
        &self.worlds[path.len()]
    }
}

/// One space, and what is done wrong in it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Search {
    pub space: usize,
    pub fault: Option<Fault>,
}

impl Search {
    pub fn space(&self) -> &'static Space {
        &SPACES[self.space]
    }

    fn at<T>(&self, path: &[Act], look: impl FnOnce(&World) -> T) -> T {
        #[cfg(feature = "planted")]
        handcart::engine::planted::plant(self.fault);
        TRAIL.with_borrow_mut(|trail| {
            if trail.as_ref().is_none_or(|trail| trail.of != *self) {
                *trail = None;
            }
            look(trail.get_or_insert_with(|| Trail::new(*self)).reach(path))
        })
    }

    /// How a state is broken, by what led there or by what must come of it.
    pub fn broken(&self, state: &State) -> Option<Broken> {
        let rest = || self.at(&state.path, |world| world.comes_to_rest(true).and_then(|()| world.comes_to_rest(false)));
        state.broken.or_else(|| rest().err())
    }

    /// The state at the end of a path, if every step of it may be taken.
    pub fn follow(&self, path: &[Act]) -> Option<State> {
        let mut state = self.init_states().remove(0);
        for act in path {
            let mut acts = Vec::new();
            self.actions(&state, &mut acts);
            state = acts.contains(act).then(|| self.next_state(&state, *act))??;
        }
        Some(state)
    }

    /// What each step of a path came to.
    pub fn tell(&self, path: &[Act]) -> Vec<(Act, Trace)> {
        let step = |at: usize| {
            self.at(&path[..at], |world| {
                let mut world = world.clone();
                let mut note = Note { trace: Some(Trace::new()), ..Note::default() };
                let _panic = catch_unwind(AssertUnwindSafe(|| world.step(path[at], &mut note)));
                (path[at], note.trace.unwrap_or_default())
            })
        };
        (0..path.len()).map(step).collect()
    }
}

impl Model for Search {
    type State = State;
    type Action = Act;

    fn init_states(&self) -> Vec<State> {
        let mark = self.at(&[], World::mark);
        vec![State { path: Vec::new(), mark, broken: None, reached: Reached::default() }]
    }

    fn actions(&self, state: &State, acts: &mut Vec<Act>) {
        if state.broken.is_none() {
            self.at(&state.path, |world| world.next(self.space(), acts));
        }
    }

    fn next_state(&self, state: &State, act: Act) -> Option<State> {
        let mut path = Vec::with_capacity(state.path.len() + 1);
        path.extend_from_slice(&state.path);
        path.push(act);
        Some(self.at(&state.path, |world| {
            let mut note = Note::default();
            let stepped = catch_unwind(AssertUnwindSafe(|| {
                let mut world = world.clone();
                world.pay(act);
                world.step(act, &mut note);
                world
            }));
            match stepped {
                Ok(world) => State { path, mark: world.mark(), broken: world.watch.broken, reached: note.reached },
                Err(_) => {
                    let broken = Some(("I9", "it panicked"));
                    State { mark: crate::mark::mark(0, &broken), path, broken, reached: note.reached }
                }
            }
        }))
    }

    fn properties(&self) -> Vec<Property<Self>> {
        let mut all = vec![
            Property::always("every step keeps the laws", |_: &Self, state: &State| state.broken.is_none()),
            Property::always("it comes to rest", |search: &Self, state: &State| {
                state.broken.is_some() || world_over(search, state) || search.broken(state).is_none()
            }),
        ];
        all.extend(guards::properties());
        all
    }
}

fn world_over(search: &Search, state: &State) -> bool {
    search.at(&state.path, World::is_over)
}
