//! A description of products in words.

use crate::catalogue::{Colour, round_euros};

use super::{
    answer::list_words,
    filter::Filter,
    tag::Trait,
    variant::colour_words,
    voice::{Language, Voice},
};

/// Words that stand before the noun.
const MATERIALS: [&str; 9] = ["wool", "merino", "leather", "nubuck", "down", "vegan", "insulated", "recycled", "steel"];

/// `5 waterproof hiking boots in size 42, under 100 €`.
pub(super) fn describe(voice: &Voice, filter: &Filter, count: usize) -> String {
    if voice.language != Language::English {
        return listed(voice, filter, count);
    }
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
        put(&list_words(&nouns, " and "));
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
        put(&format!("without {}", list_words(&filter.not_words, " and ")));
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
        put(&format!("in size {}", list_words(&filter.sizes, " and ")));
    }
    match (filter.min, filter.max) {
        (Some(min), Some(max)) => put(&format!("between {} and {}", round_euros(min), round_euros(max))),
        (None, Some(max)) => put(&format!("under {}", round_euros(max))),
        (Some(min), None) => put(&format!("from {}", round_euros(min))),
        (None, None) => {}
    }
    text
}

/// The same in other languages, where words that follow a noun change with it: `5 Wanderschuhe (wasserdicht, bis 100 €)`.
fn listed(voice: &Voice, filter: &Filter, count: usize) -> String {
    let known = |word: &str| voice.plain(word).unwrap_or(word).to_owned();
    let mut nouns: Vec<String> = Vec::new();
    for kind in &filter.kinds {
        let noun = known(&noun(kind, count));
        if !nouns.contains(&noun) {
            nouns.push(noun);
        }
    }
    if !filter.names.is_empty() {
        nouns.push(filter.names.iter().map(|name| capital(name)).collect::<Vec<_>>().join(" "));
    }
    if nouns.is_empty() {
        nouns.push(known(if count == 1 { "product" } else { "products" }));
    }
    let mut looks: Vec<String> = Vec::new();
    for wanted in &filter.traits {
        looks.push(known(match wanted {
            Trait::Waterproof => "waterproof",
            Trait::Warm => "warm",
            Trait::Light => "light",
            Trait::Reduced => "reduced",
        }));
    }
    looks.extend(filter.not_traits.iter().map(|unwanted| match unwanted {
        Trait::Waterproof => known("not waterproof"),
        Trait::Warm => known("not warm"),
        Trait::Light | Trait::Reduced => known("other"),
    }));
    looks.extend(filter.colours.iter().take(1).map(|_| known(&colour_name(&filter.colours))));
    looks.extend(filter.audience.iter().map(|whom| known(&format!("for {whom}"))));
    looks.extend(filter.category.iter().filter(|category| *category == "sale").map(|_| known("reduced")));
    looks.extend(filter.keywords.iter().cloned());
    looks.extend(filter.not_words.iter().map(|word| voice.text("without {}", &[word])));
    looks.extend(filter.grams.iter().map(|grams| voice.text("of at most {} g", &[grams])));
    looks.extend(filter.sizes.iter().map(|size| format!("{}{size}", known("size "))));
    match (filter.min, filter.max) {
        (Some(min), Some(max)) => looks.push(format!("{} – {}", round_euros(min), round_euros(max))),
        (None, Some(max)) => looks.push(voice.text("under {}", &[&round_euros(max)])),
        (Some(min), None) => looks.push(voice.text("from {}", &[&round_euros(min)])),
        (None, None) => {}
    }
    let looks = if looks.is_empty() { String::new() } else { format!(" ({})", looks.join(", ")) };
    format!("{count} {}{looks}", list_words(&nouns, known(" and ").as_str()))
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
