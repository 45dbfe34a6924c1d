//! Looking for products.

use crate::catalogue::{Colour, Product, round_euros};

use super::{
    answer::{Turn, list_words},
    filter::Filter,
    reading::Reading,
    tag::{Sort, Trait},
    variant::colour_words,
};

/// Words that stand before the noun.
const MATERIALS: [&str; 9] = ["wool", "merino", "leather", "nubuck", "down", "vegan", "insulated", "recycled", "steel"];
/// Products in one answer.
const PAGE: usize = 6;

/// All that a sentence says about what is looked for.
pub(super) fn whole(reading: &Reading) -> Filter {
    let mut all = Filter::default();
    for mention in &reading.mentions {
        let kinds = [all.kinds.as_slice(), mention.filter.kinds.as_slice()].concat();
        let keywords = [all.keywords.as_slice(), mention.filter.keywords.as_slice()].concat();
        all = Filter { kinds, keywords, ..all.refined(&mention.filter) };
    }
    all
}

/// Answers with what fits.
pub(super) fn search(turn: &mut Turn<'_>) {
    let said = whole(turn.reading);
    // `anything waterproof` begins anew, `anything cheaper` does not.
    let anew = turn.reading.plain.iter().any(|word| ["anything", "gift", "present"].contains(&word.as_str()))
        && said.sort.is_none();
    let earlier = turn.memory.filter.clone().filter(|_| !said.has_noun() && said.keywords.is_empty() && !anew);
    let mut filter = match &earlier {
        Some(earlier) => earlier.refined(&said),
        None => said.clone(),
    };
    if matches!(filter.sort, Some(Sort::Cheaper | Sort::Lighter | Sort::Warmer)) && said.sort == filter.sort {
        compare(turn, &mut filter);
        return;
    }
    show(turn, filter);
}

/// For nights outside: one tent, one mat and one lamp, those that are liked best.
pub(super) fn outfit(turn: &mut Turn<'_>) {
    let shelf = turn.shelf;
    let best = |kind: &str| {
        let filter = Filter { kinds: vec![kind.to_owned()], ..whole(turn.reading) };
        filter.find(shelf).into_iter().find(|product| shelf.in_stock(product))
    };
    let three: Vec<&Product> = ["tent", "mat", "headlamp"].into_iter().filter_map(best).collect();
    let names: Vec<&str> = three.iter().map(|product| product.name.as_str()).collect();
    let total: i64 = three.iter().map(|product| shelf.price(product)).sum();
    turn.say(format!("For nights outside these go together: {}.", list_words(&names)));
    turn.say(format!("Together {}.", round_euros(total)));
    turn.list(&three, three.len());
    turn.memory.filter = Some(Filter { category: Some("camp".to_owned()), ..Filter::default() });
    turn.memory.offset = 0;
    if turn.cart.is_some() && three.len() == 3 {
        turn.offer(["Add all three", "Only the tent"]);
    }
    turn.offer(["A lighter tent"]);
}

/// What there is at all.
pub(super) fn browse(turn: &mut Turn<'_>) {
    let shelf = turn.shelf;
    let count = shelf.catalogue.products().len();
    turn.say(format!("We have {count} things for days and nights outside: footwear, clothing, packs and camp."));
    turn.offer(["Hiking boots", "Jackets", "Backpacks", "Tents", "What is on sale?"]);
}

/// More of what was shown.
pub(super) fn more(turn: &mut Turn<'_>) {
    let Some(filter) = turn.memory.filter.clone() else {
        turn.say("What would you like to see?");
        turn.offer(["Hiking boots under 100 €", "Rain jackets", "Tents for two"]);
        return;
    };
    let found = filter.find(turn.shelf);
    let from = turn.memory.offset;
    let page: Vec<&Product> = found.iter().copied().skip(from).take(PAGE).collect();
    if page.is_empty() {
        turn.say(format!("That was all: {}.", describe(&filter, found.len())));
        if let Some(kind) = filter.kinds.first() {
            turn.offer([format!("Show me all {}", noun(kind, 2))]);
        }
        turn.offer(["What is on sale?"]);
        return;
    }
    turn.say(format!("Here are {} more of {}.", page.len(), describe(&filter, found.len())));
    turn.memory.offset = from + page.len();
    turn.list(&page, found.len());
    offer_ways_on(turn, &filter, &page, found.len());
}

