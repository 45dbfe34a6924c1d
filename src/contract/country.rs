//! ISO 3166-1 alpha-2.

use crate::engine::cart::Country;

/// The 249 codes that are assigned, one after the other.
const ASSIGNED: &str = "ADAEAFAGAIALAMAOAQARASATAUAWAXAZBABBBDBEBFBGBHBIBJBLBMBNBOBQBRBSBTBVBWBYBZCACCCDCFCGCHCICKCLCMCNCOCRCUCVCWCXCYCZDEDJDKDMDODZECEEEGEHERESETFIFJFKFMFOFRGAGBGDGEGFGGGHGIGLGMGNGPGQGRGSGTGUGWGYHKHMHNHRHTHUIDIEILIMINIOIQIRISITJEJMJOJPKEKGKHKIKMKNKPKRKWKYKZLALBLCLILKLRLSLTLULVLYMAMCMDMEMFMGMHMKMLMMMNMOMPMQMRMSMTMUMVMWMXMYMZNANCNENFNGNINLNONPNRNUNZOMPAPEPFPGPHPKPLPMPNPRPSPTPWPYQARERORSRURWSASBSCSDSESGSHSISJSKSLSMSNSOSRSSSTSVSXSYSZTCTDTFTGTHTJTKTLTMTNTOTRTTTVTWTZUAUGUMUSUYUZVAVCVEVGVIVNVUWFWSYEYTZAZMZW";

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
    letters(text).filter(|country| ASSIGNED.as_bytes().chunks(2).any(|code| code == country.0))
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
