//! Text: shared, compared and printed like the words that it is.

use handcart::engine::cart::Text;

#[test]
fn a_text_is_the_words_that_it_was_made_of() {
    let text = Text::from("Pine green");
    assert_eq!(&*text, "Pine green");
    assert_eq!(Text::from("Pine green".to_owned()), text);
    assert_eq!((format!("{text}"), format!("{text:?}")), ("Pine green".to_owned(), "\"Pine green\"".to_owned()));
}

#[test]
fn a_text_can_be_compared_with_plain_words() {
    let text = Text::from("Pine green");
    assert!(text == "Pine green" && text == *"Pine green");
    assert!(text != "Pine" && text != *"Pine");
}

#[test]
fn a_shared_text_is_the_same_one_and_an_equal_one_is_not() {
    let (text, equal) = (Text::from("Pine green"), Text::from("Pine green"));
    assert_eq!((text.clone(), &equal), (equal.clone(), &text));
    assert!(text.is(&text.clone()) && !text.is(&equal));
}
