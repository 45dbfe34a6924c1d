//! What just happened: told from the outcomes, never from what was proposed.

use handcart::contract::dialect::neuroon::{CartSnapshotItem, Ending, Told, WireAction};

use crate::catalogue::Shelf;

use super::{
    adding,
    answer::{Turn, short},
    changing::named,
    filter::Filter,
    heard::Heard,
    memory::{Line, Memory},
    wire,
};

/// Outcomes that are remembered.
const MOST: usize = 5;
/// Lines of the cart that are remembered.
const LINES: usize = 20;

/// Takes in what came with the message, before it is answered.
pub(super) fn learn(shelf: &Shelf, memory: &mut Memory, heard: &Heard<'_>) {
    if !heard.outcomes.is_empty() {
        let from = heard.outcomes.len().saturating_sub(MOST);
        memory.ended = heard.outcomes.iter().skip(from).cloned().collect();
        memory.proposed = false;
        memory.before = std::mem::take(&mut memory.lines);
    }
    if let Some(cart) = heard.cart {
        let lines = cart.items.iter().take(LINES);
        memory.lines = lines
            .map(|line| Line {
                key: line.key.clone(),
                id: line.id.clone(),
                name: line.name.clone(),
                variant: line.variant.clone(),
                quantity: line.quantity,
            })
            .collect();
    }
    // What the widget says it shows counts when we know of nothing, or of something else altogether.
    let known: Vec<String> = heard
        .shown
        .iter()
        .filter_map(|shown| shelf.catalogue.of_variant(&shown.id))
        .map(|product| product.id.clone())
        .collect();
    if !known.is_empty() && !known.iter().any(|id| memory.shown.contains(id)) {
        memory.show(&known);
    }
    if memory.focus.is_none()
        && let Some(product) = heard.outcomes.last().and_then(|told| told.action.product_id.as_deref())
        && let Some(product) = shelf.catalogue.of_variant(product)
    {
        memory.focus = Some(product.id.clone());
    }
}

/// `what did you just do?`, `did it work?`
pub(super) fn report(turn: &mut Turn<'_>) {
    let Some(last) = turn.memory.ended.last().cloned() else {
        turn.say(match turn.memory.proposed {
            true => "It waits for you on the card. Nothing was changed yet.",
            false => "I changed nothing. I only propose, and only you confirm.",
        });
        return;
    };
    if turn.memory.proposed {
        turn.say("It waits for you on the card. Nothing was changed yet.");
        return;
    }
    let asked = turn.reading.plain.first().is_some_and(|word| ["did", "is", "has", "was"].contains(&word.as_str()));
    if asked {
        turn.say(match last.result {
            Ending::Applied => "Yes.",
            Ending::Adjusted => "Only in part.",
            Ending::Unknown => "I do not know.",
            _ => "No.",
        });
    }
    tell(turn, &last);
    for line in last.lines.iter().take(MOST) {
        tell(turn, line);
    }
    alternatives(turn, &last);
}

/// `why not?`
pub(super) fn why(turn: &mut Turn<'_>) {
    let undone = |told: &&Told| !matches!(told.result, Ending::Applied);
    let Some(last) = turn.memory.ended.iter().rev().find(undone).cloned() else {
        turn.say(match (turn.memory.proposed, turn.memory.ended.is_empty()) {
            (true, _) => "It waits for you on the card. Nothing was changed yet.",
            (_, true) => "I changed nothing. I only propose, and only you confirm.",
            _ => "Nothing was refused. What you confirmed was done.",
        });
        return;
    };
    match last.lines.iter().filter(undone).cloned().collect::<Vec<_>>().as_slice() {
        [] => tell(turn, &last),
        lines => lines.iter().for_each(|line| tell(turn, line)),
    }
    alternatives(turn, &last);
}

/// One outcome, in words.
fn tell(turn: &mut Turn<'_>, told: &Told) {
    let name = name(turn, told);
    let text = match told.result {
        Ending::Applied => match told.change {
            Some(change) => {
                turn.text("You confirmed {}, and the shop’s cart shows it: {} in it now.", &[&name, &change.after])
            }
            None => turn.text("You confirmed {}, and the shop did it.", &[&name]),
        },
        Ending::Adjusted => turn.text(
            "{}: the shop did {} of {}.",
            &[&name, &told.got.unwrap_or(0), &told.asked.or(told.action.quantity).unwrap_or(0)],
        ),
        Ending::Unknown => turn.text("it is not certain whether {} went through. Please look at your cart.", &[&name]),
        _ => turn.text("{}: nothing was changed, because {}.", &[&name, &reason(turn, told)]),
    };
    turn.say(capital(&text));
}

