//! Proposing to add, and asking for what is missing.

use handcart::contract::dialect::neuroon::WireAction;

use crate::catalogue::{Product, Variant, round_euros};

use super::{
    answer::{Turn, short},
    describe::describe,
    filter::{Filter, is_size},
    looking,
    memory::Pending,
    mention::Mention,
    reading::Act,
    reference::{self, Found},
    variant::{self, Pick},
    wire,
    words::fold,
};

/// Proposes what a mention means.
pub(super) fn add(turn: &mut Turn<'_>, mention: &Mention, alone: bool) {
    let shelf = turn.shelf;
    match reference::products(shelf, turn.memory, mention) {
        Found::These(products) => {
            for product in products {
                propose(turn, product, mention);
            }
        }
        Found::OneOf(products) if !alone => {
            // Several things at once: the one that is liked best, and it is said.
            let sized = Filter { colours: Vec::new(), ..mention.filter.clone() };
            let best =
                products.iter().copied().find(|product| sized.fits(shelf, product)).or(products.first().copied());
            if let Some(product) = best {
                propose(turn, product, mention);
                turn.say(turn.text("There are {} to choose from; I took {}.", &[&products.len(), &product.name]));
            }
        }
        Found::OneOf(products) => which(turn, &products, mention),
        Found::NoSuchPlace => {
            let count = turn.memory.shown.len();
            turn.say(match count {
                1 => "I showed you only one.".to_owned(),
                _ => turn.text("I showed you {}, so there is no such one.", &[&count]),
            });
            turn.offer(["The first one", "The last one"]);
        }
        Found::Nothing => {
            turn.say("I do not know which product you mean. Tell me its name, or what you are looking for.");
            turn.offer(["Show me hiking boots", "Show me tents"]);
        }
        Found::Unlike => {
            let wanted = Filter { sort: None, ..mention.filter.clone() };
            looking::show(turn, wanted);
        }
    }
}

fn which(turn: &mut Turn<'_>, products: &[&Product], mention: &Mention) {
    let shelf = turn.shelf;
    let mut list: Vec<&Product> = products.to_vec();
    let sized = Filter { colours: Vec::new(), ..mention.filter.clone() };
    if list.iter().any(|product| sized.fits(shelf, product)) {
        list.retain(|product| sized.fits(shelf, product));
    }
    let total = list.len();
    list.truncate(6);
    if let ([only], true) = (list.as_slice(), total == 1) {
        propose(turn, only, mention);
        return;
    }
    let names: Vec<&str> = list.iter().take(3).map(|product| product.name.as_str()).collect();
    turn.say(if total <= 3 {
        turn.text("Which one do you mean: {}?", &[&turn.or(&names)])
    } else {
        let what = Filter { sort: None, ..mention.filter.clone() };
        let what = if what.is_empty() {
            String::new()
        } else {
            turn.text("{}: which one shall it be?", &[&describe(turn.voice, &what, total)])
        };
        if what.is_empty() { "Which one do you mean?".to_owned() } else { what }
    });
    let keep = !mention.filter.describes() && turn.memory.shown.len() == list.len();
    if keep {
        if let Some(filter) = turn.memory.filter.as_mut().filter(|_| !mention.filter.sizes.is_empty()) {
            filter.sizes = mention.filter.sizes.clone();
        }
        let pieces = mention
            .quantity
            .filter(|pieces| *pieces > 1)
            .map(|pieces| turn.text("{} ", &[&pieces]))
            .unwrap_or_default();
        let size = mention.filter.sizes.first().map(|size| turn.text(" in size {}", &[&size])).unwrap_or_default();
        let replies: Vec<String> =
            list.iter().take(4).map(|product| turn.text("Add {}{}{}", &[&pieces, &product.name, &size])).collect();
        turn.offer(replies);
        return;
    }
    turn.list(&list, total);
    turn.offer(["The first one", "The second one"]);
    turn.memory.filter = Some(Filter { sizes: mention.filter.sizes.clone(), ..mention.filter.clone() });
    turn.memory.offset = list.len();
}

