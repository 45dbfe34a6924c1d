//! A sentence, understood: what its speaker wants, before it is known what is meant by it.

use super::{
    lexicon::Lexicon,
    mention::{Mention, mentions},
    tag::{Tag, Topic, Verb},
    token::{Token, tokens},
};

/// What a speaker wants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    /// Good day.
    Greet,
    /// Thank you.
    Thank,
    /// What can you do?
    Help,
    /// Yes.
    Agree,
    /// No.
    Decline,
    /// Empty the cart.
    Clear,
    /// What is in it?
    View,
    /// To the till.
    Checkout,
    /// Deliver to this country; an empty code is one we do not know.
    Country(&'static str),
    /// A question about the shop, and the country it is about.
    Ask(Topic, Option<&'static str>),
    /// Change the cart.
    Deeds,
    /// What did you just do?
    Report,
    /// Why not?
    Why,
    /// Take it back.
    Undo,
    /// A question about a product.
    Facts,
    /// What is needed for nights outside.
    Outfit,
    /// What is there at all?
    Browse,
    /// Show more of the same.
    More,
    /// Show products.
    Search,
    /// Only sizes, colours or numbers: the answer to a question of ours, if there was one.
    Value,
    /// Not understood.
    Unclear,
}

/// A sentence, understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// What is wanted.
    pub act: Act,
    /// Of what.
    pub mentions: Vec<Mention>,
    /// Words that were not understood.
    pub unknown: Vec<String>,
    /// All words, folded, for values that only a product knows.
    pub plain: Vec<String>,
}

/// Reads a sentence.
#[must_use]
pub fn read(lexicon: &Lexicon, sentence: &str) -> Reading {
    let tokens = tokens(lexicon, sentence);
    let mentions = mentions(&tokens);
    let unknown = tokens.iter().filter(|token| token.tag == Tag::Unknown).map(|token| token.raw.clone()).collect();
    let plain = super::words::words(sentence).into_iter().map(|word| word.text).collect();
    let asks = sentence.trim_end().ends_with('?');
    let act = act(&tokens, &mentions, asks);
    Reading { act, mentions, unknown, plain }
}

fn act(tokens: &[Token], mentions: &[Mention], asks: bool) -> Act {
    let has = |wanted: &Tag| tokens.iter().any(|token| token.tag == *wanted);
    let verb = |wanted: Verb| has(&Tag::Verb(wanted));
    let topic = tokens.iter().find_map(|token| match token.tag {
        Tag::Topic(topic) => Some(topic),
        _ => None,
    });
    let country = tokens.iter().find_map(|token| match token.tag {
        Tag::Country(code) => Some(code),
        _ => None,
    });
    let headed =
        mentions.iter().any(|mention| mention.filter.has_noun() || !mention.ordinals.is_empty() || mention.one);
    let changes =
        [Verb::Add, Verb::Take, Verb::Remove, Verb::Set, Verb::Raise, Verb::Lower, Verb::Double].into_iter().any(verb);
    if let Some(act) = manners(tokens) {
        return act;
    }
    if has(&Tag::Undo) {
        return Act::Undo;
    }
    if has(&Tag::Report) {
        return Act::Report;
    }
    if has(&Tag::Why) && !headed && !wonders(tokens) {
        return Act::Why;
    }
    if refuses(tokens) {
        return Act::Decline;
    }
    if asks && (has(&Tag::Suppose) || wonders(tokens)) {
        return Act::Help;
    }
    // `Can I return the socks after I buy them?`
    if let (Some(topic), true, true) =
        (topic, asks, tokens.first().is_some_and(|token| OPENINGS.contains(&token.raw.to_lowercase().as_str())))
    {
        return Act::Ask(topic, country);
    }
    if has(&Tag::StartOver) || clears(tokens, headed) {
        return Act::Clear;
    }
    let goes = verb(Verb::Deliver) || verb(Verb::Set) || topic.is_some() || !headed;
    if let Some(code) = country.filter(|_| goes) {
        let asked =
            asks || has(&Tag::Fact(super::tag::Fact::Price)) || topic == Some(Topic::Delivery) && !verb(Verb::Set);
        let orders = verb(Verb::Deliver) && !tokens.first().is_some_and(|token| token.tag == Tag::Asks);
        return if asked && (asks || !orders) { Act::Ask(Topic::Delivery, Some(code)) } else { Act::Country(code) };
    }
    if let Some(topic) = topic.filter(|_| !(changes && headed)) {
        return Act::Ask(topic, None);
    }
    // `review my order before I pay`
    let first = tokens.iter().find(|token| matches!(token.tag, Tag::View | Tag::Checkout));
    if has(&Tag::Checkout) && !headed && first.is_none_or(|first| first.tag == Tag::Checkout) {
        return Act::Checkout;
    }
    if has(&Tag::View) || (has(&Tag::Cart) && !changes && !headed) {
        return Act::View;
    }
    things(tokens, mentions, asks)
}

