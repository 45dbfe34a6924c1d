//! Words with their meaning in this sentence.

use super::{
    lexicon::Lexicon,
    tag::{Tag, Verb},
    words::{Word, words},
};

/// A word or a phrase with its meaning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// The meaning.
    pub tag: Tag,
    /// As it was written.
    pub raw: String,
    /// Whether something ends here: a comma, a full stop.
    pub stop: bool,
    text: String,
    cents: Option<i64>,
}

/// Finds the meaning of each word.
#[must_use]
pub fn tokens(lexicon: &Lexicon, sentence: &str) -> Vec<Token> {
    let words = words(sentence);
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(word) = words.get(at) {
        let (tag, length) = meaning(lexicon, &words, at, word);
        let raw: Vec<&str> = words.iter().skip(at).take(length).map(|word| word.raw.as_str()).collect();
        let stop = words.get(at + length - 1).is_some_and(|word| word.stop);
        tokens.push(Token { tag, raw: raw.join(" "), stop, text: word.text.clone(), cents: word.cents });
        at += length;
    }
    let tokens = joined(tokens);
    let tokens = limits(tokens);
    let tokens = sizes(lexicon, tokens);
    ones(tokens)
}

fn meaning(lexicon: &Lexicon, words: &[Word], at: usize, word: &Word) -> (Tag, usize) {
    if word.money
        && let Some(cents) = word.cents
    {
        return (Tag::Money(cents), 1);
    }
    if let Some(count) = word.count() {
        return (Tag::Number(count), 1);
    }
    if word.cents.is_some() {
        return (Tag::Unknown, 1);
    }
    // Not across a comma.
    let reach = words.iter().skip(at).position(|word| word.stop).map_or(words.len(), |stop| at + stop + 1);
    let texts: Vec<&str> = words.iter().take(reach).skip(at).map(|word| word.text.as_str()).collect();
    let phrase = lexicon.longest(&texts);
    if let Some((tag, length)) = phrase.clone().filter(|(_, length)| *length > 1) {
        return (tag, length);
    }
    if let Some(tag) = number_word(&word.text).or_else(|| size_word(&word.text)) {
        return (tag, 1);
    }
    if let Some(found) = phrase {
        return found;
    }
    let ordinary = word.text.chars().count() < 3 || word.text.contains('.');
    (lexicon.meant(&word.text).unwrap_or(if ordinary { Tag::Filler } else { Tag::Unknown }), 1)
}

/// `forty-two` is cut in two words.
const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

fn number_word(text: &str) -> Option<Tag> {
    let counts = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    let places = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];
    let shorts = ["1st", "2nd", "3rd", "4th", "5th", "6th", "7th", "8th", "9th", "10th"];
    let place = |list: &[&str]| list.iter().position(|known| *known == text).map(|at| at + 1);
    let number = |at: usize| u32::try_from(at).ok().map(Tag::Number);
    let ordinal = |at: usize| i32::try_from(at).ok().map(Tag::Ordinal);
    match text {
        "zero" => return Some(Tag::Number(0)),
        "last" | "final" => return Some(Tag::Ordinal(-1)),
        "couple" => return Some(Tag::Number(2)),
        "few" => return Some(Tag::Number(3)),
        "dozen" => return Some(Tag::Number(12)),
        _ => {}
    }
    if let Some(at) = place(&TENS) {
        return number(at * 10 + 10);
    }
    place(&counts).and_then(|at| number(at + 1)).or_else(|| place(&places).or_else(|| place(&shorts)).and_then(ordinal))
}