fn name(turn: &Turn<'_>, told: &Told) -> String {
    let known = |text: &str| turn.text(text, &[]);
    match told.action.kind.as_str() {
        _ if !told.name.is_empty() => told.name.clone(),
        "PLAN" => known("the plan"),
        "CHECKOUT" => known("the checkout"),
        "SET_DESTINATION_COUNTRY" => known("the country"),
        _ => known("your cart"),
    }
}

fn reason(turn: &Turn<'_>, told: &Told) -> String {
    let text = match (told.result, told.code.as_deref().unwrap_or("")) {
        (Ending::Declined, _) => "you said no",
        (Ending::Expired, _) => "the card lapsed before you answered",
        (Ending::Withdrawn, _) => "it no longer applied",
        (_, "out-of-stock") => "it is sold out",
        (_, "quantity-exceeded") => {
            return match told.available {
                Some(pieces) => turn.text("the shop has only {} of it", &[&pieces]),
                None => turn.text("it is more than the shop gives", &[]),
            };
        }
        (_, "product-not-found") => "the shop does not have this product",
        (_, "variant-required") => "a size or a colour must be chosen",
        (_, "line-not-found") => "the cart has no such line",
        (_, "session-expired") => "the shop’s session has ended",
        (_, "conflict") => "something else changed it at the same time",
        (_, "invalid-country") => "the shop does not deliver there",
        (_, "not-supported" | "not-enabled") => "the shop cannot do this here",
        (_, "policy") => "a limit was reached",
        (_, "timeout" | "network") => "the shop did not answer",
        (_, "host-error" | "invalid-answer") => "the shop failed",
        (_, "not-applied") => "the shop said yes, but its cart shows no change",
        _ => "the shop gave no reason",
    };
    turn.text(text, &[])
}

/// Something else, when there was not enough of it.
fn alternatives(turn: &mut Turn<'_>, told: &Told) {
    let short_of = matches!(told.code.as_deref(), Some("out-of-stock" | "quantity-exceeded"));
    if told.result != Ending::Rejected || !short_of {
        return;
    }
    let ids = [told.action.variant_id.as_deref(), told.action.product_id.as_deref()];
    let by_line = turn.memory.lines.iter().find(|line| Some(&line.key) == told.action.item_key.as_ref());
    let ids = ids.into_iter().flatten().map(str::to_owned).chain(by_line.map(|line| line.id.clone()));
    let Some((product, id)) = ids.into_iter().find_map(|id| Some((turn.shelf.catalogue.of_variant(&id)?, id))) else {
        return;
    };
    let variant = product.variants.iter().find(|variant| variant.id == id);
    let size = variant.and_then(|variant| variant.value("Size")).map(str::to_owned);
    let asked = Filter { sizes: size.into_iter().collect(), ..Filter::default() };
    adding::similar(turn, product, &asked);
}

/// `undo that`: the other way round, as a proposal.
pub(super) fn undo(turn: &mut Turn<'_>) {
    if turn.memory.proposed {
        turn.say("It waits for you on the card and changed nothing. Say no there, and it is gone.");
        return;
    }
    let Some(last) = turn.memory.ended.last().cloned() else {
        turn.say("There is nothing to take back: no change was made.");
        return;
    };
    if last.undoes.is_some() {
        turn.say("It was taken back already.");
        return;
    }
    match last.result {
        Ending::Applied | Ending::Adjusted => {}
        _ => {
            tell(turn, &last);
            if last.result != Ending::Unknown {
                turn.say("There is nothing to take back: no change was made.");
            }
            return;
        }
    }
    if turn.cart.is_none() {
        turn.say("I cannot change the cart in this shop. You can do it on the cart page.");
        return;
    }
    let mut some = false;
    match last.action.kind.as_str() {
        "PLAN" => {
            let done = |line: &&Told| matches!(line.result, Ending::Applied | Ending::Adjusted);
            for line in last.lines.iter().rev().filter(done) {
                some |= take_back(turn, line);
            }
        }
        "CLEAR" => {
            for line in turn.memory.before.clone() {
                some |= put_back(turn, &line, line.quantity);
            }
        }
        _ => some = take_back(turn, &last),
    }
    if some {
        turn.say("This would take it back. Please confirm.");
    } else if turn.is_silent() {
        let text = turn.text(
            "I do not know well enough what {} was to put it back. Tell me its name and I propose it.",
            &[&name(turn, &last)],
        );
        turn.say(text);
    }
}

