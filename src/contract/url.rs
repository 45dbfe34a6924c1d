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
    if text.is_empty() || text.trim_ascii().len() < text.len() || text.chars().any(bad) || units(text) > URL {
        return None;
    }
    let (head, tail) = until(text, b"/?#");
    let (scheme, after) = until(head, b":");
    if after.is_empty() {
        // Relative: anything but `//evil.example`.
        return (!head.is_empty() || !tail.starts_with("//")).then(|| text.into());
    }
    let http = scheme.eq_ignore_ascii_case("http");
    let (host, _) = until(tail.strip_prefix("//")?, b"/?#");
    let fine = after.len() == 1
        && (http || scheme.eq_ignore_ascii_case("https"))
        && authority(host)
        && (!http || page == Page::Http || loopback(host));
    fine.then(|| text.into())
}

/// The text before the first of these characters, and the rest from there on.
fn until<'a>(text: &'a str, stops: &[u8]) -> (&'a str, &'a str) {
    let end = text.bytes().position(|byte| stops.contains(&byte)).unwrap_or(text.len());
    text.split_at_checked(end).unwrap_or((text, ""))
}

/// An address that a picture may have: like a link's, or a small picture in the address itself (never SVG).
#[must_use]
pub fn image(text: &str, page: Page) -> Option<Text> {
    if !text.get(..11).is_some_and(|head| head.eq_ignore_ascii_case("data:image/")) {
        return link(text, page);
    }
    let (kind, rest) = until(text.get(11..)?, b";");
    let bytes = rest.strip_prefix(";base64,")?.as_bytes();
    let known = ["png", "jpeg", "webp", "gif", "avif"].iter().any(|name| kind.eq_ignore_ascii_case(name));
    let plain = bytes.iter().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/' | b'='));
    (known && plain && !bytes.is_empty() && text.len() <= URL).then(|| text.into())
}

/// White space and direction marks beyond ASCII.
fn hidden(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{1680}' | '\u{180e}' | '\u{2000}'..='\u{200f}' | '\u{2028}'..='\u{202f}'
        | '\u{205f}'..='\u{206f}' | '\u{3000}' | '\u{feff}' | '\u{fff9}'..='\u{fffd}' | '\u{e0000}'..='\u{e007f}')
}

/// A host with an optional port; no credentials.
fn authority(text: &str) -> bool {
    let (host, port) = if text.starts_with('[') { until(text, b"]") } else { until(text, b":") };
    // An address of version 6 ends in `]`, which a port may follow.
    let (inner, port) = match host.strip_prefix('[') {
        Some(inner) => match port.strip_prefix(']') {
            Some(port) => (inner, port),
            None => return false,
        },
        None => (host, port),
    };
    let six = inner.len() < host.len();
    let plain = |c: char| match c {
        '.' | '0'..='9' | 'a'..='f' | 'A'..='F' => true,
        ':' => six,
        '-' | '_' | 'g'..='z' | 'G'..='Z' | '\u{c0}'.. => !six,
        _ => false,
    };
    let numbered = port.is_empty() || port.strip_prefix(':').is_some_and(number);
    numbered && !inner.is_empty() && !inner.starts_with('.') && inner.chars().all(plain)
}

fn number(text: &str) -> bool {
    text.len() <= 5 && !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// Whether the host is this machine.
fn loopback(authority: &str) -> bool {
    let (host, _) = until(authority, b":");
    let end = host.len().saturating_sub(9);
    let name = host.get(end..).is_some_and(|end| end.eq_ignore_ascii_case("localhost"));
    let whole = end == 0 || host.as_bytes().get(end - 1) == Some(&b'.');
    // 127.0.0.0/8: three dots, and digits between them.
    let digits =
        host.starts_with("127.") && !host.ends_with('.') && host.bytes().all(|b| b == b'.' || b.is_ascii_digit());
    let dots = host.bytes().filter(|b| *b == b'.').count();
    (name && whole) || (digits && dots == 3) || authority.starts_with("[::1]")
}