/// Proposes a product, or asks for its size or its colour.
pub(super) fn propose(turn: &mut Turn<'_>, product: &Product, mention: &Mention) {
    let shelf = turn.shelf;
    turn.memory.focus = Some(product.id.clone());
    if turn.cart.is_none() {
        turn.say(turn.text("I cannot change the cart in this shop. You can add {} on its page.", &[&product.name]));
        turn.beside(product);
        return;
    }
    let (mut asked, mut quantity) = (mention.filter.clone(), mention.quantity.unwrap_or(1));
    let has_size = |size: u32| {
        let choice = product.options.iter().find(|choice| choice.name == "Size");
        choice.is_some_and(|choice| choice.values.iter().any(|value| is_size(value, &size.to_string())))
    };
    if asked.sizes.is_empty() && quantity > 20 && has_size(quantity) {
        (asked.sizes, quantity) = (vec![quantity.to_string()], 1);
    }
    remembered_size(turn, product, &mut asked);
    if mention.other && mention.colour_word {
        other_colour(turn, product, &mut asked);
    }
    if quantity == 0 {
        turn.say(turn.text("Nothing to add, then. {} stays where it is.", &[&product.name]));
        return;
    }
    match variant::pick(shelf, product, &asked, mention.any) {
        Pick::This(variant) => exactly(turn, product, variant, quantity),
        Pick::Open(name, _) => {
            let about = asked.sizes.first().filter(|_| name == "Colour").map(|size| turn.text(" in size {}", &[&size]));
            let what = format!("{}{}", product.name, about.unwrap_or_default());
            let question = if name == "Size" {
                turn.text("Which size of {} do you take?", &[&what])
            } else {
                turn.text("Which colour of {}?", &[&what])
            };
            // The card asks with what there is; so it is said once, and nothing is offered beside it.
            let action = WireAction::AddSuggestion {
                product_id: product.id.clone(),
                variant_id: None,
                quantity,
                confirmation_prompt: None,
                product: Some(Box::new(wire::product(shelf, product))),
            };
            if turn.propose(&product.name, action) {
                turn.say(question);
                wait(turn, product, quantity, &asked);
            }
        }
        Pick::SoldOut(words, near) => {
            turn.say(turn.text("{} in {} is sold out.", &[&product.name, &words]));
            if near.is_empty() {
                similar(turn, product, &asked);
            } else {
                turn.say(turn.text("In stock: {}.", &[&turn.and(&near)]));
                let given = Filter { sizes: Vec::new(), ..asked };
                wait(turn, product, quantity, &given);
                turn.offer(near);
                turn.beside(product);
            }
        }
        Pick::NotMade(words, made) => {
            turn.say(turn.text("{} is not made in {}. There is {}.", &[&product.name, &words, &turn.and(&made)]));
            let strange_size = words.starts_with("size ");
            let given = Filter {
                sizes: if strange_size { Vec::new() } else { asked.sizes },
                colours: if strange_size { asked.colours } else { Vec::new() },
                ..Filter::default()
            };
            wait(turn, product, quantity, &given);
            if made.len() > 1 {
                turn.offer(made);
            }
            turn.beside(product);
        }
        Pick::Gone => {
            turn.say(turn.text("{} is sold out.", &[&product.name]));
            similar(turn, product, &asked);
        }
    }
}

fn exactly(turn: &mut Turn<'_>, product: &Product, variant: &Variant, wanted: u32) {
    let left = turn.shelf.left(variant);
    let quantity = wanted.min(left).min(99);
    let label = variant.label();
    let what = if label.is_empty() {
        product.name.clone()
    } else {
        turn.text("{}, {}", &[&product.name, &turn.small(&label)])
    };
    let comma = if label.is_empty() { "" } else { "," };
    let pieces = if quantity == 1 { format!("{what}{comma}") } else { format!("{quantity} {what}{comma}") };
    let prompt = if quantity < wanted {
        turn.text("Only {} are left. Shall I put {} in your cart?", &[&quantity, &pieces])
    } else {
        turn.text("Shall I put {} in your cart?", &[&pieces])
    };
    let action = WireAction::AddSuggestion {
        product_id: product.id.clone(),
        variant_id: (variant.id != product.id).then(|| variant.id.clone()),
        quantity,
        confirmation_prompt: short(prompt),
        product: Some(Box::new(wire::product(turn.shelf, product))),
    };
    if !turn.propose(&product.name, action) {
        return;
    }
    turn.memory.variant = Some(variant.id.clone());
    let price = round_euros(turn.shelf.price(product));
    let stock = match left {
        _ if quantity < wanted => turn.text("only {} left", &[&left]),
        1..=3 => turn.text("{} left", &[&left]),
        _ => "in stock".to_owned(),
    };
    let each = if quantity == 1 { "" } else { " each" };
    turn.say(turn.text("{}: {}, {}{}.", &[&what, &stock, &price, &each]));
}

/// What a search said about the size holds for what is taken from its results.
fn remembered_size(turn: &Turn<'_>, product: &Product, asked: &mut Filter) {
    let Some(filter) = turn.memory.filter.as_ref().filter(|_| asked.sizes.is_empty()) else { return };
    let Some(choice) = product.options.iter().find(|choice| choice.name == "Size") else { return };
    let known = |size: &&String| choice.values.iter().any(|value| is_size(value, size));
    if turn.memory.shown.contains(&product.id) {
        asked.sizes = filter.sizes.iter().filter(known).take(1).cloned().collect();
        if asked.colours.is_empty() && filter.colours.iter().any(|colour| product.colours.contains(colour)) {
            asked.colours = filter.colours.clone();
        }
    }
}

fn other_colour(turn: &Turn<'_>, product: &Product, asked: &mut Filter) {
    let last = turn.memory.variant.as_deref().and_then(|id| product.variants.iter().find(|variant| variant.id == id));
    if let Some(last) = last {
        asked.colours = product.colours.iter().copied().filter(|colour| *colour != last.colour).collect();
        if asked.sizes.is_empty() {
            asked.sizes = last.value("Size").map(str::to_owned).into_iter().collect();
        }
    }
}

