//! What can be done to a cart, besides adding to it.

use handcart::contract::dialect::neuroon::{CartSnapshot, CartSnapshotItem, WireAction};

use crate::catalogue::round_euros;

use super::{
    adding,
    answer::{Turn, short},
    describe::describe,
    filter::Filter,
    looking,
    mention::Mention,
    reference::{self, Found},
    tag::Verb,
    variant::{self, Pick},
};

/// Carries out the deeds of a sentence, as proposals.
pub(super) fn deeds(turn: &mut Turn<'_>) {
    let reading = turn.reading;
    let parts: Vec<&Mention> = reading.mentions.iter().filter(|mention| is_deed(mention)).collect();
    let things = parts.len();
    for mention in parts {
        deed(turn, mention, things == 1);
    }
    if turn.is_silent() {
        super::talking::manners(turn);
    }
    looking::say_unknown(turn);
}

fn is_deed(mention: &Mention) -> bool {
    mention.has_head() || mention.quantity.is_some() || mention.more || mention.less || mention.verb.is_some()
}

fn deed(turn: &mut Turn<'_>, mention: &Mention, alone: bool) {
    let changes = match mention.verb {
        Some(Verb::Remove | Verb::Clear) => return remove(turn, mention),
        Some(Verb::Set | Verb::Raise | Verb::Lower | Verb::Double) => true,
        _ => mention.more || mention.less || (mention.other && !mention.colour_word && !mention.definite),
    };
    // `only one`, or nothing but a number: of what was spoken of.
    let number = mention.verb.is_none() && !mention.has_head();
    let instead = mention.only || turn.reading.plain.iter().any(|word| word == "instead");
    let instead = mention.quantity.is_some() && (number || (instead && in_cart(turn, mention)));
    if changes || instead {
        set(turn, mention, alone);
    } else {
        adding::add(turn, mention, alone);
    }
}

fn in_cart(turn: &Turn<'_>, mention: &Mention) -> bool {
    turn.cart.is_some_and(|cart| !reference::lines(turn.shelf, turn.memory, cart, mention).is_empty())
}

/// The cart, unless there is none or nothing in it.
fn filled<'a>(turn: &mut Turn<'a>) -> Option<&'a CartSnapshot> {
    let Some(cart) = turn.cart else {
        turn.say("I cannot change the cart in this shop. You can do it on the cart page.");
        return None;
    };
    if cart.items.is_empty() {
        turn.say("Your cart is empty.");
        turn.offer(["Show me hiking boots", "What is on sale?"]);
        return None;
    }
    Some(cart)
}

/// A line's name with its variant.
pub(super) fn named(turn: &Turn<'_>, line: &CartSnapshotItem) -> String {
    match line.variant.as_deref().filter(|variant| !variant.is_empty()) {
        Some(variant) => format!("{}, {}", line.name, turn.small(variant)),
        None => line.name.clone(),
    }
}

fn words_of(turn: &Turn<'_>, mention: &Mention) -> Option<String> {
    let filter = Filter { sort: None, ..mention.filter.clone() };
    (!filter.is_empty()).then(|| describe(turn.voice, &filter, 2).replacen("2 ", "", 1))
}

fn not_there(turn: &mut Turn<'_>, cart: &CartSnapshot, mention: &Mention) {
    turn.say(match words_of(turn, mention) {
        Some(words) => turn.text("There are no {} in your cart.", &[&words]),
        None => "I do not know which line of your cart you mean.".to_owned(),
    });
    let names: Vec<String> = cart.items.iter().take(4).map(|line| line.name.clone()).collect();
    turn.say(turn.text("In it: {}.", &[&turn.and(&names)]));
    turn.offer(["What is in my cart?"]);
}

fn remove(turn: &mut Turn<'_>, mention: &Mention) {
    let Some(cart) = filled(turn) else { return };
    let lines = reference::lines(turn.shelf, turn.memory, cart, mention);
    let all = mention.all || mention.many || mention.ordinals.len() > 1;
    match lines.as_slice() {
        [] => not_there(turn, cart, mention),
        [line] => take_out(turn, line, mention.quantity),
        several if all => {
            for line in several {
                take_out(turn, line, None);
            }
        }
        several => ask_line(turn, several, "Remove {}"),
    }
}

fn ask_line(turn: &mut Turn<'_>, lines: &[&CartSnapshotItem], verb: &str) {
    let names: Vec<String> = lines.iter().take(4).map(|line| named(turn, line)).collect();
    turn.say(turn.text("Which one do you mean: {}?", &[&turn.or(&names)]));
    let replies: Vec<String> = names.iter().map(|name| turn.text(verb, &[name])).collect();
    turn.offer(replies);
}

