//! Addresses, judged by another reading of them: the `url` crate follows the standard that browsers follow.

use std::sync::LazyLock;

use handcart::contract::url::{self, Page};
use url_standard::{Host, Url};

/// The target `url`.
pub fn url(input: &[u8]) -> bool {
    let text = String::from_utf8_lossy(input);
    let mut any = false;
    for page in [Page::Https, Page::Http] {
        let (one, other) = (url::link(&text, page), url::image(&text, page));
        assert_eq!((&one, &other), (&url::link(&text, page), &url::image(&text, page)));
        assert!(other.is_some() || one.is_none(), "a picture may have every address that a link may: {text:?}");
        for found in [&one, &other].into_iter().flatten() {
            assert_eq!(**found, *text, "an address is let through or refused, never mended");
        }
        link("a link", one.as_deref(), page);
        image("a picture", other.as_deref(), page);
        any |= other.is_some();
    }
    any
}

/// The page that the address stands on, by https and by http.
static PAGES: LazyLock<[Url; 2]> = LazyLock::new(|| {
    ["https", "http"].map(|scheme| {
        Url::parse(&format!("{scheme}://shop.example/deep/page?size=42")).unwrap_or_else(|error| panic!("{error}"))
    })
});

/// Where a browser would go: by https, by http where the page itself is so or to this machine, or nowhere at all.
pub fn link(what: &str, text: Option<&str>, page: Page) {
    let Some(text) = text else { return };
    assert!(!text.is_empty() && text.encode_utf16().count() <= 2048, "{what} of {} bytes", text.len());
    let bad = |c: char| c.is_control() || c == '\\' || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    assert!(!text.contains(bad), "{what}: {text:?}");
    let [https, http] = &*PAGES;
    let base = if page == Page::Https { https } else { http };
    let Ok(there) = base.join(text) else { return };
    let own = there.origin() == base.origin();
    let here = match there.host() {
        Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    };
    let fine = match there.scheme() {
        "https" => true,
        "http" => page == Page::Http || here,
        _ => false,
    };
    assert!(fine, "{what}: {text:?} leads to {there}");
    assert!(there.username().is_empty() && there.password().is_none(), "{what}: {text:?} carries a name");
    assert!(own || Url::parse(text).is_ok(), "{what}: {text:?} names no scheme and leaves the page for {there}");
}

/// Like a link, or a small picture in the address itself, which runs nothing.
pub fn image(what: &str, text: Option<&str>, page: Page) {
    let Some(text) = text else { return };
    let Some(data) = Url::parse(text).ok().filter(|url| url.scheme() == "data") else {
        return link(what, Some(text), page);
    };
    let (kind, content) = data.path().split_once(";base64,").unwrap_or_else(|| panic!("{what}: {text:?}"));
    let kinds = ["image/png", "image/jpeg", "image/webp", "image/gif", "image/avif"];
    assert!(kinds.contains(&&*kind.to_ascii_lowercase()), "{what}: {text:?}");
    let plain = |c: char| c.is_ascii_alphanumeric() || "+/=".contains(c);
    assert!(!content.is_empty() && content.chars().all(plain) && text.len() <= 2048, "{what}: {text:?}");
    assert!(data.query().is_none() && data.fragment().is_none(), "{what}: {text:?}");
}
