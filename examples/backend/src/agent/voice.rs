//! The agent's words in the language of the request. The code speaks English; `data/speech.txt` has each of its
//! sentences in the other languages, and `data/words.*.txt` the shopper's words in English.

use std::{collections::HashMap, fmt::Display};

use super::words::fold;

/// What the agent speaks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Language {
    #[default]
    English,
    German,
    French,
    Spanish,
}

/// A language: what is said in it, and what is understood.
#[derive(Debug)]
pub(crate) struct Voice {
    pub(super) language: Language,
    said: HashMap<String, String>,
    heard: HashMap<String, String>,
}

/// All of them.
#[derive(Debug)]
pub(super) struct Voices([Voice; 4]);

impl Voices {
    pub(super) fn new() -> Self {
        let (german, french, spanish) = (
            include_str!("../../data/words.de.txt"),
            include_str!("../../data/words.fr.txt"),
            include_str!("../../data/words.es.txt"),
        );
        Self([
            Voice { language: Language::English, said: HashMap::new(), heard: HashMap::new() },
            Voice { language: Language::German, said: speech("de"), heard: pairs(german) },
            Voice { language: Language::French, said: speech("fr"), heard: pairs(french) },
            Voice { language: Language::Spanish, said: speech("es"), heard: pairs(spanish) },
        ])
    }

    /// By a BCP 47 tag; English in place of any that is not known.
    pub(super) fn of(&self, tag: Option<&str>) -> &Voice {
        let [english, german, french, spanish] = &self.0;
        let primary = tag.and_then(|tag| tag.split(['-', '_']).next()).unwrap_or("").to_ascii_lowercase();
        match primary.as_str() {
            "de" => german,
            "fr" => french,
            "es" => spanish,
            _ => english,
        }
    }
}

/// Blocks of a sentence and its translations: the English line, then `de …`, `fr …`, `es …`.
fn speech(language: &str) -> HashMap<String, String> {
    let mut said = HashMap::new();
    let mut english = "";
    for line in include_str!("../../data/speech.txt").lines().filter(|line| !line.starts_with('#')) {
        match line.split_once('\t') {
            Some((tongue, text)) if tongue == language => {
                said.insert(english.to_owned(), text.to_owned());
            }
            Some(_) => {}
            None => english = line,
        }
    }
    said
}

/// Lines of `phrase|phrase = english`.
fn pairs(text: &str) -> HashMap<String, String> {
    let mut heard = HashMap::new();
    for (phrases, english) in text.lines().filter_map(|line| line.split_once(" = ")) {
        for phrase in phrases.split('|') {
            heard.insert(fold(phrase.trim()), english.trim().to_owned());
        }
    }
    heard
}

impl Voice {
    /// A sentence without holes.
    pub(super) fn plain(&self, text: &str) -> Option<&str> {
        self.said.get(text).map(String::as_str)
    }

    /// A sentence whose holes `{}` are filled in their order; a translation may name them by number, as `{1}`.
    pub(crate) fn text(&self, text: &str, holes: &[&dyn Display]) -> String {
        let mut rest = self.plain(text).unwrap_or(text);
        let mut out = String::new();
        let mut next = 0;
        while let Some((before, after)) = rest.split_once('{') {
            out.push_str(before);
            let Some((name, behind)) = after.split_once('}') else { break };
            let at = name.parse().unwrap_or(next);
            if let Some(hole) = holes.get(at) {
                out.push_str(&hole.to_string());
            }
            next = at + 1;
            rest = behind;
        }
        out + rest
    }

    /// What the shopper said, in English as far as its words are known; a name stays as it is.
    pub(super) fn understand(&self, sentence: &str) -> String {
        if self.language == Language::English {
            return sentence.to_owned();
        }
        let spaced = match self.language {
            Language::French => sentence.replace(['\'', '’', '-'], " "),
            _ => sentence.to_owned(),
        };
        let chunks: Vec<&str> = spaced.split_whitespace().collect();
        let (mut out, mut at) = (Vec::new(), 0);
        while at < chunks.len() {
            let longest = (1..=6.min(chunks.len() - at)).rev().find_map(|length| {
                let part = chunks.get(at..at + length)?;
                let (last, before) = part.split_last()?;
                // Not across a comma.
                if before.iter().any(|chunk| ends(chunk).is_some()) {
                    return None;
                }
                let words: Vec<String> = part.iter().map(|chunk| bare(chunk)).collect();
                let english = self.heard.get(&words.join(" "))?;
                Some((length, format!("{english}{}", ends(last).unwrap_or(""))))
            });
            match longest {
                Some((length, english)) => {
                    out.push(english);
                    at += length;
                }
                None => {
                    out.extend(chunks.get(at).map(|chunk| (*chunk).to_owned()));
                    at += 1;
                }
            }
        }
        out.join(" ")
    }
}

fn bare(chunk: &str) -> String {
    fold(chunk.trim_matches(|letter: char| !letter.is_alphanumeric() && !matches!(letter, '€' | '$')))
}

/// The sign that ends a part of a sentence.
fn ends(chunk: &str) -> Option<&'static str> {
    match chunk.chars().last() {
        Some(',' | ';' | ':') => Some(","),
        Some('.' | '!') => Some("."),
        Some('?') => Some("?"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::{fs, path::Path};

    use super::{Voices, pairs};

    /// Whatever the code says is in the book, with the same holes.
    #[test]
    fn every_sentence_is_translated() -> Result<(), Box<dyn std::error::Error>> {
        let voices = Voices::new();
        let mut count = 0;
        for file in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/agent"))? {
            let source = fs::read_to_string(file?.path())?;
            let shipped = source.split("#[cfg(test)]").next().unwrap_or("");
            for call in ["text(", "say("] {
                for part in shipped.split(call).skip(1) {
                    let Some(rest) = part.trim_start().strip_prefix('"') else { continue };
                    let literal = rest.split('"').next().unwrap_or("");
                    // A line that goes on after a backslash.
                    let (first, rest) = literal.split_once("\\\n").unwrap_or((literal, ""));
                    let rest: Vec<&str> = rest.split("\\\n").map(str::trim_start).collect();
                    let text = format!("{first}{}", rest.concat());
                    let words = text.replace("{}", "");
                    if !words.chars().any(char::is_alphabetic) {
                        continue;
                    }
                    count += 1;
                    for language in ["de", "fr", "es"] {
                        let said = voices.of(Some(language)).plain(&text);
                        let said = said.ok_or_else(|| format!("{language} has no words for: {text}"))?;
                        let holes = |text: &str| text.matches('{').count();
                        assert!(holes(said) <= holes(&text), "{language}: {said}");
                    }
                }
            }
        }
        assert!(count > 80, "only {count} sentences were found");
        Ok(())
    }

    #[test]
    fn sentences_are_put_into_english() {
        let voices = Voices::new();
        for (language, said, english) in [
            ("de-AT", "Nimm die Socken raus, bitte", "take the socks out, please"),
            ("fr", "ajoute-la au panier", "add it to my cart"),
            ("es", "¿qué hay en mi carrito?", "what is in my cart?"),
            ("en", "leave it", "leave it"),
            ("ja", "leave it", "leave it"),
        ] {
            assert_eq!(voices.of(Some(language)).understand(said), english, "{language}");
        }
        assert_eq!(voices.of(Some("de")).text("{} in {} is sold out.", &[&"A", &"B"]), "A in B ist ausverkauft.");
        assert_eq!(voices.of(None).text("{} costs {}.", &[&"A", &"{}"]), "A costs {}.");
        assert_eq!(pairs("a|b = c").len(), 2);
    }
}
