//! The differ against a recording surface: a patched tree is a freshly built one, and equal trees write nothing.

use std::rc::Rc;

use handcart::browser::dom::diff::{Live, Surface, create, patch};
use handcart::browser::dom::html::html;
use handcart::browser::dom::look::Memo;
use handcart::browser::dom::node::{El, Node, Str, el};
use handcart::browser::dom::panel::draw;

use crate::gallery::words;
use crate::states::all;

/// A page in memory that counts what is done to it.
#[derive(Default)]
struct Paper {
    nodes: Vec<Sheet>,
    writes: usize,
    moved: Vec<usize>,
    appended: String,
}

#[derive(Default, Clone)]
struct Sheet {
    tag: &'static str,
    text: String,
    attrs: Vec<(&'static str, String)>,
    kids: Vec<usize>,
}

impl Paper {
    fn make(&mut self, sheet: Sheet) -> usize {
        self.writes += 1;
        self.nodes.push(sheet);
        self.nodes.len() - 1
    }

    /// What stands there, in a form that can be compared: attributes in order of their names.
    fn show(&self, at: usize) -> String {
        let sheet = &self.nodes[at];
        if sheet.tag.is_empty() {
            return format!("[{}]", sheet.text);
        }
        let mut attrs = sheet.attrs.clone();
        attrs.sort();
        let kids: String = sheet.kids.iter().map(|kid| self.show(*kid)).collect();
        format!("<{} {attrs:?}>{kids}</>", sheet.tag)
    }
}

impl Surface for Paper {
    type At = usize;
    fn element(&mut self, tag: &'static str) -> usize {
        self.make(Sheet { tag, ..Sheet::default() })
    }
    fn text(&mut self, text: &Str) -> usize {
        self.make(Sheet { text: text.as_str().into(), ..Sheet::default() })
    }
    fn set(&mut self, at: &usize, name: &'static str, value: Option<&Str>) {
        self.writes += 1;
        let attrs = &mut self.nodes[*at].attrs;
        attrs.retain(|(other, _)| *other != name);
        attrs.extend(value.map(|value| (name, value.as_str().into())));
    }
    fn write(&mut self, at: &usize, text: &Str) {
        self.writes += 1;
        self.nodes[*at].text = text.as_str().into();
    }
    fn append(&mut self, at: &usize, tail: &str) {
        self.writes += 1;
        self.appended.push_str(tail);
        self.nodes[*at].text.push_str(tail);
    }
    fn put(&mut self, parent: &usize, kid: &usize, before: Option<&usize>) {
        self.writes += 1;
        let kids = &mut self.nodes[*parent].kids;
        if kids.contains(kid) {
            self.moved.push(*kid);
        }
        kids.retain(|other| other != kid);
        let place = before.map_or(kids.len(), |before| kids.iter().position(|kid| kid == before).expect("a sibling"));
        kids.insert(place, *kid);
    }
    fn take(&mut self, parent: &usize, kid: &usize) {
        self.writes += 1;
        let kids = &mut self.nodes[*parent].kids;
        assert!(kids.contains(kid), "took away what was not there");
        kids.retain(|other| other != kid);
    }
}

/// A root that stands for the shadow root, and what was drawn there.
struct Stage {
    paper: Paper,
    root: usize,
    live: Live<usize>,
    tree: Node,
}

impl Stage {
    fn new() -> Self {
        let mut paper = Paper::default();
        let root = paper.make(Sheet { tag: "root", ..Sheet::default() });
        let live = create(&mut paper, &Node::Nothing);
        Self { paper, root, live, tree: Node::Nothing }
    }

    /// How many writes it took.
    fn draw(&mut self, next: Node) -> usize {
        let before = self.paper.writes;
        self.paper.moved.clear();
        patch(&mut self.paper, &self.root, &mut self.live, &self.tree, &next, None);
        self.tree = next;
        self.paper.writes - before
    }

    fn show(&self) -> String {
        self.paper.show(self.root)
    }
}

fn fresh(node: &Node) -> String {
    let mut stage = Stage::new();
    stage.draw(node.clone());
    stage.show()
}

/// A small generator of numbers, so that a failure can be repeated.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }

    fn tree(&mut self, depth: usize) -> Node {
        match self.roll(if depth == 0 { 3 } else { 8 }) {
            0 => Node::Nothing,
            1 => ["a", "ab", "abc", "b"][self.roll(4)].into(),
            2 => Node::Same(Rc::new(el("i", "").put("kept").into())),
            _ => self.element(depth).into(),
        }
    }

    fn element(&mut self, depth: usize) -> El {
        let mut element = el(["div", "p", "dialog"][self.roll(3)], ["", "x", "y"][self.roll(3)]);
        for name in ["lang", "dir", ".value"] {
            if self.roll(2) == 0 {
                element = element.a(name, ["1", "2"][self.roll(2)]);
            }
        }
        // Either a list by keys, or a row of slots, or slots around a list.
        let keyed = self.roll(3);
        let mut keys: Vec<u32> = (1..=8).collect();
        let kids = if depth == 0 { 0 } else { self.roll(7) };
        for _ in 0..kids {
            if keyed == 0 || (keyed == 1 && self.roll(3) == 0) {
                element = element.put(self.tree(depth - 1));
            } else {
                let key = keys.remove(self.roll(keys.len()));
                element = element.put(self.element(depth - 1).key(key));
            }
        }
        element
    }
}

impl Dice {
    fn root(&mut self) -> Node {
        self.element(3).into()
    }
}

#[test]
fn a_patched_tree_is_a_fresh_one() {
    for seed in 0..1_500 {
        let mut dice = Dice(seed);
        let mut stage = Stage::new();
        for _ in 0..6 {
            let next = dice.root();
            stage.draw(next.clone());
            assert_eq!(stage.show(), fresh(&next), "seed {seed}");
            assert_eq!(stage.draw(next), 0, "equal trees write nothing, seed {seed}");
        }
    }
}

fn list(keys: &[u32]) -> Node {
    el("ul", "").all(keys.iter().map(|key| el("li", "").key(*key).put(key.to_string()).into())).into()
}

#[test]
fn only_what_must_move_moves() {
    for (from, to, moves) in [
        (vec![1, 2, 3, 4], vec![2, 3, 4, 1], 1),
        (vec![1, 2, 3, 4], vec![4, 1, 2, 3], 1),
        (vec![1, 2, 3, 4, 5], vec![5, 2, 3, 4, 1], 2),
        (vec![1, 2, 3, 4], vec![1, 3, 4], 0),
        (vec![1, 2, 3], vec![1, 9, 2, 8, 3], 0),
        (vec![1, 2, 3, 4], vec![4, 3, 2, 1], 3),
    ] {
        let mut stage = Stage::new();
        stage.draw(list(&from));
        stage.draw(list(&to));
        assert_eq!(stage.paper.moved.len(), moves, "{from:?} to {to:?}");
        assert_eq!(stage.show(), fresh(&list(&to)));
    }
}

#[test]
fn a_stream_is_added_to() {
    let mut stage = Stage::new();
    stage.draw(el("p", "").put("It packs").into());
    assert_eq!(stage.draw(el("p", "").put("It packs small").into()), 1);
    assert_eq!(stage.paper.appended, " small");
}

#[test]
fn equal_views_draw_nothing_and_every_state_follows_every_other() {
    let words = words();
    let states = all();
    let mut stage = Stage::new();
    let mut memo = Memo::default();
    for (at, state) in states.iter().enumerate() {
        for other in [state, &states[(at * 7 + 3) % states.len()]] {
            memo.clear();
            let tree = draw(&other.view, &other.look, &words, &mut memo);
            stage.draw(tree.clone());
            assert_eq!(stage.show(), fresh(&tree), "{}", other.name);
            let again = draw(&other.view.clone(), &other.look, &words, &mut memo);
            assert_eq!(stage.draw(again), 0, "{}", other.name);
            let unkept = draw(
                &other.view,
                &other.look,
                &words,
                &mut Memo { opened: memo.opened, face: memo.face, ..Memo::default() },
            );
            assert!(html(&unkept) == html(&stage.tree), "{}", other.name);
        }
    }
}
