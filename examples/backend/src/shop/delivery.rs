//! Where the shop delivers, what it costs and from when it is free.

/// A country of delivery; amounts in cents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Country {
    /// ISO 3166-1 alpha-2.
    pub code: &'static str,
    /// In English.
    pub name: &'static str,
    /// Price of a delivery.
    pub delivery: i64,
    /// From this on it is free.
    pub free_from: i64,
}

/// All of them; the first is the one of a new visitor.
pub const COUNTRIES: [Country; 5] = [
    Country { code: "DE", name: "Germany", delivery: 490, free_from: 30_000 },
    Country { code: "AT", name: "Austria", delivery: 890, free_from: 35_000 },
    Country { code: "CH", name: "Switzerland", delivery: 1_490, free_from: 50_000 },
    Country { code: "FR", name: "France", delivery: 1_290, free_from: 40_000 },
    Country { code: "IT", name: "Italy", delivery: 1_290, free_from: 40_000 },
];

/// A country by its code, in either case.
#[must_use]
pub fn country(code: &str) -> Option<Country> {
    COUNTRIES.into_iter().find(|country| country.code.eq_ignore_ascii_case(code))
}

/// The autumn offer: 20 € off from 250 € on.
#[must_use]
pub fn offer(subtotal: i64) -> Option<(&'static str, i64)> {
    (subtotal >= 25_000).then_some(("Herbstaktion", 2_000))
}