fn take_back(turn: &mut Turn<'_>, told: &Told) -> bool {
    let action = &told.action;
    let Some(cart) = turn.cart else { return false };
    let moved = told.change.map(|change| change.after.abs_diff(change.before));
    match action.kind.as_str() {
        "ADD_SUGGESTION" => {
            let pieces = moved.or(told.got).or(action.quantity).unwrap_or(1);
            let id = action.variant_id.as_deref().or(action.product_id.as_deref()).unwrap_or("");
            let of_it = lines_of(turn, &cart.items, id, action.product_id.as_deref());
            match of_it.as_slice() {
                [line] => lower(turn, line, line.quantity.saturating_sub(pieces)),
                _ => gone(turn, told),
            }
        }
        "UPDATE_QUANTITY" => {
            let line = cart.items.iter().find(|line| Some(&line.key) == action.item_key.as_ref());
            match (line, told.change) {
                (Some(line), Some(change)) => lower(turn, line, change.before),
                _ => gone(turn, told),
            }
        }
        "REMOVE" => {
            let known = turn.memory.before.iter().find(|line| Some(&line.key) == action.item_key.as_ref());
            let pieces = moved.unwrap_or(1);
            match known.cloned() {
                Some(line) => put_back(turn, &line, pieces),
                None => false,
            }
        }
        "SET_DESTINATION_COUNTRY" => {
            turn.say("The country can be chosen on the cart page.");
            false
        }
        _ => false,
    }
}

/// The lines that hold what was added: by the variant's id, else by the product and the variant's words.
fn lines_of<'c>(
    turn: &Turn<'_>,
    items: &'c [CartSnapshotItem],
    id: &str,
    product: Option<&str>,
) -> Vec<&'c CartSnapshotItem> {
    let exact: Vec<_> = items.iter().filter(|line| line.id == id || line.external_id.as_deref() == Some(id)).collect();
    if exact.len() == 1 {
        return exact;
    }
    let label = turn.shelf.catalogue.variant(id).map(|(_, variant)| variant.label()).unwrap_or_default();
    let same = |line: &&CartSnapshotItem| {
        let of = super::reference::product_of(turn.shelf, line);
        of.is_some_and(|of| Some(of.id.as_str()) == product || of.id == id)
            && (label.is_empty() || line.variant.as_deref() == Some(label.as_str()) || line.id == id)
    };
    items.iter().filter(same).collect()
}

fn gone(turn: &mut Turn<'_>, told: &Told) -> bool {
    let text = turn.text("{} is no longer in your cart, so there is nothing to take back.", &[&name(turn, told)]);
    turn.say(text);
    false
}

fn lower(turn: &mut Turn<'_>, line: &CartSnapshotItem, quantity: u32) -> bool {
    let name = named(turn, line);
    if quantity == line.quantity {
        turn.say("It was taken back already.");
        return false;
    }
    let action = if quantity == 0 {
        let prompt = turn.text("Shall I take {} out of your cart?", &[&name]);
        WireAction::Remove { item_key: line.key.clone(), confirmation_prompt: short(prompt) }
    } else {
        let prompt = turn.text("Shall I change {} from {} to {}?", &[&name, &line.quantity, &quantity]);
        WireAction::UpdateQuantity { item_key: line.key.clone(), quantity, confirmation_prompt: short(prompt) }
    };
    turn.propose(&name, action)
}

fn put_back(turn: &mut Turn<'_>, line: &Line, pieces: u32) -> bool {
    let Some(product) = turn
        .shelf
        .catalogue
        .of_variant(&line.id)
        .or_else(|| turn.shelf.catalogue.products().iter().find(|product| product.name == line.name))
    else {
        return false;
    };
    let exact = product
        .variants
        .iter()
        .find(|variant| variant.id == line.id || line.variant.as_deref().is_some_and(|text| variant.label() == text));
    let what = if pieces == 1 { line.name.clone() } else { format!("{pieces} {}", line.name) };
    let action = WireAction::AddSuggestion {
        product_id: product.id.clone(),
        variant_id: exact.map(|variant| variant.id.clone()).filter(|id| *id != product.id),
        quantity: pieces.clamp(1, 99),
        confirmation_prompt: short(turn.text("Shall I put {} in your cart?", &[&what])),
        product: Some(Box::new(wire::product(turn.shelf, product))),
    };
    turn.propose(&line.name, action)
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
