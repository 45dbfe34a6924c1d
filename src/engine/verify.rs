//! What really happened: the cart before and after, compared. The host's word decides nothing but the reason of a
//! rejection.

use super::action::Action;
use super::cart::{Cart, Key, Line};
use super::event::Said;
use super::outcome::{Code, Verdict};
use super::product::{Product, Variant};

/// The host's word, as far as it matters here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Word {
    /// Yes, no or nothing.
    pub said: Said,
    /// Why not.
    pub code: Option<Code>,
    /// It did not answer in time, and may still act.
    pub late: bool,
}

/// The verdict, and how many pieces the cart gained or lost by it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// How it ended.
    pub verdict: Verdict,
    /// Pieces gained (positive) or lost.
    pub delta: i64,
}

/// Compares the cart before and after one action.
#[must_use]
pub fn judge(action: &Action, before: &Cart, after: &Cart, word: Word) -> Finding {
    match action {
        Action::Add { product, variant, quantity } => {
            let variant = variant.and_then(|at| product.variants.get(at));
            let delta = added(product, variant, before, after, *quantity, word.said);
            found(i64::from(*quantity), delta, *quantity, delta, word)
        }
        Action::SetQuantity { key, quantity } => {
            let had = pieces_at(before, *key);
            let has = settled(*key, before, after, false);
            found(i64::from(*quantity) - had, has - had, *quantity, has, word)
        }
        Action::Remove { key } => {
            let had = pieces_at(before, *key);
            let has = settled(*key, before, after, true);
            found(-had, has - had, 0, has, word)
        }
        Action::Clear => {
            let (had, has) = (pieces(before), pieces(after));
            if after.lines.is_empty() {
                Finding { verdict: Verdict::Applied, delta: -had }
            } else {
                found(-had, has - had, clamp(had), had - has, word)
            }
        }
        Action::SetCountry(country) => {
            let verdict = match (after.country(), word) {
                (Some(now), _) if now == *country => Verdict::Applied,
                (_, Word { said: Said::No, code, late: false }) => Verdict::Rejected(code.unwrap_or(Code::HostError)),
                (Some(_), Word { late: false, .. }) => Verdict::Rejected(Code::NotApplied),
                // The cart does not say which country it is for, or the answer may still come.
                _ => Verdict::Unknown,
            };
            Finding { verdict, delta: 0 }
        }
        // A plan is judged row by row.
        Action::Plan(_) | Action::Checkout => Finding { verdict: Verdict::Unknown, delta: 0 },
    }
}

/// `wanted` and `delta` are pieces gained; `asked` and `got` are what the outcome tells when they differ.
fn found(wanted: i64, delta: i64, asked: u32, got: i64, word: Word) -> Finding {
    let verdict = if delta == wanted {
        Verdict::Applied
    } else if delta != 0 {
        Verdict::Adjusted { asked, got: clamp(got) }
    } else if word.late {
        Verdict::Unknown
    } else if word.said == Said::No {
        Verdict::Rejected(word.code.unwrap_or(Code::HostError))
    } else {
        Verdict::Rejected(Code::NotApplied)
    };
    Finding { verdict, delta }
}

fn clamp(pieces: i64) -> u32 {
    u32::try_from(pieces.max(0)).unwrap_or(u32::MAX)
}

fn quantity(line: &Line) -> i64 {
    line.quantity.map_or(0, i64::from)
}

/// All pieces. A line that does not say how many holds at least one.
fn pieces(cart: &Cart) -> i64 {
    cart.lines.iter().map(|line| line.quantity.map_or(1, i64::from)).sum()
}

fn pieces_at(cart: &Cart, key: Key) -> i64 {
    cart.line(key).map_or(0, |line| quantity(line))
}

/// Pieces of the article of line `key` after a change that was addressed to that line. A shop that gives its lines new
/// keys is followed by what the line held; so is one that names them by their place, where the line was to go and a line
/// with its pieces is gone: its key may name another line of the same article now.
fn settled(key: Key, before: &Cart, after: &Cart, goes: bool) -> i64 {
    let Some(line) = before.line(key) else { return 0 };
    let same = |other: &Line| same_article(other, line);
    let (had, has) = (sum(before, &same), sum(after, &same));
    let left = has.1 - had.1 + quantity(line);
    match after.line(key).filter(|other| same(other)) {
        Some(line) if !(goes && left == 0 && has.0 < had.0) => quantity(line),
        _ => left.max(0),
    }
}

/// The lines of which this is so: how many there are, and their pieces.
#[inline(never)]
fn sum(cart: &Cart, is: &dyn Fn(&Line) -> bool) -> (u32, i64) {
    let (mut lines, mut pieces) = (0_u32, 0);
    for line in &cart.lines {
        if is(line) {
            lines = lines.saturating_add(1);
            pieces += quantity(line);
        }
    }
    (lines, pieces)
}

/// Whether two lines hold the same article.
#[must_use]
pub fn same_article(a: &Line, b: &Line) -> bool {
    a.product == b.product && a.external == b.external && a.variant == b.variant
}

/// Whether a line holds this product. A variant is named by its own ids; a host may name the line by the product's.
#[must_use]
pub fn holds(line: &Line, product: &Product, variant: Option<&Variant>) -> bool {
    if let Some(variant) = variant {
        let own = line.product == variant.id
            || line.external.is_some() && line.external == variant.external
            || line.external.as_ref() == Some(&variant.id);
        return own;
    }
    line.product == product.id
        || line.external.is_some() && (line.external == product.external || line.external.as_ref() == Some(&product.id))
}

/// Whether a line is named as this product is, for a shop whose lines have other ids than the catalogue.
#[must_use]
pub fn is_named(line: &Line, product: &Product, variant: Option<&Variant>) -> bool {
    line.name == product.name && line.variant.as_ref() == variant.map(|variant| &variant.label)
}

/// Pieces of a product that the cart gained. A shop may name its lines by ids that the catalogue does not know: then the
/// name tells, and at last the one new article, when the shop says that it added it and just so many pieces came.
fn added(product: &Product, variant: Option<&Variant>, before: &Cart, after: &Cart, asked: u32, said: Said) -> i64 {
    let is = |line: &Line| holds(line, product, variant);
    let named = |line: &Line| is_named(line, product, variant);
    for is in [&is as &dyn Fn(&Line) -> bool, &named] {
        let (had, has) = (sum(before, is), sum(after, is));
        if had.0 > 0 || has.0 > 0 {
            return has.1 - had.1;
        }
    }
    // A line that is like none before.
    let new = |line: &Line| !before.lines.iter().any(|other| same_article(line, other));
    match sum(after, &new) {
        (1, pieces) if said == Said::Yes && pieces == i64::from(asked) => pieces,
        _ => 0,
    }
}