pub(super) fn similar(turn: &mut Turn<'_>, product: &Product, asked: &Filter) {
    let shelf = turn.shelf;
    let like = Filter {
        kinds: product.kinds.first().cloned().into_iter().collect(),
        sizes: asked.sizes.clone(),
        ..Filter::default()
    };
    let list: Vec<&Product> =
        like.find(shelf).into_iter().filter(|other| other.id != product.id && shelf.in_stock(other)).take(3).collect();
    if !list.is_empty() {
        turn.say("These are like it and in stock.");
        turn.list(&list, list.len());
        turn.memory.filter = Some(like);
        turn.memory.offset = list.len();
    }
}

/// Keeps the question open.
fn wait(turn: &mut Turn<'_>, product: &Product, quantity: u32, given: &Filter) {
    if turn.memory.pending.is_some() {
        return;
    }
    let mut chosen: Vec<(String, String)> =
        given.sizes.iter().take(1).map(|size| ("Size".into(), size.clone())).collect();
    if let Some(colour) = product.colours.iter().find(|colour| given.colours.contains(colour)) {
        chosen.push(("Colour".into(), colour.name().into()));
    }
    turn.memory.pending = Some(Pending { product: product.id.clone(), quantity, chosen });
}

/// The answer to an open question, if there is one and this is it.
pub(super) fn complete(turn: &mut Turn<'_>) -> bool {
    let Some(pending) = turn.memory.pending.take() else { return false };
    let Some(product) = turn.shelf.catalogue.product(&pending.product) else { return false };
    let reading = turn.reading;
    let other_thing = reading.mentions.iter().any(|mention| {
        !mention.ordinals.is_empty()
            || mention.cart
            || mention.more
            || mention.less
            || mention.many
            || mention.filter.max.is_some()
            || mention.fact.is_some()
            || (mention.filter.has_noun() && !mention.filter.fits_name(turn.shelf, product))
    });
    let open = matches!(reading.act, Act::Value | Act::Deeds | Act::Unclear | Act::Search | Act::Facts | Act::Agree);
    if !open {
        // A question in between does not close ours.
        turn.memory.pending = Some(pending);
        return false;
    }
    if other_thing || reading.mentions.len() > 1 {
        return false;
    }
    let mut mention = reading.mentions.first().cloned().unwrap_or_default();
    if matches!(mention.verb, Some(super::tag::Verb::Remove | super::tag::Verb::Lower | super::tag::Verb::Show)) {
        return false;
    }
    let sized = product.options.iter().find(|choice| choice.name == "Size");
    let number = mention.quantity.filter(|_| mention.filter.sizes.is_empty());
    let as_size = number.filter(|number| {
        *number > 20 || sized.is_some_and(|choice| choice.values.iter().any(|value| value == &number.to_string()))
    });
    if let (Some(size), Some(_)) = (as_size, sized) {
        mention.filter.sizes = vec![size.to_string()];
        mention.quantity = None;
    }
    if mention.filter.sizes.is_empty()
        && let Some(choice) = sized
    {
        let said = choice.values.iter().find(|value| reading.plain.contains(&fold(value)));
        mention.filter.sizes.extend(said.cloned());
    }
    let answers = !mention.filter.sizes.is_empty() || !mention.filter.colours.is_empty() || mention.any;
    let counts = mention.quantity.is_some() && reading.act != Act::Search;
    if !answers && !counts && reading.act != Act::Agree {
        return false;
    }
    for (name, value) in &pending.chosen {
        if name == "Size" && mention.filter.sizes.is_empty() {
            mention.filter.sizes.push(value.clone());
        }
        if name == "Colour" && mention.filter.colours.is_empty() {
            mention.filter.colours.extend(product.colours.iter().copied().filter(|colour| colour.name() == value));
        }
    }
    mention.quantity = mention.quantity.or(Some(pending.quantity));
    mention.other = false;
    propose(turn, product, &mention);
    true
}

/// Only a size, a colour or a number, and no open question.
pub(super) fn value(turn: &mut Turn<'_>) {
    let Some(mention) = turn.reading.mentions.first() else { return };
    let focus = turn.memory.focus.as_deref().and_then(|id| turn.shelf.catalogue.product(id));
    let variant = !mention.filter.is_empty() || mention.any;
    let open = turn.reading.plain.iter().any(|word| word == "something" || word == "anything");
    match focus.filter(|_| !open) {
        Some(product) if variant || mention.pronoun => propose(turn, product, mention),
        _ if mention.quantity.is_some() && turn.cart.is_some_and(|cart| focus.is_some() || cart.items.len() == 1) => {
            super::changing::deeds(turn)
        }
        _ if variant && turn.memory.filter.is_some() => looking::search(turn),
        _ if mention.pronoun => add(turn, mention, true),
        _ => super::talking::manners(turn),
    }
}

impl Filter {
    /// Whether the nouns of this description are those of the product.
    fn fits_name(&self, shelf: &crate::catalogue::Shelf, product: &Product) -> bool {
        let nouns = Self {
            kinds: self.kinds.clone(),
            names: self.names.clone(),
            category: self.category.clone(),
            ..Self::default()
        };
        nouns.fits(shelf, product)
    }
}
