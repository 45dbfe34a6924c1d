//! Questions about a product.

use crate::catalogue::{Product, round_euros};

use super::{
    answer::Turn,
    filter::Filter,
    looking,
    mention::Mention,
    reference::{self, Found},
    tag::{Fact, Trait},
    variant::{self, Pick},
};

/// Answers a question about what was shown, or about what is named.
pub(super) fn tell(turn: &mut Turn<'_>) {
    let reading = turn.reading;
    let several: Vec<&Mention> = reading.mentions.iter().filter(|mention| !mention.ordinals.is_empty()).collect();
    if several.len() > 1 {
        for mention in several.into_iter().take(3) {
            about(turn, mention);
        }
        return;
    }
    match reading.mentions.iter().find(|mention| mention.has_head()).or(reading.mentions.first()) {
        Some(mention) => about(turn, mention),
        None => super::talking::manners(turn),
    }
}

fn about(turn: &mut Turn<'_>, mention: &Mention) {
    // What is asked does not say which is meant: `is it waterproof`, `do you have it in clay`.
    let pointed = mention.pronoun || !mention.ordinals.is_empty() || mention.filter.has_noun();
    let whose = if pointed {
        let filter = Filter { traits: Vec::new(), colours: Vec::new(), sizes: Vec::new(), ..mention.filter.clone() };
        let filter = Filter { sort: filter.sort.filter(|_| !mention.filter.traits.contains(&Trait::Light)), ..filter };
        Mention { filter, ..mention.clone() }
    } else {
        mention.clone()
    };
    match reference::products(turn.shelf, turn.memory, &whose) {
        Found::These(products) => {
            for product in products.into_iter().take(3) {
                one(turn, product, mention);
            }
        }
        // `which of these are waterproof`, `do you have the jacket in clay`: those that are.
        Found::OneOf(_) if !mention.filter.is_empty() => looking::search(turn),
        Found::OneOf(products) => {
            let names: Vec<&str> = products.iter().take(4).map(|product| product.name.as_str()).collect();
            turn.say(turn.text("Which one do you mean: {}?", &[&turn.or(&names)]));
            let replies: Vec<String> =
                products.iter().take(4).map(|product| turn.text("Tell me more about {}", &[&product.name])).collect();
            turn.offer(replies);
        }
        Found::NoSuchPlace => {
            turn.say(turn.text("I showed you {}, so there is no such one.", &[&turn.memory.shown.len()]))
        }
        Found::Nothing | Found::Unlike if mention.filter.describes() => looking::search(turn),
        Found::Nothing | Found::Unlike => {
            turn.say("I do not know which product you mean. Tell me its name, or what you are looking for.");
            turn.offer(["Show me hiking boots", "Show me tents"]);
        }
    }
}

fn one(turn: &mut Turn<'_>, product: &Product, mention: &Mention) {
    let shelf = turn.shelf;
    turn.memory.focus = Some(product.id.clone());
    let fitting =
        Filter { sizes: mention.filter.sizes.clone(), colours: mention.filter.colours.clone(), ..Filter::default() };
    let name = &product.name;
    let price = round_euros(shelf.price(product));
    if !fitting.is_empty() {
        availability(turn, product, &fitting);
    } else if mention.filter.traits.contains(&Trait::Waterproof) {
        turn.say(if product.waterproof {
            turn.text("Yes, {} is waterproof.", &[&name])
        } else {
            turn.text("No, {} is not waterproof.", &[&name])
        });
    } else if mention.filter.traits.contains(&Trait::Warm) {
        turn.say(match product.warm {
            0 => turn.text("{} is not made for the cold.", &[&name]),
            1 => turn.text("{} is a little warm, for cool days.", &[&name]),
            2 => turn.text("Yes, {} is warm.", &[&name]),
            _ => turn.text("Yes, {} is made for winter.", &[&name]),
        });
    } else {
        match mention.fact {
            _ if mention.filter.traits.contains(&Trait::Light) => {
                turn.say(turn.text("{} weighs {}.", &[&name, &product.weight()]))
            }
            Some(Fact::Weight) => turn.say(turn.text("{} weighs {}.", &[&name, &product.weight()])),
            Some(Fact::Price) => match shelf.was(product) {
                Some(was) => turn.say(turn.text("{} costs {}; it was {}.", &[&name, &price, &round_euros(was)])),
                None => turn.say(turn.text("{} costs {}.", &[&name, &price])),
            },
            Some(Fact::Stock) => stock(turn, product),
            _ => {
                turn.say(turn.text("{}, {}. {}", &[&name, &price, &product.about]));
                stock(turn, product);
            }
        }
    }
    turn.beside(product);
    if turn.cart.is_some() && shelf.in_stock(product) {
        turn.offer(["Add it"]);
    }
}

fn stock(turn: &mut Turn<'_>, product: &Product) {
    let shelf = turn.shelf;
    if !shelf.in_stock(product) {
        turn.say("It is sold out.");
        return;
    }
    for choice in &product.options {
        let values = variant::values(shelf, product, choice.name, &Filter::default());
        let what = if choice.name == "Size" { "In stock in size {}." } else { "In stock in {}." };
        turn.say(turn.text(what, &[&turn.and(&values)]));
    }
    if product.options.is_empty() {
        let left: u32 = product.variants.iter().map(|variant| shelf.left(variant)).sum();
        turn.say(if left <= 5 { turn.text("{} are left.", &[&left]) } else { "It is in stock.".to_owned() });
    }
}

fn availability(turn: &mut Turn<'_>, product: &Product, asked: &Filter) {
    let name = &product.name;
    match variant::pick(turn.shelf, product, asked, false) {
        Pick::This(variant) => {
            let label = variant.label();
            turn.memory.variant = Some(variant.id.clone());
            let what = if label.is_empty() { variant.colour.name().to_owned() } else { label };
            turn.say(turn.text("Yes, {} is in stock: {}.", &[&name, &what]));
        }
        Pick::Open(choice, values) => {
            let in_what = if choice == "Size" { "sizes" } else { "colours" };
            turn.say(turn.text("Yes. {} is in stock in these {}: {}.", &[&name, &in_what, &turn.and(&values)]));
        }
        Pick::SoldOut(words, near) if near.is_empty() => {
            turn.say(turn.text("No, {} in {} is sold out.", &[&name, &words]))
        }
        Pick::SoldOut(words, near) => {
            turn.say(turn.text("No, {} in {} is sold out. In stock: {}.", &[&name, &words, &turn.and(&near)]));
        }
        Pick::NotMade(words, made) => {
            turn.say(turn.text("{} is not made in {}. There is {}.", &[&name, &words, &turn.and(&made)]));
        }
        Pick::Gone => turn.say(turn.text("{} is sold out.", &[&name])),
    }
}
