//! A sentence, cut into words: lower case, without accents, contractions written out.

/// One word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// As it is compared.
    pub text: String,
    /// As it was written.
    pub raw: String,
    /// The value in cents, when it is a number.
    pub cents: Option<i64>,
    /// Whether a money sign stood beside it.
    pub money: bool,
    /// Whether a comma, semicolon or full stop follows.
    pub stop: bool,
}

impl Word {
    fn new(text: String, raw: &str, stop: bool) -> Self {
        let cents = cents(&text);
        Self { text, raw: raw.to_owned(), cents, money: false, stop }
    }

    /// The number of pieces it says, if it is a whole number.
    #[must_use]
    pub fn count(&self) -> Option<u32> {
        self.cents.filter(|cents| cents % 100 == 0).and_then(|cents| u32::try_from(cents / 100).ok())
    }
}

/// Letters as they are compared: lower case, no accents.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars().flat_map(char::to_lowercase) {
        match letter {
            'ä' | 'à' | 'á' | 'â' | 'å' => out.push('a'),
            'ö' | 'ó' | 'ò' | 'ô' | 'ø' => out.push('o'),
            'ü' | 'ú' | 'ù' | 'û' => out.push('u'),
            'é' | 'è' | 'ê' | 'ë' => out.push('e'),
            'í' | 'ì' | 'î' | 'ï' => out.push('i'),
            'ç' => out.push('c'),
            'ñ' => out.push('n'),
            'ß' => out.push_str("ss"),
            '’' | '‘' | '`' | '´' => out.push('\''),
            '–' | '—' | '‑' => out.push('-'),
            other => out.push(other),
        }
    }
    out
}

/// Cuts a sentence into words.
#[must_use]
pub fn words(sentence: &str) -> Vec<Word> {
    let mut out: Vec<Word> = Vec::new();
    for chunk in sentence.split(|letter: char| letter.is_whitespace() || matches!(letter, '"' | '“' | '”' | '(' | ')'))
    {
        let folded = fold(chunk);
        let body = folded.trim_start_matches(['\'', '.', ',', '¿', '¡', '-', '*', '…']);
        let trimmed = body.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '-', '…']);
        let stop = body.len() > trimmed.len();
        if trimmed.is_empty() {
            if let Some(last) = out.last_mut() {
                last.stop = true;
            }
            continue;
        }
        let raw = chunk.trim_matches(|letter: char| !letter.is_alphanumeric() && !matches!(letter, '€' | '$' | '£'));
        let before = out.len();
        cut(trimmed, raw, &mut out);
        if out.len() > before
            && let Some(last) = out.last_mut()
        {
            last.stop = stop;
        }
    }
    out
}

fn cut(text: &str, raw: &str, out: &mut Vec<Word>) {
    const SIGNS: [char; 4] = ['$', '€', '£', '¥'];
    if text.contains(SIGNS) {
        let bare: String = text.chars().filter(|letter| !SIGNS.contains(letter)).collect();
        if bare.is_empty() {
            if let Some(last) = out.last_mut() {
                last.money = last.cents.is_some();
            }
            return;
        }
        let before = out.len();
        cut(&bare, raw, out);
        for word in out.iter_mut().skip(before).filter(|word| word.cents.is_some()) {
            word.money = true;
        }
        return;
    }
    if cents(text).is_some() || range(text) {
        out.push(Word::new(text.to_owned(), raw, false));
        return;
    }
    if text.contains(['-', '/', '&', '+', ',', ';', '·']) {
        for (at, part) in text.split(['-', '/', '&', '+', ',', ';', '·']).enumerate() {
            if at > 0
                && text.contains(['&', '+', ',', ';'])
                && let Some(last) = out.last_mut()
            {
                last.stop = true;
            }
            if !part.is_empty() {
                cut(part, part, out);
            }
        }
        return;
    }
    if let Some((number, unit)) = measure(text) {
        out.push(Word::new(number, raw, false));
        out.push(Word::new(unit, raw, false));
        return;
    }
    for part in contraction(text) {
        out.push(Word::new(part, raw, false));
    }
}

