//! The guard of addresses: what a link or a picture of the shop or of an agent may point to.

use super::text::{URL, units};
use crate::engine::cart::Text;

/// How the page itself was loaded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Page {
    /// By https: plain http is refused, except from this machine.
    Https,
    /// By http: then http is let through.
    Http,
}

/// An address that a link may have: `https:`, or relative to the page's own origin. Absent: it may not.
#[must_use]
pub fn link(text: &str, page: Page) -> Option<Text> {
    // What a browser would drop or turn around (tabs, line ends, `\`) is refused, not mended.
    let bad = |c: char| c <= '\u{1f}' || c == '\\' || ('\u{7f}'..='\u{a0}').contains(&c) || hidden(c);
    if text.is_empty() || text.starts_with(' ') || text.ends_with(' ') || text.chars().any(bad) || units(text) > URL {
        return None;
    }
    let end = text.find(['/', '?', '#']).unwrap_or(text.len());
    let (head, tail) = text.split_at_checked(end)?;
    let fine = match head.find(':') {
        None => !tail.starts_with("//") || !head.is_empty(),
        Some(_) => {
            let (http, rest) = (head.eq_ignore_ascii_case("http:"), tail.strip_prefix("//")?);
            let host = rest.split(['/', '?', '#']).next()?;
            (http || head.eq_ignore_ascii_case("https:"))
                && authority(host)
                && (!http || page == Page::Http || loopback(host))
        }
    };
    fine.then(|| text.into())
}

/// An address that a picture may have: like a link's, or a small picture in the address itself (never SVG).
#[must_use]
pub fn image(text: &str, page: Page) -> Option<Text> {
    if !text.get(..11).is_some_and(|head| head.eq_ignore_ascii_case("data:image/")) {
        return link(text, page);
    }
    let (kind, bytes) = text.get(11..)?.split_once(',')?;
    let known = ["png", "jpeg", "webp", "gif", "avif"];
    let kind = kind.strip_suffix(";base64")?;
    let fine = known.iter().any(|name| kind.eq_ignore_ascii_case(name))
        && bytes.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/' | b'='))
        && !bytes.is_empty()
        && text.len() <= URL;
    fine.then(|| text.into())
}

/// White space and direction marks beyond ASCII.
fn hidden(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{1680}' | '\u{180e}' | '\u{2000}'..='\u{200f}' | '\u{2028}'..='\u{202f}'
        | '\u{205f}'..='\u{206f}' | '\u{3000}' | '\u{feff}' | '\u{fff9}'..='\u{fffd}' | '\u{e0000}'..='\u{e007f}')
}

/// A host with an optional port; no credentials.
fn authority(text: &str) -> bool {
    if let Some(inner) = text.strip_prefix('[') {
        let Some((address, port)) = inner.split_once(']') else { return false };
        let hex = |b: u8| b.is_ascii_hexdigit() || matches!(b, b':' | b'.');
        return !address.is_empty()
            && address.bytes().all(hex)
            && (port.is_empty() || port.strip_prefix(':').is_some_and(number));
    }
    let (host, port) = text.split_once(':').unwrap_or((text, "0"));
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_') || c >= '\u{c0}';
    !host.is_empty() && !host.starts_with('.') && host.chars().all(plain) && number(port)
}

fn number(text: &str) -> bool {
    text.len() <= 5 && !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// Whether the host is this machine.
fn loopback(authority: &str) -> bool {
    if authority == "[::1]" || authority.starts_with("[::1]:") {
        return true;
    }
    let host = authority.split(':').next().unwrap_or_default();
    let octets = host.strip_prefix("127.").map(|rest| rest.split('.'));
    let four = octets
        .is_some_and(|parts| parts.clone().count() == 3 && parts.clone().all(|part| part.len() <= 3 && number(part)));
    four || host.eq_ignore_ascii_case("localhost")
        || host.len() > 10 && host.get(host.len() - 10..).is_some_and(|end| end.eq_ignore_ascii_case(".localhost"))
}