/// `should I remove the socks?`, `how can I empty my cart?`, `would you add it if …?`: talks of a deed, and asks for none.
fn wonders(tokens: &[Token]) -> bool {
    let raw = |token: &Token| token.raw.to_lowercase();
    let first = tokens.first().map(raw).unwrap_or_default();
    let deed = tokens.iter().any(|token| {
        matches!(token.tag, Tag::Verb(verb) if !matches!(verb, Verb::Want | Verb::Show | Verb::Deliver | Verb::Take))
    });
    let supposed = tokens.iter().skip(1).any(|token| raw(token) == "if");
    let how = first.starts_with("how") && !tokens.iter().any(|token| matches!(token.tag, Tag::Fact(_) | Tag::View));
    deed && (supposed || how || ["why", "should"].contains(&first.as_str()))
}

/// Words that open a question.
const OPENINGS: [&str; 12] = ["can", "could", "may", "how", "what", "when", "where", "do", "does", "is", "will", "are"];

/// `don't add it`, `keep the socks`, `add nothing`: a deed that is not to be done.
fn refuses(tokens: &[Token]) -> bool {
    let deed = |token: &Token| {
        matches!(token.tag, Tag::Checkout | Tag::StartOver)
            || matches!(token.tag, Tag::Verb(verb) if !matches!(verb, Verb::Want | Verb::Show | Verb::Deliver))
    };
    let meaning: Vec<&Token> =
        tokens.iter().filter(|token| !matches!(token.tag, Tag::Filler | Tag::Asks | Tag::Unknown | Tag::To)).collect();
    let away = meaning.iter().any(|token| token.tag == Tag::Away);
    let kept = !away && meaning.iter().any(|token| token.tag == Tag::Keep) && !meaning.iter().any(|token| deed(token));
    let nothing = meaning.iter().any(|token| token.tag == Tag::Nothing);
    let not = |token: &Token| token.tag == Tag::Not && ["not", "never"].contains(&token.raw.to_lowercase().as_str());
    let denied = meaning.iter().enumerate().any(|(at, token)| {
        // The raw word of a contraction is the whole of it.
        let denies = not(token) || (token.tag == Tag::Not && token.raw.ends_with(['t', 'T']));
        let next = meaning.get(at + 1);
        denies && next.is_none_or(|next| deed(next))
    });
    kept || nothing || denied
}

/// A sentence that is nothing but manners.
fn manners(tokens: &[Token]) -> Option<Act> {
    let meaning = tokens.iter().filter(|token| {
        !matches!(
            token.tag,
            Tag::Filler | Tag::Definite | Tag::Indefinite | Tag::Pronoun | Tag::Asks | Tag::To | Tag::In
        )
    });
    let mut found = None;
    for token in meaning {
        let act = match token.tag {
            Tag::Greeting => Act::Greet,
            Tag::Thanks => Act::Thank,
            Tag::Help => return Some(Act::Help),
            Tag::Yes => Act::Agree,
            Tag::No => Act::Decline,
            _ => return None,
        };
        found = found.or(Some(act));
    }
    found
}

/// `empty my cart`, `remove everything`; not `remove all the socks`.
fn clears(tokens: &[Token], headed: bool) -> bool {
    let has = |wanted: &Tag| tokens.iter().any(|token| token.tag == *wanted);
    let all = has(&Tag::Everything);
    let removes = has(&Tag::Verb(Verb::Remove))
        || ((has(&Tag::Verb(Verb::Take)) || has(&Tag::Verb(Verb::Add))) && has(&Tag::Away));
    let counted = tokens.iter().any(|token| matches!(token.tag, Tag::Number(_) | Tag::Size(_) | Tag::Colour(_)));
    !headed
        && !counted
        && (has(&Tag::Verb(Verb::Clear)) || (removes && (all || (has(&Tag::Cart) && !has(&Tag::Pronoun)))))
}