/// `39-42`.
fn range(text: &str) -> bool {
    text.split_once('-').is_some_and(|(low, high)| {
        let digits = |part: &str| !part.is_empty() && part.len() <= 3 && part.bytes().all(|byte| byte.is_ascii_digit());
        digits(low) && digits(high)
    })
}

/// `2x`, `100g`, `38l`: a number and its unit.
fn measure(text: &str) -> Option<(String, String)> {
    let digits: String = text.chars().take_while(|letter| letter.is_ascii_digit() || *letter == '.').collect();
    let unit: String = text.chars().skip(digits.chars().count()).collect();
    if let Some(count) = text.strip_prefix('x').filter(|rest| cents(rest).is_some()) {
        return Some((count.to_owned(), "x".to_owned()));
    }
    let known = ["x", "g", "kg", "l", "eur", "euro", "euros", "usd", "p", "lm"];
    (cents(&digits).is_some() && known.contains(&unit.as_str())).then_some((digits, unit))
}

fn contraction(text: &str) -> Vec<String> {
    let Some((head, tail)) = text.split_once('\'') else { return vec![text.to_owned()] };
    let asks = ["what", "that", "it", "let", "where", "how", "who", "there", "here", "which", "he", "she"];
    let second = match tail {
        "ll" => "will",
        "d" => "would",
        "m" => "am",
        "re" => "are",
        "ve" => "have",
        "s" if asks.contains(&head) => "is",
        "t" => "not",
        _ => return vec![head.to_owned()],
    };
    let first = match (head, tail) {
        ("can", "t") => "can",
        ("won", "t") => "will",
        (_, "t") => head.strip_suffix('n').unwrap_or(head),
        _ => head,
    };
    vec![first.to_owned(), second.to_owned()]
}

/// `100`, `89,95`, `1.299`, `4.2`.
fn cents(text: &str) -> Option<i64> {
    if text.len() > 12 || !text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.' || byte == b',') {
        return None;
    }
    let mut parts: Vec<&str> = text.split(['.', ',']).collect();
    if parts.iter().any(|part| part.is_empty()) {
        return None;
    }
    let last = parts.last().copied().unwrap_or("");
    let fraction = if parts.len() > 1 && last.len() < 3 { parts.pop() } else { None };
    let whole: i64 = parts.concat().parse().ok()?;
    let fraction = match fraction {
        None => 0,
        Some(part) if part.len() == 1 => part.parse::<i64>().ok()? * 10,
        Some(part) => part.parse().ok()?,
    };
    whole.checked_mul(100)?.checked_add(fraction)
}

#[cfg(test)]
mod tests {
    use super::words;

    fn texts(sentence: &str) -> Vec<String> {
        words(sentence).into_iter().map(|word| word.text).collect()
    }

    #[test]
    fn sentences_are_cut() {
        assert_eq!(
            texts("I'll take the second one, size 42."),
            ["i", "will", "take", "the", "second", "one", "size", "42"]
        );
        assert_eq!(texts("What’s in my cart?"), ["what", "is", "in", "my", "cart"]);
        assert_eq!(texts("Don't want Föhn"), ["do", "not", "want", "fohn"]);
        assert_eq!(texts("39–42 2x 100g"), ["39-42", "2", "x", "100", "g"]);
        assert_eq!(texts("tent,mat & lamp"), ["tent", "mat", "lamp"]);
    }

    #[test]
    fn amounts_are_read() {
        let cents = |sentence: &str| words(sentence).first().and_then(|word| word.cents);
        assert_eq!(cents("$100"), Some(10_000));
        assert_eq!(cents("89,95"), Some(8_995));
        assert_eq!(cents("1.299"), Some(129_900));
        assert_eq!(cents("4.2"), Some(420));
        assert_eq!(cents("x"), None);
        assert!(words("100 €").first().is_some_and(|word| word.money));
    }
}