fn take_out(turn: &mut Turn<'_>, line: &CartSnapshotItem, pieces: Option<u32>) {
    if let Some(product) = reference::product_of(turn.shelf, line) {
        turn.memory.focus = Some(product.id.clone());
    }
    let name = named(turn, line);
    if let Some(pieces) = pieces.filter(|pieces| *pieces < line.quantity) {
        change(turn, line, line.quantity - pieces);
        return;
    }
    let action = WireAction::Remove {
        item_key: line.key.clone(),
        confirmation_prompt: short(turn.text("Shall I take {} out of your cart?", &[&name])),
    };
    if turn.propose(&name, action) {
        let pieces = if line.quantity == 1 { String::new() } else { turn.text("{} ", &[&line.quantity]) };
        turn.say(turn.text("{}{} would go. Please confirm.", &[&pieces, &name]));
    }
}

fn change(turn: &mut Turn<'_>, line: &CartSnapshotItem, wanted: u32) {
    let name = named(turn, line);
    let left = reference::product_of(turn.shelf, line).and_then(|product| {
        let by_id = turn.shelf.catalogue.variant(&line.id).filter(|(_, variant)| !variant.options.is_empty());
        let text = line.variant.clone().unwrap_or_default();
        let by_text = || product.variants.iter().find(|variant| variant.label() == text);
        by_id.map(|(_, variant)| variant).or_else(by_text).map(|variant| turn.shelf.left(variant))
    });
    let quantity = left.filter(|left| *left > 0).map_or(wanted, |left| wanted.min(left)).min(99);
    if quantity == line.quantity {
        turn.say(match left {
            Some(left) if wanted > quantity => {
                turn.text("Of {} only {} are left, and you have them all.", &[&name, &left])
            }
            _ => turn.text("You have {} {} already.", &[&quantity, &name]),
        });
        return;
    }
    let action = WireAction::UpdateQuantity {
        item_key: line.key.clone(),
        quantity,
        confirmation_prompt: short(turn.text("Shall I change {} from {} to {}?", &[&name, &line.quantity, &quantity])),
    };
    if turn.propose(&name, action) {
        if quantity < wanted {
            turn.say(turn.text("Of {} only {} are left.", &[&name, &quantity]));
        }
        turn.say(turn.text("{}: {} instead of {}. Please confirm.", &[&name, &quantity, &line.quantity]));
    }
}

fn set(turn: &mut Turn<'_>, mention: &Mention, alone: bool) {
    let Some(cart) = turn.cart else {
        turn.say("I cannot change the cart in this shop. You can do it on the cart page.");
        return;
    };
    let swaps = !mention.more && !mention.less && mention.quantity.is_none() && is_swap(mention);
    let whose = if swaps { without_look(mention) } else { mention.clone() };
    let lines = reference::lines(turn.shelf, turn.memory, cart, &whose);
    match lines.as_slice() {
        [] => set_absent(turn, cart, mention, alone),
        [line] if swaps => swap(turn, line, mention),
        [line] => set_line(turn, line, mention),
        several if mention.all => {
            for line in several {
                set_line(turn, line, mention);
            }
        }
        several => ask_line(turn, several, "Change {}"),
    }
}

fn is_swap(mention: &Mention) -> bool {
    !mention.filter.sizes.is_empty() || !mention.filter.colours.is_empty()
}

fn without_look(mention: &Mention) -> Mention {
    let filter = Filter { sizes: Vec::new(), colours: Vec::new(), ..mention.filter.clone() };
    Mention { filter, ..mention.clone() }
}

/// The thing is not in the cart: then it is a matter of adding so many.
fn set_absent(turn: &mut Turn<'_>, cart: &CartSnapshot, mention: &Mention, alone: bool) {
    let lowers = mention.less || mention.verb == Some(Verb::Lower);
    let found = reference::products(turn.shelf, turn.memory, mention);
    if !lowers && matches!(found, Found::These(_) | Found::OneOf(_)) {
        let mut wanted = mention.clone();
        if wanted.filter.is_empty()
            && let Some((_, last)) = turn.memory.variant.as_deref().and_then(|id| turn.shelf.catalogue.variant(id))
        {
            wanted.filter.sizes = last.value("Size").map(str::to_owned).into_iter().collect();
            wanted.filter.colours = vec![last.colour];
        }
        wanted.other = false;
        adding::add(turn, &wanted, alone);
    } else if cart.items.is_empty() {
        turn.say("Your cart is empty.");
    } else {
        not_there(turn, cart, mention);
    }
}