/// `something cheaper`: than the one that was spoken of, or than the first that was shown.
fn compare(turn: &mut Turn<'_>, filter: &mut Filter) {
    let shelf = turn.shelf;
    let ids: Vec<&String> = match &turn.memory.focus {
        Some(focus) => vec![focus],
        None => turn.memory.shown.iter().take(1).collect(),
    };
    let known: Vec<&Product> = ids.into_iter().filter_map(|id| shelf.catalogue.product(id)).collect();
    if !filter.has_noun()
        && let Some(first) = known.first()
    {
        filter.kinds = first.kinds.first().cloned().into_iter().collect();
    }
    let (sort, word, superlative) = match filter.sort {
        Some(Sort::Lighter) => (Sort::Lightest, "lighter", "lightest"),
        Some(Sort::Warmer) => (Sort::Warmest, "warmer", "warmest"),
        _ => (Sort::Cheapest, "cheaper", "cheapest"),
    };
    filter.sort = Some(sort);
    let price = known.iter().map(|product| shelf.price(product)).min();
    let grams = known.iter().map(|product| product.grams).min();
    let warm = known.iter().map(|product| product.warm).max();
    let better = |product: &Product| match sort {
        Sort::Lightest => grams.is_none_or(|grams| product.grams < grams),
        Sort::Warmest => warm.is_none_or(|warm| product.warm > warm),
        _ => price.is_none_or(|price| shelf.price(product) < price),
    };
    if sort == Sort::Cheapest {
        filter.min = None;
    }
    let all = filter.find(shelf);
    let found: Vec<&Product> = all.iter().copied().filter(|product| better(product)).collect();
    let what = describe(&Filter { sort: None, ..filter.clone() }, 2);
    if found.is_empty() {
        turn.say(format!("There is nothing {word} among our {}.", strip_count(&what)));
        let best: Vec<&Product> = all.into_iter().take(3).collect();
        if !best.is_empty() {
            turn.say(format!("These are the {superlative}."));
            turn.list(&best, best.len());
        }
    } else {
        let page: Vec<&Product> = found.iter().copied().take(PAGE).collect();
        let count = found.len();
        turn.say(format!(
            "{count} {}, {word} than before.",
            strip_count(&describe(&Filter { sort: None, ..filter.clone() }, count))
        ));
        turn.list(&page, count);
        offer_ways_on(turn, filter, &page, count);
    }
    turn.memory.filter = Some(filter.clone());
    turn.memory.offset = PAGE;
}

/// Shows what fits, or what comes nearest to it.
pub(super) fn show(turn: &mut Turn<'_>, mut filter: Filter) {
    let shelf = turn.shelf;
    let mut found = filter.find(shelf);
    if found.is_empty() {
        found = nearest(turn, &mut filter);
    } else {
        let text = describe(&filter, found.len());
        let order = match filter.sort {
            Some(Sort::Cheapest | Sort::Cheaper) => ", the cheapest first",
            Some(Sort::Lightest | Sort::Lighter) => ", the lightest first",
            Some(Sort::Warmest | Sort::Warmer) => ", the warmest first",
            Some(Sort::Dearest) => ", the most expensive first",
            Some(Sort::Best) => ", the best rated first",
            None => "",
        };
        turn.say(if found.len() == 1 { format!("There is {text}.") } else { format!("{text}{order}.") });
    }
    if found.is_empty() {
        return;
    }
    let page: Vec<&Product> = found.iter().copied().take(PAGE).collect();
    let total = found.len();
    turn.list(&page, total);
    if let Some(first) = page.first() {
        let price = round_euros(shelf.price(first));
        let why = if filter.sort == Some(Sort::Lightest) { first.weight() } else { first.subtitle.clone() };
        turn.say(format!("{}: {why}, {price}.", first.name));
    }
    if total > page.len() {
        turn.say(format!("These are the first {}.", page.len()));
    }
    say_unknown(turn);
    offer_ways_on(turn, &filter, &page, total);
    turn.memory.filter = Some(filter);
    turn.memory.offset = page.len();
}

