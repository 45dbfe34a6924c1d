//! Signatures: HMAC-SHA256 over `{timestamp}.{body}`, as `sha256=` and hexadecimal digits.

use hmac::{Hmac, Mac};
use sha2::Sha256;

/// The signature of a body at a moment.
pub(super) fn sign(secret: &str, timestamp: i64, body: &str) -> String {
    // A key of any length is accepted, so there is always one.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret.as_bytes()) else {
        return String::new();
    };
    mac.update(timestamp.to_string().as_bytes());
    mac.update(b".");
    mac.update(body.as_bytes());
    let digits: String = mac.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
    format!("sha256={digits}")
}

#[cfg(test)]
mod tests {
    use super::sign;

    #[test]
    fn signatures_are_those_of_openssl() {
        // printf '%s' '1700000000.{"action":"clear"}' | openssl dgst -sha256 -hmac 'a secret of the store'
        assert_eq!(
            sign("a secret of the store", 1_700_000_000, "{\"action\":\"clear\"}"),
            "sha256=2a09d5dce70d98ce9d4626dd12bdfbee943a9abcf6dceff0d69d3302dd2aa3ce"
        );
    }
}