fn size_word(text: &str) -> Option<Tag> {
    let letters = ["xs", "s", "m", "l", "xl", "xxl"];
    let range = text.split_once('-').is_some_and(|(low, high)| low.len() == 2 && high.len() == 2 && low < high);
    if letters.contains(&text) {
        return Some(Tag::Size(text.to_uppercase()));
    }
    (range && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-')).then(|| Tag::Size(text.replace('-', "–")))
}

/// `number 2`, `38 l`, `2 person`, `half a dozen`.
fn joined(tokens: Vec<Token>) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::new();
    let mut after = false;
    for (at, token) in tokens.iter().enumerate() {
        if std::mem::take(&mut after) {
            continue;
        }
        let next = tokens.get(at + 1);
        let unit = next.map_or("", |next| next.text.as_str());
        let count = match token.tag {
            Tag::Number(count) => Some(count),
            Tag::One { many: false } => Some(1),
            _ => None,
        };
        let tag = match (count, &next.map(|next| &next.tag)) {
            (Some(tens), Some(Tag::Number(ones))) if TENS.contains(&token.text.as_str()) && *ones < 10 => {
                Some(Tag::Number(tens + ones))
            }
            (Some(count), _) if ["l", "litre", "liter", "litres", "liters"].contains(&unit) => {
                Some(Tag::Keyword(format!("{count}l")))
            }
            (Some(count), _) if ["person", "persons", "people", "man", "p", "season"].contains(&unit) => {
                Some(Tag::Keyword(format!("{count}p")))
            }
            (Some(count), _)
                if ["euro", "euros", "eur", "dollar", "dollars", "usd", "bucks", "quid", "pounds"].contains(&unit) =>
            {
                Some(Tag::Money(i64::from(count) * 100))
            }
            (Some(count), _) if ["g", "gram", "grams", "gramm"].contains(&unit) => Some(Tag::Grams(count)),
            (Some(count), _) if ["kg", "kilo", "kilos"].contains(&unit) => {
                Some(Tag::Grams(count.saturating_mul(1_000)))
            }
            (None, Some(Tag::Number(count)))
                if ["number", "no", "nr", "option", "item", "product", "line"].contains(&token.text.as_str())
                    && *count < 20 =>
            {
                i32::try_from(*count).ok().map(Tag::Ordinal)
            }
            _ => None,
        };
        let mut token = token.clone();
        if let (Some(tag), Some(next)) = (tag, next) {
            token.tag = tag;
            token.raw = format!("{} {}", token.raw, next.raw);
            token.stop = next.stop;
            after = true;
        }
        if token.text == "half" && unit.is_empty() {
            token.tag = Tag::Filler;
        }
        if token.tag == Tag::Number(12) && out.iter().rev().take(2).any(|before| before.text == "half") {
            token.tag = Tag::Number(6);
        }
        out.push(token);
    }
    for token in &mut out {
        if token.text == "half" {
            token.tag = Tag::Filler;
        }
    }
    out
}

/// `from 100 to 150`, `80 to 120 euros`.
fn spans(tokens: &mut [Token]) {
    for at in 0..tokens.len() {
        let amount = |at: usize| tokens.get(at).filter(|token| matches!(token.tag, Tag::Money(_) | Tag::Number(_)));
        let (Some(low), Some(high)) = (amount(at), amount(at + 2)) else { continue };
        let to = tokens.get(at + 1).is_some_and(|token| token.text == "to");
        let from = at.checked_sub(1).and_then(|at| tokens.get(at)).is_some_and(|token| token.text == "from");
        let money = [low, high].iter().any(|token| matches!(token.tag, Tag::Money(_)));
        if to && (from || money) {
            for (place, token) in tokens.iter_mut().enumerate().skip(at).take(3) {
                token.tag = if place == at + 1 { Tag::Between } else { Tag::Money(token.cents.unwrap_or(0)) };
            }
        }
    }
}

/// Numbers behind `under` or between `between` and `and` are money; `100 or less` is put the right way round.
fn limits(mut tokens: Vec<Token>) -> Vec<Token> {
    spans(&mut tokens);
    let mut limit = false;
    let mut between = 0;
    let mut before: Option<Tag> = None;
    for token in &mut tokens {
        match token.tag {
            // Between two amounts that are known already, nothing is left to find.
            Tag::Between if matches!(before, Some(Tag::Money(_))) => {}
            Tag::Between => between = 2,
            Tag::Max | Tag::Min | Tag::Around => limit = true,
            Tag::Number(_) | Tag::Unknown if (limit || between > 0) && token.cents.is_some() => {
                token.tag = Tag::Money(token.cents.unwrap_or(0));
                limit = false;
                between = i32::max(between - 1, 0);
            }
            Tag::Money(_) => {
                limit = false;
                between = i32::max(between - 1, 0);
            }
            Tag::And if between > 0 => token.tag = Tag::Filler,
            Tag::Filler | Tag::Definite | Tag::Indefinite | Tag::To => {}
            _ => limit = false,
        }
        before = Some(token.tag.clone());
    }
    for at in 0..tokens.len() {
        let or = tokens.get(at + 1).is_some_and(|token| token.text == "or" || token.tag == Tag::And);
        let less = tokens.get(at + 2).is_some_and(|token| {
            token.tag == Tag::Less || token.tag == Tag::Max || token.text == "cheaper" || token.text == "lower"
        });
        let last = tokens.get(at + 3).is_none_or(|token| !matches!(token.tag, Tag::Money(_) | Tag::Number(_)));
        if or
            && less
            && last
            && let Some(cents) = tokens.get(at).and_then(|token| token.cents)
        {
            if let Some(token) = tokens.get_mut(at) {
                token.tag = Tag::Max;
            }
            if let Some(token) = tokens.get_mut(at + 1) {
                token.tag = Tag::Money(cents);
            }
            if let Some(token) = tokens.get_mut(at + 2) {
                token.tag = Tag::Filler;
            }
        }
    }
    tokens
}