/// Drops one wish.
type GiveUp = fn(&mut Filter);

/// Gives up one wish after the other, and says which.
fn nearest<'s>(turn: &mut Turn<'s>, filter: &mut Filter) -> Vec<&'s Product> {
    let what = strip_count(&describe(filter, 2)).to_owned();
    turn.say(format!("We have no {what}."));
    let tries: [(&str, GiveUp); 7] = [
        ("These come nearest:", |filter| filter.keywords.clear()),
        ("These come nearest in price.", |filter| {
            (filter.max, filter.min, filter.sort) = (None, None, Some(Sort::Cheapest));
        }),
        ("In other colours:", |filter| filter.colours.clear()),
        ("In other sizes:", |filter| filter.sizes.clear()),
        ("These come nearest in weight.", |filter| {
            (filter.grams, filter.sort) = (None, Some(Sort::Lightest));
        }),
        ("These come nearest:", |filter| filter.traits.clear()),
        ("These come nearest:", |filter| filter.audience = None),
    ];
    for (words, give_up) in tries {
        let before = filter.clone();
        give_up(filter);
        if *filter == before || (!filter.has_noun() && filter.keywords.is_empty() && filter.max.is_none()) {
            *filter = before;
            continue;
        }
        let found = filter.find(turn.shelf);
        if !found.is_empty() {
            turn.say(words);
            return found.into_iter().take(3).collect();
        }
    }
    say_unknown(turn);
    turn.offer(["Show me hiking boots", "Show me jackets", "What is on sale?"]);
    Vec::new()
}

/// Names what was not understood.
pub(super) fn say_unknown(turn: &mut Turn<'_>) {
    let unknown: Vec<String> = turn.reading.unknown.iter().take(3).map(|word| format!("“{word}”")).collect();
    if !unknown.is_empty() {
        turn.say(format!("I did not understand {} and left it out.", list_words(&unknown)));
    }
}

fn offer_ways_on(turn: &mut Turn<'_>, filter: &Filter, page: &[&Product], total: usize) {
    if turn.cart.is_some() {
        turn.offer(match page.len() {
            1 => vec!["Add it"],
            _ => vec!["Add the first one"],
        });
    }
    if total > page.len() {
        turn.offer(["Show me more"]);
    }
    if page.len() > 1 && filter.sort != Some(Sort::Cheapest) {
        turn.offer(["Something cheaper"]);
    }
    let some_wet = page.iter().any(|product| product.waterproof) && page.iter().any(|product| !product.waterproof);
    if some_wet && !filter.traits.contains(&Trait::Waterproof) {
        turn.offer(["Only waterproof ones"]);
    }
}

fn strip_count(text: &str) -> &str {
    text.split_once(' ').filter(|(count, _)| count.parse::<u32>().is_ok()).map_or(text, |(_, rest)| rest)
}

