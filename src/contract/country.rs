//! ISO 3166-1 alpha-2.

use crate::engine::cart::Country;

/// The 249 codes that are assigned, one after the other.
const ASSIGNED: &str = "ADAEAFAGAIALAMAOAQARASATAUAWAXAZBABBBDBEBFBGBHBIBJBLBMBNBOBQBRBSBTBVBWBYBZCACCCDCFCGCHCICKCLCMCNCOCRCUCVCWCXCYCZDEDJDKDMDODZECEEEGEHERESETFIFJFKFMFOFRGAGBGDGEGFGGGHGIGLGMGNGPGQGRGSGTGUGWGYHKHMHNHRHTHUIDIEILIMINIOIQIRISITJEJMJOJPKEKGKHKIKMKNKPKRKWKYKZLALBLCLILKLRLSLTLULVLYMAMCMDMEMFMGMHMKMLMMMNMOMPMQMRMSMTMUMVMWMXMYMZNANCNENFNGNINLNONPNRNUNZOMPAPEPFPGPHPKPLPMPNPRPSPTPWPYQARERORSRURWSASBSCSDSESGSHSISJSKSLSMSNSOSRSSSTSVSXSYSZTCTDTFTGTHTJTKTLTMTNTOTRTTTVTWTZUAUGUMUSUYUZVAVCVEVGVIVNVUWFWSYEYTZAZMZW";

/// The same as a bit for each second letter, by the first one: a fifth of the bytes.
static SECOND: [u32; 26] = seconds(ASSIGNED.as_bytes());

const fn seconds(mut codes: &[u8]) -> [u32; 26] {
    let mut all = [0; 26];
    while let [first, second, rest @ ..] = codes {
        if let Some((_, [bits, ..])) = all.split_at_mut_checked((*first - b'A') as usize) {
            *bits |= 1 << (*second - b'A');
        }
        codes = rest;
    }
    all
}

/// Two letters as a code, whether assigned or not: what a shop lists is the shop's business.
#[must_use]
pub fn letters(text: &str) -> Option<Country> {
    let &[a, b] = text.as_bytes() else { return None };
    (a.is_ascii_alphabetic() && b.is_ascii_alphabetic())
        .then(|| Country([a.to_ascii_uppercase(), b.to_ascii_uppercase()]))
}

/// An assigned code.
#[must_use]
pub fn read(text: &str) -> Option<Country> {
    letters(text).filter(|Country([first, second])| {
        let bits = SECOND.get(usize::from(first.wrapping_sub(b'A'))).copied().unwrap_or(0);
        bits >> (second.wrapping_sub(b'A') & 31) & 1 == 1
    })
}

/// The code as text.
#[must_use]
pub fn name(country: &Country) -> &str {
    core::str::from_utf8(&country.0).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_whole_and_in_order() {
        let codes: Vec<&[u8]> = ASSIGNED.as_bytes().chunks(2).collect();
        assert_eq!(codes.len(), 249);
        assert!(codes.is_sorted());
    }

    #[test]
    fn only_assigned_codes_are_read() {
        assert_eq!(read("de").as_ref().map(name), Some("DE"));
        for wrong in ["", "D", "DEU", "EU", "UK", "XX", "1A", "Дe", "A D"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
        assert!(letters("XK").is_some());
    }
}
