//! Brings what is on the page from one markup tree to the next with as few writes as there are differences.

use std::rc::Rc;

use super::node::{El, Node, Str};

/// Where trees are drawn: the page, or a recording in a test.
pub trait Surface {
    /// A node on the surface.
    type At: Clone;
    /// Makes an element.
    fn element(&mut self, tag: &'static str) -> Self::At;
    /// Makes a text.
    fn text(&mut self, text: &Str) -> Self::At;
    /// Sets an attribute or property, or takes it away.
    fn set(&mut self, at: &Self::At, name: &'static str, value: Option<&Str>);
    /// Replaces a text.
    fn write(&mut self, at: &Self::At, text: &Str);
    /// Adds to the end of a text.
    fn append(&mut self, at: &Self::At, tail: &str);
    /// Puts or moves a child before another one, or to the end.
    fn put(&mut self, parent: &Self::At, kid: &Self::At, before: Option<&Self::At>);
    /// Takes a child away.
    fn take(&mut self, parent: &Self::At, kid: &Self::At);
}

/// What stands on the surface for a node of the tree.
#[derive(Debug)]
pub struct Live<A> {
    at: Option<A>,
    kids: Vec<Live<A>>,
}

impl<A> Live<A> {
    /// The node on the surface.
    pub fn at(&self) -> Option<&A> {
        self.at.as_ref()
    }
}

/// Makes everything that a tree says.
pub fn create<S: Surface>(on: &mut S, node: &Node) -> Live<S::At> {
    match node.bare() {
        Node::Text(text) => Live { at: Some(on.text(text)), kids: Vec::new() },
        Node::El(el) => {
            let at = on.element(el.tag);
            let mut kids = Vec::with_capacity(el.kids.len());
            for kid in &el.kids {
                let live = create(on, kid);
                if let Some(kid) = &live.at {
                    on.put(&at, kid, None);
                }
                kids.push(live);
            }
            // After the children: a select has no value before it has options.
            for (name, value) in &el.attrs {
                on.set(&at, name, Some(value));
            }
            Live { at: Some(at), kids }
        }
        Node::Nothing | Node::Same(_) => Live { at: None, kids: Vec::new() },
    }
}

/// Changes what stands for `old` into what `new` says. `before` is the next sibling on the surface.
pub fn patch<S: Surface>(
    on: &mut S,
    parent: &S::At,
    live: &mut Live<S::At>,
    old: &Node,
    new: &Node,
    before: Option<&S::At>,
) {
    if let (Node::Same(a), Node::Same(b)) = (old, new)
        && Rc::ptr_eq(a, b)
    {
        return;
    }
    match (old.bare(), new.bare(), &live.at) {
        (Node::Nothing, Node::Nothing, _) => {}
        (Node::Text(a), Node::Text(b), Some(at)) => {
            if a != b {
                match b.as_str().strip_prefix(a.as_str()) {
                    Some(tail) if !a.as_str().is_empty() => on.append(at, tail),
                    _ => on.write(at, b),
                }
            }
        }
        (Node::El(a), Node::El(b), Some(at)) if a.tag == b.tag && a.key == b.key => {
            let at = at.clone();
            kids(on, &at, &mut live.kids, &a.kids, &b.kids);
            attrs(on, &at, a, b);
        }
        _ => {
            let next = create(on, new);
            if let Some(kid) = &next.at {
                on.put(parent, kid, live.at.as_ref().or(before));
            }
            remove(on, parent, old, live);
            *live = next;
        }
    }
}

fn attrs<S: Surface>(on: &mut S, at: &S::At, old: &El, new: &El) {
    for (place, (name, value)) in new.attrs.iter().enumerate() {
        let was = match old.attrs.get(place) {
            Some((same, was)) if same == name => Some(was),
            _ => old.attrs.iter().find(|(other, _)| other == name).map(|(_, was)| was),
        };
        if was != Some(value) {
            on.set(at, name, Some(value));
        }
    }
    for (name, _) in &old.attrs {
        if !new.attrs.iter().any(|(other, _)| other == name) {
            on.set(at, name, None);
        }
    }
}

fn remove<S: Surface>(on: &mut S, parent: &S::At, old: &Node, live: &Live<S::At>) {
    let Some(at) = &live.at else { return };
    if let Node::El(el) = old.bare()
        && el.tag == "dialog"
    {
        on.set(at, ".modal", None); // gives the focus back
    }
    on.take(parent, at);
}

fn first<A: Clone>(live: &[Live<A>]) -> Option<A> {
    live.iter().find_map(|live| live.at.clone())
}

fn kids<S: Surface>(on: &mut S, parent: &S::At, live: &mut Vec<Live<S::At>>, old: &[Node], new: &[Node]) {
    let same = |(a, b): &(&Node, &Node)| a.key() == b.key();
    let head = old.iter().zip(new).take_while(same).count();
    let (old_rest, new_rest) = (old.get(head..).unwrap_or_default(), new.get(head..).unwrap_or_default());
    let tail = old_rest.iter().rev().zip(new_rest.iter().rev()).take_while(same).count();

    // What kept its place, from the end so that the next sibling is known.
    for step in 0..tail {
        let (Some(a), Some(b)) = (old.iter().rev().nth(step), new.iter().rev().nth(step)) else { continue };
        pair(on, parent, live, old.len() - 1 - step, a, b);
    }
    let middle = old_rest.len() - tail;
    if middle > 0 || new_rest.len() > tail {
        let after: Vec<_> = live.drain(head + middle..).collect();
        let old_live: Vec<_> = live.drain(head..).collect();
        let new_middle = new_rest.get(..new_rest.len() - tail).unwrap_or_default();
        let old_middle = old_rest.get(..middle).unwrap_or_default();
        let placed = reorder(on, parent, old_live, old_middle, new_middle, first(&after));
        live.extend(placed);
        live.extend(after);
    }
    for (at, (a, b)) in old.iter().zip(new).take(head).enumerate() {
        pair(on, parent, live, at, a, b);
    }
}

/// Patches one that kept its place.
fn pair<S: Surface>(on: &mut S, parent: &S::At, live: &mut [Live<S::At>], at: usize, old: &Node, new: &Node) {
    let Some((this, rest)) = live.get_mut(at..).and_then(<[_]>::split_first_mut) else { return };
    // Only what appears needs to know its neighbour.
    let before = if this.at.is_none() { first(rest) } else { None };
    patch(on, parent, this, old, new, before.as_ref());
}

/// Patches what was inserted, removed or moved; what can stay is not touched, so that it keeps the focus.
fn reorder<S: Surface>(
    on: &mut S,
    parent: &S::At,
    live: Vec<Live<S::At>>,
    old: &[Node],
    new: &[Node],
    mut before: Option<S::At>,
) -> Vec<Live<S::At>> {
    let mut live: Vec<_> = live.into_iter().map(Some).collect();
    let mut used = vec![false; old.len()];
    let mut from = Vec::with_capacity(new.len());
    for node in new {
        let place = old.iter().zip(&used).position(|(was, used)| !used && was.key() == node.key());
        if let Some(used) = place.and_then(|place| used.get_mut(place)) {
            *used = true;
        }
        from.push(place);
    }
    for ((was, used), live) in old.iter().zip(used).zip(&live) {
        if let (false, Some(live)) = (used, live) {
            remove(on, parent, was, live);
        }
    }
    let stays = staying(&from);
    let mut placed = Vec::with_capacity(new.len());
    for ((node, place), stays) in new.iter().zip(&from).zip(stays).rev() {
        let was = place.and_then(|place| old.get(place));
        let kept = place.and_then(|place| live.get_mut(place)).and_then(Option::take);
        let next = match (was, kept) {
            (Some(was), Some(mut kept)) => {
                patch(on, parent, &mut kept, was, node, before.as_ref());
                if let (false, Some(at)) = (stays, &kept.at) {
                    on.put(parent, at, before.as_ref());
                }
                kept
            }
            _ => {
                let fresh = create(on, node);
                if let Some(at) = &fresh.at {
                    on.put(parent, at, before.as_ref());
                }
                fresh
            }
        };
        before = next.at.clone().or(before);
        placed.push(next);
    }
    placed.reverse();
    placed
}

/// Which of them can stay: a longest run of rising old places.
fn staying(from: &[Option<usize>]) -> Vec<bool> {
    let place = |at: usize| from.get(at).copied().flatten();
    let mut ends: Vec<usize> = Vec::new();
    let mut previous = vec![None; from.len()];
    for at in 0..from.len() {
        let Some(here) = place(at) else { continue };
        let run = ends.partition_point(|end| place(*end) < Some(here));
        if let (Some(previous), Some(before)) = (previous.get_mut(at), run.checked_sub(1)) {
            *previous = ends.get(before).copied();
        }
        match ends.get_mut(run) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let mut stays = vec![false; from.len()];
    let mut next = ends.last().copied();
    while let Some(at) = next {
        if let Some(stays) = stays.get_mut(at) {
            *stays = true;
        }
        next = previous.get(at).copied().flatten();
    }
    stays
}