/// `5 waterproof hiking boots in size 42, under 100 €`.
pub(super) fn describe(filter: &Filter, count: usize) -> String {
    let mut text = if count == 1 { "one".to_owned() } else { count.to_string() };
    let mut put = |word: &str| {
        text.push(' ');
        text.push_str(word);
    };
    for wanted in &filter.traits {
        match wanted {
            Trait::Waterproof => put("waterproof"),
            Trait::Warm => put("warm"),
            Trait::Light => {}
            Trait::Reduced => put("reduced"),
        }
    }
    for unwanted in &filter.not_traits {
        match unwanted {
            Trait::Waterproof => put("not waterproof"),
            Trait::Warm => put("not warm"),
            Trait::Light | Trait::Reduced => {}
        }
    }
    let material = |word: &&String| MATERIALS.contains(&word.as_str());
    for word in filter.keywords.iter().filter(material) {
        put(word);
    }
    if !filter.colours.is_empty() {
        put(&colour_name(&filter.colours));
    }
    if !filter.names.is_empty() {
        put(&filter.names.iter().map(|name| capital(name)).collect::<Vec<_>>().join(" "));
    }
    if !filter.kinds.is_empty() {
        let mut nouns: Vec<String> = Vec::new();
        for kind in &filter.kinds {
            let noun = noun(kind, count);
            if !nouns.contains(&noun) {
                nouns.push(noun);
            }
        }
        put(&list_words(&nouns));
        if filter.category.as_deref() == Some("sale") {
            put("on sale");
        }
    } else if filter.names.is_empty() {
        put(match filter.category.as_deref() {
            Some("footwear") => "shoes and boots",
            Some("clothing") => "things to wear",
            Some("packs") => "packs",
            Some("camp") => "things for the camp",
            Some("sale") => "reduced things",
            _ if count == 1 => "product",
            _ => "products",
        });
    }
    for word in &filter.keywords {
        if let Some(litres) = word.strip_suffix('l').filter(|rest| rest.parse::<u32>().is_ok()) {
            put(&format!("with {litres} litres"));
        } else if let Some(persons) = word.strip_suffix('p').filter(|rest| rest.parse::<u32>().is_ok()) {
            put(&format!("for {persons}"));
        }
    }
    let others: Vec<&str> = filter
        .keywords
        .iter()
        .filter(|word| !material(word) && !word.starts_with(|first: char| first.is_ascii_digit()))
        .map(String::as_str)
        .collect();
    if !others.is_empty() {
        put(&format!("for “{}”", others.join(" ")));
    }
    if !filter.not_words.is_empty() {
        put(&format!("without {}", list_words(&filter.not_words)));
    }
    if let Some(grams) = filter.grams {
        put(&format!("of at most {grams} g"));
    }
    match filter.audience.as_deref() {
        Some("kids") => put("for children"),
        Some(whom) => put(&format!("for {whom}")),
        None => {}
    }
    if !filter.sizes.is_empty() {
        put(&format!("in size {}", list_words(&filter.sizes)));
    }
    match (filter.min, filter.max) {
        (Some(min), Some(max)) => put(&format!("between {} and {}", round_euros(min), round_euros(max))),
        (None, Some(max)) => put(&format!("under {}", round_euros(max))),
        (Some(min), None) => put(&format!("from {}", round_euros(min))),
        (None, None) => {}
    }
    text
}

fn colour_name(colours: &[Colour]) -> String {
    colour_words(colours)
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A kind in words.
pub(super) fn noun(kind: &str, count: usize) -> String {
    let many = count != 1;
    let (one, more) = match kind {
        "boot" => ("pair of hiking boots", "hiking boots"),
        "shoe" => ("pair of shoes", "shoes"),
        "sock" => ("pair of socks", "socks"),
        "rain-jacket" => ("rain jacket", "rain jackets"),
        "down-jacket" => ("down jacket", "down jackets"),
        "insulated-jacket" => ("insulated jacket", "insulated jackets"),
        "trekking-pack" => ("trekking pack", "trekking packs"),
        "climbing-pack" => ("climbing pack", "climbing packs"),
        "dry-bag" => ("dry bag", "dry bags"),
        "mat" => ("sleeping mat", "sleeping mats"),
        "fleece" => ("fleece", "fleeces"),
        other => return if many { format!("{other}s") } else { other.to_owned() },
    };
    if many { more } else { one }.to_owned()
}
