//! Looking for products.

use crate::catalogue::{Product, round_euros};

use super::{
    answer::Turn,
    describe::{describe, noun},
    filter::Filter,
    reading::Reading,
    tag::{Sort, Trait},
};

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
    turn.say(turn.text("For nights outside these go together: {}.", &[&turn.and(&names)]));
    turn.say(turn.text("Together {}.", &[&round_euros(total)]));
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
    turn.say(
        turn.text("We have {} things for days and nights outside: footwear, clothing, packs and camp.", &[&count]),
    );
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
        turn.say(turn.text("That was all: {}.", &[&describe(turn.voice, &filter, found.len())]));
        if let Some(kind) = filter.kinds.first() {
            turn.offer([turn.text("Show me all {}", &[&noun(kind, 2)])]);
        }
        turn.offer(["What is on sale?"]);
        return;
    }
    turn.say(turn.text("Here are {} more of {}.", &[&page.len(), &describe(turn.voice, &filter, found.len())]));
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
    let what = describe(turn.voice, &Filter { sort: None, ..filter.clone() }, 2);
    if found.is_empty() {
        turn.say(turn.text("There is nothing {} among our {}.", &[&word, &strip_count(&what)]));
        let best: Vec<&Product> = all.into_iter().take(3).collect();
        if !best.is_empty() {
            turn.say(turn.text("These are the {}.", &[&superlative]));
            turn.list(&best, best.len());
        }
    } else {
        let page: Vec<&Product> = found.iter().copied().take(PAGE).collect();
        let count = found.len();
        turn.say(turn.text(
            "{} {}, {} than before.",
            &[&count, &strip_count(&describe(turn.voice, &Filter { sort: None, ..filter.clone() }, count)), &word],
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
        let text = describe(turn.voice, &filter, found.len());
        let order = match filter.sort {
            Some(Sort::Cheapest | Sort::Cheaper) => ", the cheapest first",
            Some(Sort::Lightest | Sort::Lighter) => ", the lightest first",
            Some(Sort::Warmest | Sort::Warmer) => ", the warmest first",
            Some(Sort::Dearest) => ", the most expensive first",
            Some(Sort::Best) => ", the best rated first",
            None => "",
        };
        turn.say(if found.len() == 1 {
            turn.text("There is {}.", &[&text])
        } else {
            turn.text("{}{}.", &[&text, &order])
        });
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
        turn.say(turn.text("{}: {}, {}.", &[&first.name, &why, &price]));
    }
    if total > page.len() {
        turn.say(turn.text("These are the first {}.", &[&page.len()]));
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
    let what = strip_count(&describe(turn.voice, filter, 2)).to_owned();
    turn.say(turn.text("We have no {}.", &[&what]));
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
    let unknown: Vec<String> = turn.reading.unknown.iter().take(3).map(|word| turn.text("“{}”", &[&word])).collect();
    if !unknown.is_empty() {
        turn.say(turn.text("I did not understand {} and left it out.", &[&turn.and(&unknown)]));
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
