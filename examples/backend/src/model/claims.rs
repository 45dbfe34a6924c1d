//! What a model may say: that a cart was changed only when an outcome says so. Each sentence is looked at before it is
//! shown, also while it streams; a false one is replaced by what is true.

use std::sync::OnceLock;

use crate::agent::fold;

/// What a sentence claims to have been done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Added,
    Removed,
    Changed,
    Cleared,
    Ordered,
    /// Something or other.
    Any,
}

/// A language's words.
#[derive(Debug, Default)]
struct Tongue {
    name: &'static str,
    claims: Vec<(Kind, Vec<&'static str>)>,
    before: Vec<Vec<&'static str>>,
    clause: Vec<Vec<&'static str>>,
    with: Vec<Vec<&'static str>>,
}

fn tongues() -> &'static [Tongue] {
    static TONGUES: OnceLock<Vec<Tongue>> = OnceLock::new();
    TONGUES.get_or_init(|| {
        let mut tongues: Vec<Tongue> = Vec::new();
        for line in include_str!("../../data/claims.txt").lines().filter(|line| !line.starts_with('#')) {
            let mut parts = line.splitn(3, ' ');
            let (Some(name), Some(kind), Some(words)) = (parts.next(), parts.next(), parts.next()) else { continue };
            if tongues.last().is_none_or(|last| last.name != name) {
                tongues.push(Tongue { name, ..Tongue::default() });
            }
            let Some(tongue) = tongues.last_mut() else { continue };
            let phrases = words.split('|').map(|phrase| phrase.split(' ').collect::<Vec<_>>());
            let kind = match kind {
                "before" => {
                    tongue.before = phrases.collect();
                    continue;
                }
                "clause" => {
                    tongue.clause = phrases.collect();
                    continue;
                }
                "with" => {
                    tongue.with = phrases.collect();
                    continue;
                }
                "added" => Kind::Added,
                "removed" => Kind::Removed,
                "changed" => Kind::Changed,
                "cleared" => Kind::Cleared,
                "ordered" => Kind::Ordered,
                _ => Kind::Any,
            };
            tongue.claims.extend(phrases.map(|phrase| (kind, phrase)));
        }
        tongues
    })
}

