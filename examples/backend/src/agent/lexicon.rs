//! Every word and phrase the agent knows: the fixed vocabulary, and the words of the catalogue.

use std::collections::{HashMap, HashSet};

use crate::catalogue::Catalogue;

use super::{
    tag::Tag,
    vocabulary,
    words::{self, fold},
};

/// Parts of names that say little alone.
const WEAK: [&str; 12] =
    ["mid", "low", "pro", "gtx", "leder", "ultra", "r", "3l", "mit", "verstarkter", "gross", "ferse"];
/// Phrases have at most so many words.
const LONGEST: usize = 6;

/// Phrases and their meanings.
#[derive(Debug)]
pub struct Lexicon {
    phrases: HashMap<String, Tag>,
    /// `grat 38`: numbers that belong to a name.
    numbered: HashSet<(String, String)>,
}

impl Lexicon {
    /// The fixed vocabulary and the catalogue's words.
    #[must_use]
    pub fn new(catalogue: &Catalogue) -> Self {
        let mut phrases = HashMap::new();
        for (row, tag) in vocabulary::rows() {
            for phrase in row.split('|') {
                phrases.insert(phrase.to_owned(), tag.clone());
            }
        }
        let mut numbered = HashSet::new();
        let fixed: HashSet<String> = phrases.keys().cloned().collect();
        for product in catalogue.products() {
            for word in &product.words {
                let word = fold(word);
                if !fixed.contains(&word) {
                    phrases.insert(word.clone(), Tag::Keyword(word));
                }
            }
        }
        for product in catalogue.products() {
            let mut before = String::new();
            for word in words::words(&product.name) {
                if word.cents.is_some() {
                    numbered.insert((before.clone(), word.text));
                } else if WEAK.contains(&word.text.as_str()) {
                    phrases.entry(word.text.clone()).or_insert(Tag::WeakName(word.text.clone()));
                    before = word.text;
                } else {
                    phrases.entry(word.text.clone()).or_insert(Tag::Name(word.text.clone()));
                    before = word.text;
                }
            }
        }
        Self { phrases, numbered }
    }

    /// The longest phrase at the beginning of these words: its meaning and how many words it has.
    #[must_use]
    pub fn longest(&self, words: &[&str]) -> Option<(Tag, usize)> {
        for length in (1..=words.len().min(LONGEST)).rev() {
            let Some((last, before)) = words.get(..length).and_then(<[&str]>::split_last) else { continue };
            let head = before.iter().fold(String::new(), |text, word| text + word + " ");
            for form in forms(last) {
                if let Some(tag) = self.phrases.get(&format!("{head}{form}")) {
                    return Some((tag.clone(), length));
                }
            }
        }
        None
    }

    /// What a misspelt word was meant to be: a word of the vocabulary that is one or two letters away.
    #[must_use]
    pub fn meant(&self, word: &str) -> Option<Tag> {
        let length = word.chars().count();
        let allowed = match length {
            0..=4 => return None,
            5..=7 => 1,
            _ => 2,
        };
        let first = word.chars().next();
        let mut best: Option<(usize, &str, &Tag)> = None;
        for (phrase, tag) in &self.phrases {
            if phrase.contains(' ') || phrase.chars().next() != first || phrase.chars().count() < 4 {
                continue;
            }
            let far = forms(word).iter().map(|form| distance(form, phrase)).min().unwrap_or(usize::MAX);
            if far <= allowed && best.is_none_or(|(least, text, _)| (far, phrase.as_str()) < (least, text)) {
                best = Some((far, phrase, tag));
            }
        }
        best.map(|(_, _, tag)| tag.clone())
    }

    /// Whether this number stands behind this word in the name of a product.
    #[must_use]
    pub fn is_numbered(&self, before: &str, number: &str) -> bool {
        let number = number.replace(',', ".");
        self.numbered.contains(&(before.to_owned(), number))
    }
}

/// The word, and what it is in the singular.
fn forms(word: &str) -> Vec<String> {
    let mut forms = vec![word.to_owned()];
    if word.chars().count() > 3 {
        if let Some(stem) = word.strip_suffix("ies") {
            forms.push(format!("{stem}y"));
        }
        if let Some(stem) = word.strip_suffix("es").filter(|stem| stem.ends_with(['s', 'x', 'h'])) {
            forms.push(stem.to_owned());
        }
        if let Some(stem) = word.strip_suffix('s').filter(|stem| !stem.ends_with('s')) {
            forms.push(stem.to_owned());
        }
    }
    forms
}

/// Letters to add, to take away, to replace or to swap with their neighbour.
fn distance(one: &str, other: &str) -> usize {
    let one: Vec<char> = one.chars().collect();
    let other: Vec<char> = other.chars().collect();
    if one.len().abs_diff(other.len()) > 2 {
        return usize::MAX;
    }
    let at = |row: &[usize], place: usize| row.get(place).copied().unwrap_or(usize::MAX / 2);
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=other.len()).collect();
    for (line, letter) in one.iter().enumerate() {
        let mut row = vec![line + 1];
        for (place, against) in other.iter().enumerate() {
            let same = usize::from(letter != against);
            let mut least = (at(&above, place) + same).min(at(&above, place + 1) + 1).min(at(&row, place) + 1);
            let swapped =
                line > 0 && place > 0 && one.get(line - 1) == Some(against) && other.get(place - 1) == Some(letter);
            if swapped {
                least = least.min(at(&before, place - 1) + 1);
            }
            row.push(least);
        }
        before = std::mem::replace(&mut above, row);
    }
    at(&above, other.len())
}

#[cfg(test)]
mod tests {
    use super::{Lexicon, distance};
    use crate::{agent::tag::Tag, catalogue::Catalogue};

    #[test]
    fn letters_are_counted() {
        assert_eq!(distance("waterprof", "waterproof"), 1);
        assert_eq!(distance("gelt", "zelt"), 1);
        assert_eq!(distance("bakcpack", "backpack"), 1);
        assert_eq!(distance("tent", "tent"), 0);
    }

    #[test]
    fn phrases_plurals_and_misspellings_are_found() -> Result<(), Box<dyn std::error::Error>> {
        let lexicon = Lexicon::new(&Catalogue::read()?);
        assert_eq!(lexicon.longest(&["hiking", "boots", "under"]), Some((Tag::Kind("boot"), 2)));
        assert_eq!(lexicon.longest(&["check", "out"]), Some((Tag::Checkout, 2)));
        assert_eq!(lexicon.longest(&["gletscher"]), Some((Tag::Name("gletscher".into()), 1)));
        assert_eq!(lexicon.meant("bakcpack"), Some(Tag::Kind("backpack")));
        assert!(lexicon.is_numbered("grat", "38"));
        Ok(())
    }
}