fn things(tokens: &[Token], mentions: &[Mention], asks: bool) -> Act {
    let has = |wanted: &Tag| tokens.iter().any(|token| token.tag == *wanted);
    let points = mentions.iter().any(Mention::points);
    let described = mentions.iter().any(|mention| !mention.filter.is_empty());
    let opening = tokens.iter().find(|token| !matches!(token.tag, Tag::Filler | Tag::Yes | Tag::And | Tag::Greeting));
    let question = asks
        && opening.is_some_and(|token| {
            matches!(token.tag, Tag::Asks | Tag::Verb(Verb::Show | Verb::Want) | Tag::Fact(_)) || points
        });
    // `Which boots should I take?` asks for advice.
    let wonders = asks && tokens.iter().any(|token| ["which", "what"].contains(&token.raw.to_lowercase().as_str()));
    let deed = |mention: &Mention| match mention.verb {
        Some(Verb::Add | Verb::Take) if wonders && !mention.points() => false,
        Some(Verb::Remove | Verb::Set | Verb::Raise | Verb::Lower | Verb::Double | Verb::Clear) => true,
        Some(Verb::Add | Verb::Take) => {
            mention.has_head() || mention.quantity.is_some() || mention.more || mention.cart
        }
        Some(Verb::Want) => {
            (mention.points() && !mention.many)
                || mention.changes_number()
                || (mention.quantity.is_some() && named(mention))
        }
        Some(Verb::Show | Verb::Deliver) => false,
        None => !question && bare(mention),
    };
    let fact = mentions.iter().find_map(|mention| mention.fact);
    if fact.is_some() && mentions.iter().any(|mention| mention.has_head() || described) || fact.is_some() && !described
    {
        return Act::Facts;
    }
    let asked_for = asks && (has(&Tag::Asks) || has(&Tag::Verb(Verb::Show)));
    let pointed = mentions.iter().any(|mention| {
        mention.pronoun
            || mention.one && !mention.many
            || !mention.ordinals.is_empty()
            || mention.definite && named(mention)
    });
    if asked_for
        && pointed
        && !mentions
            .iter()
            .any(|mention| matches!(mention.verb, Some(Verb::Add | Verb::Take | Verb::Remove | Verb::Set)))
    {
        return Act::Facts;
    }
    if mentions.iter().any(deed) {
        return Act::Deeds;
    }
    if has(&Tag::Occasion) && !mentions.iter().any(|mention| mention.filter.has_noun()) {
        return Act::Outfit;
    }
    let wants_more = mentions.iter().any(|mention| mention.more || mention.other);
    if wants_more
        && !mentions.iter().any(|mention| mention.filter.has_noun() && !mention.more && !mention.other)
        && !described
    {
        return Act::More;
    }
    if mentions.iter().any(|mention| mention.filter.describes() || mention.many) {
        return Act::Search;
    }
    if pointed && mentions.iter().any(|mention| mention.verb == Some(Verb::Show)) {
        return Act::Facts;
    }
    if mentions
        .iter()
        .any(|mention| !mention.filter.is_empty() || mention.quantity.is_some() || mention.any || mention.pronoun)
    {
        return Act::Value;
    }
    if has(&Tag::Checkout) {
        return Act::Checkout;
    }
    if mentions.iter().any(|mention| mention.verb == Some(Verb::Show)) && !has(&Tag::Unknown) {
        return Act::Browse;
    }
    Act::Unclear
}

fn named(mention: &Mention) -> bool {
    !mention.filter.kinds.is_empty() || !mention.filter.names.is_empty()
}

/// `the second one`, `two of those`, `one more`, with no verb at all.
fn bare(mention: &Mention) -> bool {
    !mention.many
        && (!mention.ordinals.is_empty()
            || mention.one
            || mention.changes_number()
            || (mention.pronoun && mention.quantity.is_some())
            || (mention.quantity.is_some() && named(mention))
            || (mention.other && (named(mention) || mention.colour_word))
            || (mention.only && mention.definite && named(mention))
            || (mention.all && !mention.filter.has_noun()))
}

impl Mention {
    /// `one more`, `two less`.
    #[must_use]
    pub fn changes_number(&self) -> bool {
        (self.more || self.less) && self.quantity.is_some()
    }
}
