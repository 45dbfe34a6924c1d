//! One thing that a sentence speaks of: what should happen, how many, and which.

use super::{
    filter::Filter,
    tag::{Fact, Sort, Tag, Trait, Verb},
    token::Token,
};

/// One thing that a sentence speaks of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mention {
    /// What should happen to it.
    pub verb: Option<Verb>,
    /// How many.
    pub quantity: Option<u32>,
    /// Its place in a list.
    pub ordinals: Vec<i32>,
    /// `it`.
    pub pronoun: bool,
    /// `the waterproof one`.
    pub one: bool,
    /// `ones`: rather a kind than a thing.
    pub many: bool,
    /// `the other`.
    pub other: bool,
    /// `colour`, as in `the other colour`.
    pub colour_word: bool,
    /// `more`.
    pub more: bool,
    /// `less`.
    pub less: bool,
    /// All that is in question.
    pub all: bool,
    /// Any variant will do.
    pub any: bool,
    /// `the`.
    pub definite: bool,
    /// `in my cart`.
    pub cart: bool,
    /// `instead`, `only`.
    pub only: bool,
    /// What was asked about it.
    pub fact: Option<Fact>,
    /// Its description.
    pub filter: Filter,
}

impl Mention {
    /// Whether it says which thing it speaks of.
    #[must_use]
    pub fn has_head(&self) -> bool {
        !self.ordinals.is_empty()
            || self.pronoun
            || self.one
            || self.many
            || self.other
            || self.all
            || self.superlative()
            || self.filter.has_noun()
    }

    /// Whether it points at something that was shown or is in the cart.
    #[must_use]
    pub fn points(&self) -> bool {
        !self.ordinals.is_empty()
            || self.pronoun
            || self.one
            || (self.all && !self.cart)
            || self.superlative()
            || (self.other && self.colour_word)
            || (self.definite && (!self.filter.kinds.is_empty() || !self.filter.names.is_empty()))
    }

    /// `the lightest`.
    #[must_use]
    pub fn superlative(&self) -> bool {
        self.definite && self.filter.sort.is_some() && !self.filter.traits.contains(&Trait::Light)
    }

    /// Whether it says nothing at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// A headless part belongs to what was said before it: `the second one, size 42`. Not so when it contradicts:
    /// `two in 42 and one in 43` are two things.
    fn absorb(&mut self, part: &Self) -> bool {
        let again = (self.quantity.is_some() && part.quantity.is_some())
            || (!self.filter.sizes.is_empty() && !part.filter.sizes.is_empty() && part.quantity.is_some());
        // `I want the socks removed`: the deed counts, not the wish.
        let wish = self.verb == Some(Verb::Want);
        if again || (part.verb.is_some() && self.verb.is_some() && part.verb != self.verb && !wish) {
            return false;
        }
        self.verb = if wish { part.verb.or(self.verb) } else { self.verb.or(part.verb) };
        self.quantity = self.quantity.or(part.quantity);
        self.more |= part.more;
        self.less |= part.less;
        self.any |= part.any;
        self.cart |= part.cart;
        self.only |= part.only;
        self.definite |= part.definite;
        self.colour_word |= part.colour_word;
        self.fact = self.fact.or(part.fact);
        let mut filter = self.filter.refined(&part.filter);
        filter.sizes = [self.filter.sizes.as_slice(), part.filter.sizes.as_slice()].concat();
        filter.colours = [self.filter.colours.as_slice(), part.filter.colours.as_slice()].concat();
        filter.keywords = [self.filter.keywords.as_slice(), part.filter.keywords.as_slice()].concat();
        self.filter = filter;
        true
    }

    fn hear(&mut self, token: &Token, limits: &mut Limits) {
        match &token.tag {
            Tag::Verb(verb) => self.verb = Some(stronger(self.verb, *verb)),
            Tag::Not => limits.not = true,
            Tag::Trait(unwanted) if limits.not => self.filter.not_traits.push(*unwanted),
            Tag::Keyword(word) if limits.not => self.filter.not_words.push(word.clone()),
            Tag::Kind(kind) => self.filter.kinds.push((*kind).to_owned()),
            Tag::Category(category) => self.filter.category = Some((*category).to_owned()),
            Tag::Colour(colours) => self.filter.colours.extend(colours.iter().copied()),
            Tag::Size(size) => self.filter.sizes.push(size.clone()),
            Tag::ColourWord => self.colour_word = true,
            Tag::Trait(Trait::Light) => {
                self.filter.traits.push(Trait::Light);
                self.filter.sort = self.filter.sort.or(Some(Sort::Lightest));
            }
            Tag::Trait(wanted) if self.filter.traits.contains(wanted) => {}
            Tag::Trait(wanted) => self.filter.traits.push(*wanted),
            Tag::Sort(sort) => self.filter.sort = Some(*sort),
            Tag::Audience(whom) => self.filter.audience = Some((*whom).to_owned()),
            Tag::Keyword(word) => self.filter.keywords.push(word.clone()),
            Tag::Name(word) => self.filter.names.push(word.clone()),
            Tag::WeakName(word) => limits.weak.push(word.clone()),
            Tag::Ordinal(place) => self.ordinals.push(*place),
            // `instead of one`
            Tag::Number(_) if limits.not => {}
            Tag::Number(count) => self.count(*count),
            Tag::Pronoun => self.pronoun = true,
            Tag::One { many } => {
                self.one |= !many;
                self.many |= many;
            }
            Tag::Other => self.other = true,
            Tag::More => self.more = true,
            Tag::Less => self.less = true,
            Tag::Cart => self.cart = true,
            Tag::Everything => self.all = true,
            Tag::Both => {
                self.all = true;
                self.quantity = None;
            }
            Tag::Any => self.any = true,
            Tag::Definite => self.definite = true,
            Tag::Only => self.only = true,
            Tag::Fact(fact) => self.fact = Some(*fact),
            Tag::Away => {
                if let Some(Verb::Take | Verb::Add | Verb::Set) = self.verb {
                    self.verb = Some(Verb::Remove);
                }
            }
            Tag::Between if self.filter.max.is_some() && self.filter.min.is_none() => {
                self.filter.min = self.filter.max.take();
                limits.sign = Some(Tag::Between);
            }
            Tag::Max | Tag::Min | Tag::Between | Tag::Around => limits.sign = Some(token.tag.clone()),
            Tag::Grams(grams) => self.filter.grams = Some(*grams),
            Tag::Money(cents) => self.limit(*cents, limits),
            _ => {}
        }
    }

