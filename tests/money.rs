//! Money against what `Intl` prints: the lines `currency TAB amount TAB text` of the file that `MONEY_FIXTURE` names.
//! `tests/e2e/money.test.mjs` writes it, from Node's `Intl` and from Chromium's.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use handcart::contract::money;

/// `-1234.5` in minor units with so many decimals; `None` when it has more.
fn minor(amount: &str, digits: u8) -> Option<i64> {
    let (whole, part) = amount.split_once('.').unwrap_or((amount, ""));
    let missing = usize::from(digits).checked_sub(part.len())?;
    format!("{whole}{part}{}", "0".repeat(missing)).parse().ok()
}

#[test]
fn parts_of_one_and_multiples_are_never_left_out() {
    for (text, currency) in [
        ("12½ €", "EUR"),
        ("½12 €", "EUR"),
        ("12² €", "EUR"),
        ("12\u{2075} €", "EUR"),
        ("12\u{215b} €", "EUR"),
        ("12₂ €", "EUR"),
        ("$12K", "USD"),
        ("$1.2m", "USD"),
        ("12B USD", "USD"),
        ("$3t", "USD"),
        ("12万円", "JPY"),
        ("3 억 원", "KRW"),
    ] {
        assert!(money::read(text, currency).is_err(), "{text}");
    }
    for (text, currency, minor) in [
        ("12kr", "DKK", 1_200),
        ("12KM", "BAM", 1_200),
        ("12MAD", "MAD", 1_200),
        ("K12", "ZMW", 1_200),
        ("12 zł", "PLN", 1_200),
        ("1,200円", "JPY", 1_200),
    ] {
        let read = money::read(text, currency).unwrap().unwrap();
        assert_eq!((read.minor, text), (minor, text));
    }
}

#[test]
fn what_intl_prints_is_read_back_or_called_ambiguous() {
    let named = std::env::var("MONEY_FIXTURE").ok();
    let path = named.clone().unwrap_or_else(|| format!("{}/target/money/node.txt", env!("CARGO_MANIFEST_DIR")));
    let lines = match std::fs::read_to_string(&path) {
        Ok(lines) => lines,
        Err(error) if named.is_some() => panic!("{path}: {error}"),
        Err(_) => return println!("money: no {path}, nothing was compared"),
    };
    let (mut exact, mut ambiguous, mut wrong) = (0, 0, Vec::new());
    let mut doubtful: Vec<(String, u32, String)> = Vec::new();
    for line in lines.lines() {
        let mut fields = line.splitn(3, '\t');
        let (currency, amount, text) = (fields.next().unwrap(), fields.next().unwrap(), fields.next().unwrap());
        match money::read(text, currency) {
            Ok(Some(read)) if minor(amount, read.digits) == Some(read.minor) => exact += 1,
            Ok(read) => wrong.push(format!("{currency} {amount}: {text:?} was read as {read:?}")),
            Err(_) => {
                ambiguous += 1;
                match doubtful.iter_mut().find(|seen| seen.0 == currency) {
                    Some(seen) => seen.1 += 1,
                    None => doubtful.push((currency.to_owned(), 1, text.to_owned())),
                }
            }
        }
    }
    println!(
        "money: {} texts, {exact} exact, {ambiguous} ambiguous, {} wrong",
        exact + ambiguous + wrong.len(),
        wrong.len()
    );
    doubtful.sort_by_key(|seen| std::cmp::Reverse(seen.1));
    for (currency, count, text) in doubtful.iter().take(8) {
        println!("  ambiguous in {currency}: {count}, for example {text}");
    }
    assert!(wrong.is_empty(), "{}", wrong.iter().take(40).cloned().collect::<Vec<_>>().join("\n"));
    assert!(exact > 30_000, "too few amounts were read");
    assert!(ambiguous * 20 < exact, "too many amounts are called ambiguous");
}
