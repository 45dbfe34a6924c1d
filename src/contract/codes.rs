//! The codes by name, and what other systems call them.

use alloc::string::String;

use super::text::among;
use crate::engine::outcome::Code;

/// Each code, its name on the wire, and other systems' words for it (small letters only, separated by spaces).
/// From the error tables of Shopify, `WooCommerce`, Magento, Vendure, Saleor, Medusa, Sylius, UCP, ACP, Bambuser, VIZOCHOK.
pub const CODES: [(Code, &str, &str); 16] = [
    (
        Code::OutOfStock,
        "out-of-stock",
        "soldout notsalable productoutofstock merchandiseoutofstock itemunavailable unavailable productunavailable nostock",
    ),
    (
        Code::QuantityExceeded,
        "quantity-exceeded",
        "insufficientstock insufficientinventory notenoughstock merchandisenotenoughstock productpartiallyoutofstock \
         quantitygreaterthanlimit orderlimit invalidquantity productinvalidquantity readonlyquantity quantitylimit \
         syliuscartitemquantitynotinrange notinrange limitexceeded",
    ),
    (
        Code::ProductNotFound,
        "product-not-found",
        "notfound cartinvalidproduct entitynotfound missingsku invalidproduct unknownproduct merchandisenotapplicable \
         productdoesnotexist",
    ),
    (
        Code::VariantRequired,
        "variant-required",
        "variationidfromvariationdata missingvariation missingvariationdata variationrequired moreinforequired",
    ),
    (
        Code::LineNotFound,
        "line-not-found",
        "notincart cartinvalidkey itemnotfound cartitemnotfound linenotincart orderlinenotfound invalidkey",
    ),
    (
        Code::SessionExpired,
        "session-expired",
        "missingnonce invalidnonce invalidtoken invalidcsrftoken tokenexpired unauthorized unauthenticated loginrequired \
         cartnotfound cartexpired expired",
    ),
    (Code::Conflict, "conflict", "ordermodification idempotencyconflict idempotencyinflight concurrentmodification"),
    (
        Code::InvalidCountry,
        "invalid-country",
        "addressundeliverable productunavailableinbuyerlocation countrynotsupported unsupportedcountry",
    ),
    (Code::NotSupported, "not-supported", "unsupported notallowed unknownaction notimplemented"),
    (Code::NotEnabled, "not-enabled", "disabled cartdisabled"),
    (Code::Policy, "policy", ""),
    (Code::Timeout, "timeout", "timedout webhooktimeout abort"),
    (
        Code::Network,
        "network",
        "offline failedtofetch loadfailed networkerrorwhenattemptingtofetchresource thenetworkconnectionwaslost",
    ),
    (Code::InvalidAnswer, "invalid-answer", "invalidresponse badresult"),
    (
        Code::HostError,
        "host-error",
        "custom unknown internal graphql userinput undefined webhook missingparams orderinterceptor negativequantity",
    ),
    (Code::NotApplied, "not-applied", ""),
];

/// The name on the wire.
#[must_use]
pub fn name(code: Code) -> &'static str {
    CODES.iter().find(|row| row.0 == code).map_or("", |row| row.1)
}

/// The code that a word of whatever system means: `out-of-stock`, `OUT_OF_STOCK`, `InsufficientStockError`.
#[must_use]
pub fn read(word: &str) -> Option<Code> {
    let squeezed = squeeze(word);
    let mut bare = squeezed.as_str();
    for prefix in ["woocommercerest", "error"] {
        bare = bare.strip_prefix(prefix).unwrap_or(bare);
    }
    bare = bare.strip_suffix("error").unwrap_or(bare);
    let known = |row: &&(Code, &str, &str)| means(row, bare) || means(row, &squeezed);
    match CODES.iter().find(known) {
        _ if bare.is_empty() => None,
        Some(row) => Some(row.0),
        // `max_3_per_customer` and its like: shops make these up.
        None => (bare.starts_with("max") && !word.bytes().any(|byte| byte == b' ')).then_some(Code::QuantityExceeded),
    }
}

/// Whether the code is called so, by us or by others.
#[inline(never)]
fn means((_, name, words): &(Code, &str, &str), word: &str) -> bool {
    name.bytes().filter(|byte| *byte != b'-').eq(word.bytes()) || among(words, word)
}

/// Letters and digits only, small: `ADD_SUGGESTION` and `add-suggestion` are one word.
#[must_use]
pub fn squeeze(word: &str) -> String {
    let bytes = word.bytes().take(80).filter(u8::is_ascii_alphanumeric);
    bytes.map(|byte| char::from(byte.to_ascii_lowercase())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_go_both_ways() {
        for (code, name_, _) in CODES {
            assert_eq!(name(code), name_);
            assert_eq!(read(name_), Some(code), "{name_}");
        }
    }

    #[test]
    fn words_of_other_systems_are_known() {
        for (word, code) in [
            ("out_of_stock", Code::OutOfStock),
            ("OUT_OF_STOCK", Code::OutOfStock),
            ("out-of-stock", Code::OutOfStock),
            ("MERCHANDISE_OUT_OF_STOCK", Code::OutOfStock),
            ("NOT_SALABLE", Code::OutOfStock),
            ("woocommerce_rest_product_out_of_stock", Code::OutOfStock),
            ("InsufficientStockError", Code::QuantityExceeded),
            ("INSUFFICIENT_STOCK", Code::QuantityExceeded),
            ("insufficient_inventory", Code::QuantityExceeded),
            ("MERCHANDISE_NOT_ENOUGH_STOCK", Code::QuantityExceeded),
            ("QUANTITY_GREATER_THAN_LIMIT", Code::QuantityExceeded),
            ("ORDER_LIMIT_ERROR", Code::QuantityExceeded),
            ("quantity_exceeded", Code::QuantityExceeded),
            ("sylius.cart_item.quantity.not_in_range", Code::QuantityExceeded),
            ("max_3_per_customer", Code::QuantityExceeded),
            ("woocommerce_rest_product_partially_out_of_stock", Code::QuantityExceeded),
            ("product_not_found", Code::ProductNotFound),
            ("missing_sku", Code::ProductNotFound),
            ("ENTITY_NOT_FOUND", Code::ProductNotFound),
            ("woocommerce_rest_cart_invalid_product", Code::ProductNotFound),
            ("woocommerce_rest_variation_id_from_variation_data", Code::VariantRequired),
            ("more-info-required", Code::VariantRequired),
            ("NOT_IN_CART", Code::LineNotFound),
            ("woocommerce_rest_cart_invalid_key", Code::LineNotFound),
            ("woocommerce_rest_missing_nonce", Code::SessionExpired),
            ("login-required", Code::SessionExpired),
            ("invalid_token", Code::SessionExpired),
            ("CONFLICT", Code::Conflict),
            ("address_undeliverable", Code::InvalidCountry),
            ("webhook_timeout", Code::Timeout),
            ("TimeoutError", Code::Timeout),
            ("AbortError", Code::Timeout),
            ("Failed to fetch", Code::Network),
            ("NetworkError", Code::Network),
            ("custom-error", Code::HostError),
            ("webhook_error", Code::HostError),
        ] {
            assert_eq!(read(word), Some(code), "{word}");
        }
        for word in ["", "error", "Could not add item", "TypeError", "---", "стоп"] {
            assert_eq!(read(word), None, "{word}");
        }
    }
}