    /// `the first two` are two things, `two boots` is one thing twice.
    fn count(&mut self, count: u32) {
        let wanted = i32::try_from(count.min(12)).unwrap_or(1);
        match self.ordinals.as_slice() {
            _ if self.all => {}
            [1] => self.ordinals = (1..=wanted).collect(),
            [-1] => self.ordinals = (-wanted..=-1).collect(),
            _ => self.quantity = Some(count),
        }
    }

    fn limit(&mut self, cents: i64, limits: &mut Limits) {
        match limits.sign {
            Some(Tag::Min) => self.filter.min = Some(cents),
            Some(Tag::Around) => (self.filter.min, self.filter.max) = (Some(cents * 8 / 10), Some(cents * 12 / 10)),
            Some(Tag::Between) if self.filter.min.is_none() => self.filter.min = Some(cents),
            Some(Tag::Between) => {
                let low = self.filter.min.unwrap_or(0).min(cents);
                self.filter.max = Some(cents.max(self.filter.min.unwrap_or(0)));
                self.filter.min = Some(low);
            }
            _ => self.filter.max = Some(cents),
        }
    }
}

/// What one part of a sentence has to remember while it is heard.
#[derive(Default)]
struct Limits {
    sign: Option<Tag>,
    weak: Vec<String>,
    /// What follows is not wanted.
    not: bool,
}

/// `I want to remove`: the deed counts, not the wish.
fn stronger(before: Option<Verb>, verb: Verb) -> Verb {
    match (before, verb) {
        (Some(before), Verb::Want | Verb::Show) if before != Verb::Want => before,
        (Some(before @ (Verb::Raise | Verb::Lower | Verb::Double)), Verb::Set) => before,
        _ => verb,
    }
}

/// The things that a sentence speaks of, in order.
#[must_use]
pub fn mentions(tokens: &[Token]) -> Vec<Mention> {
    let mut parts: Vec<Mention> = Vec::new();
    let mut part = Mention::default();
    let mut limits = Limits::default();
    let mut close = |part: &mut Mention, limits: &mut Limits| {
        let mut done = std::mem::take(part);
        let Limits { weak, sign, .. } = std::mem::take(limits);
        // `the 89 euro one`
        if let (true, None, Some(price)) = (done.one, sign, done.filter.max) {
            (done.filter.min, done.filter.max) = (Some(price), Some(price + 99));
        }
        if !done.filter.names.is_empty() || (done.one && done.filter.kinds.is_empty()) {
            done.filter.names.extend(weak);
        }
        if !done.is_empty() {
            parts.push(done);
        }
    };
    for token in tokens {
        let deed = matches!(token.tag, Tag::Verb(verb) if !matches!(verb, Verb::Want | Verb::Show | Verb::Deliver));
        if (deed && part.has_head()) || token.tag == Tag::And {
            close(&mut part, &mut limits);
        }
        part.hear(token, &mut limits);
        if token.stop {
            close(&mut part, &mut limits);
        }
    }
    close(&mut part, &mut limits);
    merged(parts)
}

fn merged(parts: Vec<Mention>) -> Vec<Mention> {
    let mut out: Vec<Mention> = Vec::new();
    for mut part in parts {
        if let Some(last) = out.last_mut() {
            // `about the socks, take them out`: one thing.
            let named = last.filter.has_noun() && matches!(last.verb, None | Some(Verb::Want | Verb::Show));
            if named && part.verb.is_some() && part.pronoun && !part.filter.has_noun() && part.ordinals.is_empty() {
                last.verb = None;
                part.pronoun = false;
                let _ = last.absorb(&part);
                last.definite = true;
                continue;
            }
            if (!part.has_head() || !last.has_head()) && last.absorb_either(&part) {
                continue;
            }
            if !part.has_head() {
                // The same thing in another variant.
                let sizes = std::mem::take(&mut part.filter.sizes);
                let mut twin = Mention { quantity: part.quantity, ..last.clone() };
                if !sizes.is_empty() {
                    twin.filter.sizes = sizes;
                }
                if !part.filter.colours.is_empty() {
                    twin.filter.colours = part.filter.colours;
                }
                twin.verb = part.verb.or(twin.verb);
                out.push(twin);
                continue;
            }
            part.verb = part.verb.or(last.verb);
            part.cart |= last.cart && part.verb == last.verb;
        }
        out.push(part);
    }
    out
}

impl Mention {
    fn absorb_either(&mut self, part: &Self) -> bool {
        if !part.has_head() {
            return self.absorb(part);
        }
        // `Well, remove, the socks`: what came before has no head yet.
        let mut whole = part.clone();
        if whole.absorb(self) {
            *self = whole;
            return true;
        }
        false
    }
}