fn set_line(turn: &mut Turn<'_>, line: &CartSnapshotItem, mention: &Mention) {
    if let Some(product) = reference::product_of(turn.shelf, line) {
        turn.memory.focus = Some(product.id.clone());
    }
    let step = mention.quantity.unwrap_or(1);
    let by = turn.reading.plain.iter().any(|word| word == "by");
    let now = line.quantity;
    let wanted = match mention.verb {
        Some(Verb::Double) => now.saturating_mul(2),
        Some(Verb::Raise) if by || mention.quantity.is_none() => now.saturating_add(step),
        Some(Verb::Lower) if by || mention.quantity.is_none() => now.saturating_sub(step),
        _ if mention.less => now.saturating_sub(step),
        _ if mention.more || mention.other => now.saturating_add(step),
        _ => match mention.quantity {
            Some(quantity) => quantity,
            None => {
                turn.say(turn.text("How many {} would you like? Now it is {}.", &[&named(turn, line), &now]));
                turn.offer(["Make it 1", "Make it 2", "Make it 3"]);
                return;
            }
        },
    };
    if wanted == 0 { take_out(turn, line, None) } else { change(turn, line, wanted) }
}

/// `change the boots to 43`: one in, the other out.
fn swap(turn: &mut Turn<'_>, line: &CartSnapshotItem, mention: &Mention) {
    let Some(product) = reference::product_of(turn.shelf, line) else { return };
    let known = product
        .variants
        .iter()
        .find(|variant| variant.id == line.id || line.variant.as_deref() == Some(variant.label().as_str()));
    let mut asked = mention.filter.clone();
    if let Some(known) = known {
        if asked.sizes.is_empty() {
            asked.sizes.extend(known.value("Size").map(str::to_owned));
        }
        if asked.colours.is_empty() {
            asked.colours.push(known.colour);
        }
    }
    let wanted = Mention { filter: asked.clone(), quantity: Some(line.quantity), ..Mention::default() };
    let possible = matches!(variant::pick(turn.shelf, product, &asked, false), Pick::This(_));
    adding::propose(turn, product, &wanted);
    if possible {
        take_out(turn, line, None);
    }
}

/// Empty the cart.
pub(super) fn clear(turn: &mut Turn<'_>) {
    let Some(cart) = filled(turn) else { return };
    let pieces = cart.total_items;
    let action = WireAction::Clear { confirmation_prompt: short("Shall I take everything out of your cart?".into()) };
    if turn.propose("the cart", action) {
        turn.say(match pieces {
            1 => "The one item in your cart would go. Have a look before you confirm.".to_owned(),
            _ => turn.text("All {} items in your cart would go. Have a look before you confirm.", &[&pieces]),
        });
    }
}

/// What is in the cart, in words, and the cart itself.
pub(super) fn view(turn: &mut Turn<'_>) {
    let Some(cart) = turn.cart else {
        turn.say("I cannot see the cart in this shop. You find it on the cart page.");
        return;
    };
    turn.propose("the cart", WireAction::ViewCart);
    turn.memory.proposed = false;
    if cart.items.is_empty() {
        turn.say("Your cart is empty.");
        turn.offer(["Show me hiking boots", "What is on sale?"]);
        return;
    }
    let lines: Vec<String> =
        cart.items.iter().take(5).map(|line| format!("{} × {}", line.quantity, named(turn, line))).collect();
    let more = cart.items.len().saturating_sub(5);
    let rest = if more > 0 { turn.text(" And {} more lines.", &[&more]) } else { String::new() };
    let head = if cart.total_items == 1 { "{} item in your cart: {}.{}" } else { "{} items in your cart: {}.{}" };
    turn.say(turn.text(head, &[&cart.total_items, &turn.and(&lines), &rest]));
    if !cart.formatted_total.is_empty() {
        turn.say(turn.text("Total {}.", &[&cart.formatted_total]));
    }
    turn.offer(["I’m ready to check out"]);
}

/// To the till.
pub(super) fn checkout(turn: &mut Turn<'_>) {
    if turn.cart.is_none() {
        turn.say("I cannot open the checkout of this shop. You find it on the cart page.");
        return;
    }
    let Some(cart) = filled(turn) else { return };
    let action = WireAction::Checkout { confirmation_prompt: short("Shall I take you to the checkout?".into()) };
    turn.propose("the checkout", action);
    turn.say(turn.text("Your cart comes to {}. You pay in the shop’s own checkout.", &[&total(cart)]));
}

fn total(cart: &CartSnapshot) -> String {
    if !cart.formatted_total.is_empty() {
        return cart.formatted_total.clone();
    }
    cart.total.map_or_else(|| "the total shown there".to_owned(), |total| round_euros((total * 100.0).round() as i64))
}
