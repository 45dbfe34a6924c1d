//! What the host lets the widget do decides what an opened panel shows.

use handcart::engine::Abilities;
use handcart::engine::view::Face;

#[test]
fn a_panel_opens_with_the_conversation_or_with_the_cart_where_there_is_nobody_to_talk_to() {
    let face = |agent, cart| Abilities { agent, cart, ..Abilities::default() }.face();
    assert_eq!([face(true, true), face(true, false)], [Face::Talk, Face::Talk]);
    assert_eq!([face(false, true), face(false, false)], [Face::Cart, Face::Talk]);
}