/// Numbers that are sizes, and numbers that belong to a name.
fn sizes(lexicon: &Lexicon, mut tokens: Vec<Token>) -> Vec<Token> {
    let mut before: Option<Token> = None;
    let mut sized = false;
    let mut headed = false;
    for at in 0..tokens.len() {
        let next = tokens.get(at + 1).map(|token| token.tag.clone());
        let Some(token) = tokens.get_mut(at) else { break };
        let earlier = before.as_ref().map_or("", |token| token.text.as_str());
        if token.cents.is_some() && lexicon.is_numbered(earlier, &token.text) {
            token.tag = Tag::Name(token.text.replace(',', "."));
        } else if let Tag::Number(count) = token.tag {
            let noun = matches!(
                next,
                Some(
                    Tag::Kind(_)
                        | Tag::Name(_)
                        | Tag::Of
                        | Tag::Pronoun
                        | Tag::More
                        | Tag::Less
                        | Tag::Trait(_)
                        | Tag::Colour(_)
                )
            );
            let wearable = (23..=48).contains(&count) || (104..=152).contains(&count);
            let led = before.as_ref().is_some_and(|token| {
                token.tag == Tag::In || token.text == "eu" || token.text == "eur" || token.tag == Tag::SizeWord
            });
            let article = before.as_ref().is_some_and(|token| token.tag == Tag::Indefinite);
            if sized || (wearable && !noun && (led || headed || article)) {
                token.tag = Tag::Size(count.to_string());
            }
        }
        match token.tag {
            Tag::SizeWord => sized = true,
            Tag::Filler | Tag::Asks | Tag::Indefinite | Tag::To | Tag::In | Tag::Definite => {}
            _ => sized = false,
        }
        headed |= matches!(token.tag, Tag::Kind(_) | Tag::Name(_) | Tag::Ordinal(_) | Tag::One { .. } | Tag::Pronoun);
        if matches!(token.tag, Tag::Verb(Verb::Set)) {
            headed = false;
        }
        before = Some(token.clone());
    }
    tokens
}

/// `one` is a number or stands for a noun.
fn ones(mut tokens: Vec<Token>) -> Vec<Token> {
    for at in 0..tokens.len() {
        if !tokens.get(at).is_some_and(|token| token.tag == Tag::One { many: false }) {
            continue;
        }
        let before = at.checked_sub(1).and_then(|at| tokens.get(at)).map(|token| &token.tag);
        let after = tokens.get(at + 1).map(|token| &token.tag);
        let counts = matches!(after, Some(Tag::Kind(_) | Tag::Name(_) | Tag::More | Tag::Less | Tag::Of));
        let stands = matches!(
            before,
            Some(
                Tag::Definite
                    | Tag::Ordinal(_)
                    | Tag::Trait(_)
                    | Tag::Sort(_)
                    | Tag::Colour(_)
                    | Tag::Other
                    | Tag::Keyword(_)
                    | Tag::Audience(_)
                    | Tag::Indefinite
                    | Tag::Size(_)
                    | Tag::Name(_)
                    | Tag::WeakName(_)
                    | Tag::Kind(_)
                    | Tag::Money(_)
            )
        );
        if (counts || !stands)
            && let Some(token) = tokens.get_mut(at)
        {
            token.tag = Tag::Number(1);
        }
    }
    tokens
}