/// What a sentence claims, in any of the languages; a model may answer in another than it was asked for.
pub(super) fn claims(sentence: &str) -> Vec<Kind> {
    let mut found = Vec::new();
    for clause in sentence.split([',', ';', ':', '(', ')', '–', '—', '!', '.', '\n']) {
        let asks = sentence.trim_end().ends_with('?');
        let text = fold(clause);
        let words: Vec<&str> =
            text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        for tongue in tongues() {
            let claimed = |(kind, phrase): &(Kind, Vec<&str>)| {
                let at = places(&words, phrase);
                at.into_iter().any(|at| stands(tongue, &words, at, asks)).then_some(*kind)
            };
            found.extend(tongue.claims.iter().filter_map(claimed));
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

fn places(words: &[&str], phrase: &[&str]) -> Vec<usize> {
    words.windows(phrase.len().max(1)).enumerate().filter(|(_, part)| *part == phrase).map(|(at, _)| at).collect()
}

/// Whether a word at this place is a claim: not denied, not a condition, not a question.
fn stands(tongue: &Tongue, words: &[&str], at: usize, asks: bool) -> bool {
    let head = words.get(..at).unwrap_or(&[]);
    let denied = tongue.before.iter().any(|phrase| head.ends_with(phrase));
    // `If you like`: a condition only within its own clause. A question that opens as one claims nothing either.
    let opened = tongue.clause.iter().any(|phrase| words.starts_with(phrase) && (at > 0 || asks));
    let softened = tongue.with.iter().any(|phrase| !places(words, phrase).is_empty());
    !(denied || opened || softened)
}

/// Holds text back until a sentence is whole.
#[derive(Debug, Default)]
pub(super) struct Sentences(String);

/// A sentence that has no end is looked at in pieces of this length.
const LONGEST: usize = 500;

impl Sentences {
    /// Takes a piece, and gives the sentences that are whole now.
    pub(super) fn take(&mut self, piece: &str) -> Vec<String> {
        self.0.push_str(piece);
        let mut whole = Vec::new();
        while let Some(end) = end_of_sentence(&self.0) {
            let rest = self.0.split_off(end);
            whole.push(std::mem::replace(&mut self.0, rest));
        }
        whole
    }

    /// What is left at the end.
    pub(super) fn rest(&mut self) -> Option<String> {
        Some(std::mem::take(&mut self.0)).filter(|rest| !rest.trim().is_empty())
    }
}

/// Behind a full stop and the space after it, or a line.
fn end_of_sentence(text: &str) -> Option<usize> {
    let mut stopped = false;
    for (count, (at, letter)) in text.char_indices().enumerate() {
        if letter == '\n' || (stopped && letter.is_whitespace()) || (count > LONGEST && letter.is_whitespace()) {
            return Some(at + letter.len_utf8());
        }
        stopped =
            matches!(letter, '.' | '!' | '?' | '…' | '。') || (stopped && matches!(letter, '"' | '”' | ')' | '*'));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{Kind, Sentences, claims};

    #[test]
    fn claims_are_found_in_four_languages() {
        for (sentence, kind) in [
            ("I've added the Kar 2 to your cart.", Kind::Added),
            ("Added!", Kind::Added),
            ("The tent has been added.", Kind::Added),
            ("If you like it, good: I added two.", Kind::Added),
            ("I removed the socks, shall I go on?", Kind::Removed),
            ("Your quantity was updated.", Kind::Changed),
            ("I emptied your cart.", Kind::Cleared),
            ("You have ordered two tents.", Kind::Ordered),
            ("All done!", Kind::Any),
            ("The tent is now in your cart.", Kind::Any),
            ("Ich habe das Zelt hinzugefügt.", Kind::Added),
            ("Die Socken wurden entfernt.", Kind::Removed),
            ("Ihr Warenkorb ist geleert.", Kind::Cleared),
            ("J'ai ajouté la tente.", Kind::Added),
            ("Les chaussettes ont été retirées.", Kind::Removed),
            ("He añadido la tienda.", Kind::Added),
            ("Eliminé los calcetines.", Kind::Removed),
        ] {
            assert!(claims(sentence).contains(&kind), "{sentence}: {:?}", claims(sentence));
        }
    }

    #[test]
    fn what_claims_nothing_may_be_said() {
        for sentence in [
            "Shall I add the Kar 2 to your cart?",
            "I can add it for you.",
            "Nothing was added.",
            "It will be added once you confirm.",
            "Once it is added, you can check out.",
            "I have not added anything.",
            "The Kar 2 is a tent for two, 259 €.",
            "I've put this to you to confirm.",
            "I have not changed anything in your cart.",
            "Soll ich das Zelt hinzufügen?",
            "Es wurde noch nichts hinzugefügt.",
            "Je n'ai rien changé.",
            "Rien n'a été ajouté.",
            "No he añadido nada.",
            "Would you like it added?",
        ] {
            assert!(claims(sentence).is_empty(), "{sentence}: {:?}", claims(sentence));
        }
    }

    #[test]
    fn sentences_are_held_back_until_they_are_whole() {
        let mut held = Sentences::default();
        assert!(held.take("I've ad").is_empty());
        assert!(held.take("ded it.").is_empty());
        assert_eq!(held.take(" It costs 3.50 €. Mo"), ["I've added it. ", "It costs 3.50 €. "]);
        assert_eq!(held.rest().as_deref(), Some("Mo"));
        assert_eq!(held.rest(), None);
        assert!(!held.take(&"word ".repeat(200)).is_empty());
    }
}
