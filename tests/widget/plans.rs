//! Plans: several changes as one card, and what came of them.

use std::rc::Rc;

use handcart::engine::action::Action;
use handcart::engine::cart::{Key, Stock};
use handcart::engine::outcome::{Code, Deed, Outcome, OutcomeId, Verdict};
use handcart::engine::row::{Row, Tick};
use handcart::engine::view::{Ask, Difference, Kind, Stage};

use super::shop::{BOOT, LAMP, MAT, add, ask, deed, eur, outcome, product};
use super::states::{State, done, one, state};

const TENT: &str = "Zweipersonenzelt Kar 2";

fn row(deed: Deed) -> Row {
    let most = if matches!(deed.action, Action::Remove { .. }) { 0 } else { 99 };
    Row { deed: Rc::new(deed), tick: Tick::On, choosing: None, most, step: 1, changed: None }
}

fn tent() -> Row {
    row(deed(add(1), TENT, "tent", "", "289,00", [0, 1]))
}

fn mats() -> Row {
    row(Deed { stock: Stock::Low(3), ..deed(add(5), MAT, "mat", "", "89,00", [0, 5]) })
}

fn lamp() -> Row {
    row(deed(Action::Remove { key: Key(3) }, LAMP, "headlamp", "", "", [1, 0]))
}

fn boots() -> Row {
    let sizes = product(BOOT, "boots", "109,95", "", &["41", "42", "-43"]);
    let missing = deed(add(1), BOOT, "boots", "", "109,95", [0, 1]);
    Row { choosing: Some((Rc::new(sizes), vec![None])), ..row(missing) }
}

fn whole(rows: Vec<Row>) -> Deed {
    let steps = rows.iter().map(|row| row.deed.action.clone()).collect();
    let all = deed(Action::Plan(steps), "", "", "", "", [4, 4]);
    Deed { rows, count_now: 4, total_now: Some(eur("272,43")), url: None, ..all }
}

fn card(rows: Vec<Row>) -> Ask {
    let words = "A tent and mats for the two nights. You will not need the second lamp.";
    ask(words, whole(rows))
}

fn ended(id: u32, verdict: Verdict, row: Row) -> Rc<Outcome> {
    let deed = (*row.deed).clone();
    Rc::new(Outcome { id: OutcomeId(id), undo: handcart::engine::outcome::Undo::Never, ..outcome(verdict, deed) })
}

fn all(verdict: Verdict, lines: Vec<Rc<Outcome>>) -> Outcome {
    let rows = Deed { rows: vec![], ..whole(lines.iter().map(|line| row((*line.deed).clone())).collect()) };
    Outcome { lines, count: Some(8), total: Some(eur("828,43")), operation: None, ..outcome(verdict, rows) }
}

pub fn plans() -> Vec<State> {
    let off = |row| Row { tick: Tick::Off, ..row };
    let card_of = |name, ask| state(name, "card", one(Kind::Ask(Rc::new(ask))));
    let changed = |price, before| Some(Difference { price, before, total: None });
    let dearer = Row { changed: changed(Some(eur("279,00")), None), ..tent() };
    let three = deed(Action::SetQuantity { key: Key(1), quantity: 3 }, BOOT, "boots", "Size 42", "109,95", [1, 3]);
    let fewer = Row { changed: changed(None, Some(2)), most: 3, ..row(three) };
    let gone = Row { tick: Tick::Gone, ..lamp() };
    let marked = Difference { price: Some(eur("279,00")), before: None, total: Some(eur("298,00")) };
    let mut adjusted = (*ended(12, Verdict::Adjusted { asked: 5, got: 3 }, mats())).clone();
    (adjusted.available, adjusted.delta) = (Some(3), 3);
    let first = || ended(11, Verdict::Applied, tent());
    let working = vec![Row { tick: Tick::Done(first()), ..tent() }, mats(), off(lamp())];
    let partly = vec![first(), Rc::new(adjusted), ended(13, Verdict::Declined, lamp())];
    let failed = vec![
        first(),
        ended(12, Verdict::Rejected(Code::OutOfStock), mats()),
        ended(13, Verdict::Unknown, lamp()),
        ended(14, Verdict::Withdrawn, boots()),
    ];
    let back = [
        row(deed(Action::Remove { key: Key(8) }, TENT, "tent", "", "289,00", [1, 0])),
        row(deed(Action::Remove { key: Key(9) }, MAT, "mat", "", "89,00", [3, 0])),
    ];
    let back = back.into_iter().zip(21..).map(|(row, id)| ended(id, Verdict::Applied, row)).collect();
    let undone = Outcome {
        id: OutcomeId(25),
        undo: handcart::engine::outcome::Undo::Never,
        undoes: Some(OutcomeId(5)),
        ..all(Verdict::Applied, back)
    };
    vec![
        card_of("A plan: three actions, one left out", card(vec![tent(), mats(), off(lamp())])),
        card_of("A plan of changes", card(vec![tent(), lamp()])),
        card_of("A plan with a variant missing", Ask { stage: Stage::Missing(0), ..card(vec![tent(), boots()]) }),
        card_of("A plan with nothing ticked", Ask { stage: Stage::Nothing, ..card(vec![off(tent()), off(mats())]) }),
        card_of("A plan with two rows alike", Ask { stage: Stage::Twice, ..card(vec![boots(), boots()]) }),
        card_of("A plan offered again, one row gone", Ask { changed: Some(marked), ..card(vec![dearer, fewer, gone]) }),
        card_of("A plan under way", Ask { stage: Stage::Working, ..card(working) }),
        state("A plan, row by row", "card", done(vec![all(Verdict::Adjusted { asked: 2, got: 1 }, partly), undone])),
        state("A plan with a failure", "card", done(vec![all(Verdict::Adjusted { asked: 3, got: 1 }, failed)])),
    ]
}
