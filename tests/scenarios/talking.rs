//! Talking: the message, the wait, the answer, and what is shown while it is not in front.

use handcart::engine::Abilities;
use handcart::engine::action::{Action, Proposed, Source};
use handcart::engine::cart::{Country, Key};
use handcart::engine::effect::Effect;
use handcart::engine::event::{Event, Gesture, Ticket, Turn};
use handcart::engine::outcome::{Code, Refusal, Verdict};
use handcart::engine::view::{Face, Kind, Notice, Panel, Spoken, Talk};

use super::page::Page;
use crate::common::host::{Does, WELL};
use crate::common::shop::{LAMP, MUG};
use crate::common::sim::ALL;
use crate::common::wishes::{add, by_agent, remove, set};

fn notices(page: &Page) -> Vec<Notice> {
    let notice = |kind: &Kind| if let Kind::Notice(notice) = kind { Some(notice.clone()) } else { None };
    page.view().feed.iter().filter_map(|entry| notice(&entry.kind)).collect()
}

#[test]
fn a_message_is_sent_with_the_cart_and_answered_in_the_feed() {
    let page = Page::of(&[(LAMP, 2)]);
    page.press(Gesture::Say("a mug".into()));
    assert_eq!(page.view().talk, Talk::Waiting);
    let sent = page.outs(|effect| match effect {
        Effect::Ask(_, words, cart) => Some((words.clone(), cart.as_ref().map(|cart| cart.count))),
        _ => None,
    });
    assert_eq!(sent, [("a mug".into(), Some(2))]);
    let proposals = vec![by_agent(add(&page.goods.products[MUG], 1), None, Some("a"))];
    let replies = vec!["Yes".into()];
    page.answer(Turn { text: Some("Here".into()), proposals, replies, show_cart: true, ..Turn::default() });
    assert_eq!((page.view().talk, page.view().panel), (Talk::Ready, Panel::Open(Face::Cart)));
    assert!(page.entry(|kind| matches!(kind, Kind::Say { .. })) < page.entry(|kind| matches!(kind, Kind::Ask(_))));
    page.press(Gesture::Say("thanks".into()));
    assert!(page.entry(|kind| matches!(kind, Kind::Replies(_))).is_none(), "short answers belong to the last turn");
}

#[test]
fn an_agent_that_does_not_answer_is_given_up_after_half_a_minute() {
    let page = Page::of(&[]);
    page.press(Gesture::Say("hello".into()));
    let ticket = page.look().asked.unwrap();
    page.wait(30_000);
    assert_eq!((page.view().talk, notices(&page)), (Talk::Ready, vec![Notice::NoAnswer]));
    page.send(Event::Answered(ticket, Ok(Turn { text: Some("late".into()), ..Turn::default() })));
    assert!(page.entry(|kind| matches!(kind, Kind::Say { .. })).is_none());
    let notice = page.entry(|kind| matches!(kind, Kind::Notice(_))).unwrap();
    page.press(Gesture::SayAgain(notice));
    page.press(Gesture::SayAgain(notice));
    assert_eq!((page.view().talk, notices(&page).len()), (Talk::Waiting, 0));
}

#[test]
fn an_agent_that_waits_for_a_connection_is_told_without_one() {
    let page = Page::with(Abilities { waits: true, ..ALL }, &[]);
    let reads = page.reads();
    page.send(Event::Online(false));
    page.press(Gesture::Say("hello".into()));
    assert_eq!((page.view().online, page.view().talk, notices(&page).len()), (false, Talk::Waiting, 0));
    page.send(Event::Online(true));
    page.wait(1_000);
    assert!(page.view().online && page.reads() == reads + 1, "the cart may be another one");
}

#[test]
fn a_message_while_offline_is_kept_to_be_sent_again() {
    let page = Page::of(&[]);
    page.send(Event::Online(false));
    page.press(Gesture::Say("hello".into()));
    assert_eq!((page.view().online, page.view().talk), (false, Talk::Ready));
    assert_eq!(notices(&page), [Notice::Unsent("hello".into())]);
    page.send(Event::Online(true));
    page.press(Gesture::SayAgain(page.entry(|kind| matches!(kind, Kind::Notice(_))).unwrap()));
    let ticket = page.look().asked.unwrap();
    page.send(Event::Answered(ticket, Err(Code::Network)));
    assert_eq!(notices(&page), [Notice::Unsent("hello".into())]);
}

#[test]
fn an_answer_can_be_stopped() {
    let page = Page::of(&[]);
    page.press(Gesture::StopAnswer);
    page.press(Gesture::Say("hello".into()));
    let ticket = page.look().asked.unwrap();
    page.press(Gesture::StopAnswer);
    assert_eq!(page.outs(|effect| matches!(effect, Effect::StopAsking(_)).then_some(())).len(), 1);
    page.send(Event::Answered(ticket, Ok(Turn { text: Some("late".into()), ..Turn::default() })));
    assert_eq!(notices(&page), [Notice::Stopped]);
    page.press(Gesture::Say("one".into()));
    page.press(Gesture::Say("two".into()));
    assert_eq!(page.outs(|effect| matches!(effect, Effect::StopAsking(_)).then_some(())).len(), 2);
}

#[test]
fn an_answer_to_nothing_is_ignored() {
    let page = Page::of(&[]);
    page.send(Event::Answered(Ticket(44), Ok(Turn { text: Some("boo".into()), ..Turn::default() })));
    assert!(page.view().feed.is_empty());
    page.press(Gesture::Say("".into()));
    let mute = Page::with(Abilities { agent: false, ..ALL }, &[]);
    mute.press(Gesture::Say("hello".into()));
    assert_eq!((mute.view().talk, mute.view().feed.len() + page.view().feed.len()), (Talk::Absent, 0));
}

#[test]
fn a_proposal_that_cannot_be_read_is_told_to_its_proposer_and_to_the_shopper() {
    let page = Page::of(&[(LAMP, 1)]);
    page.press(Gesture::Say("hello".into()));
    let refusal = Refusal { code: Code::InvalidAnswer, detail: "cartAction[0].type".into() };
    let broken = Proposed { action: Err(refusal), words: None, source: Source::Agent, reply: Some(4), id: None };
    let foreign = by_agent(remove(Key(1)), Some(5), None);
    page.answer(Turn { proposals: vec![broken, foreign], ..Turn::default() });
    let refused = page.outs(|effect| match effect {
        Effect::Refuse(reply, refusal) => Some((reply.unwrap(), refusal.code)),
        _ => None,
    });
    assert_eq!(refused, [(4, Code::InvalidAnswer), (5, Code::LineNotFound)]);
    assert_eq!(notices(&page), [Notice::Refused(Code::LineNotFound)]);
}

#[test]
fn an_outcome_is_a_toast_where_the_conversation_is_not_in_front() {
    let page = Page::of(&[(LAMP, 1)]);
    page.press(Gesture::ShowCart);
    page.press(Gesture::SetLine(page.key(LAMP), 2));
    page.wait(100);
    assert_eq!(page.view().toasts.len(), 1);
    page.wait(9_999);
    page.press(Gesture::HoldToasts(true));
    page.wait(60_000);
    assert_eq!(page.view().toasts.len(), 1, "it stays while it is looked at");
    page.press(Gesture::HoldToasts(false));
    page.wait(3_000);
    assert!(page.view().toasts.is_empty());
    for pieces in 3..8 {
        page.press(Gesture::SetLine(page.key(LAMP), pieces));
        page.wait(100);
    }
    assert_eq!(page.view().toasts.len(), 3);
    page.press(Gesture::Dismiss(page.view().toasts[0].id));
    assert_eq!(page.view().toasts.len(), 2);
    page.press(Gesture::ShowTalk);
    page.press(Gesture::SetLine(page.key(LAMP), 9));
    page.wait(100);
    assert_eq!(page.view().toasts.len(), 2, "in the conversation the record is enough");
    assert_eq!(page.last().verdict, Verdict::Applied);
}

#[test]
fn steps_on_one_line_are_one_record() {
    let page = Page::of(&[(LAMP, 1)]);
    for pieces in 2..6 {
        page.press(Gesture::SetLine(page.key(LAMP), pieces));
        page.wait(200);
    }
    let done = page.view().feed.iter().filter(|entry| matches!(entry.kind, Kind::Done(_))).count();
    assert_eq!((done, page.reports().len()), (1, 4));
}

#[test]
fn what_happens_is_also_said_aloud() {
    let page = Page::of(&[]);
    page.agree(add(&page.goods.products[MUG], 1));
    page.wait(1_000);
    let said = page.outs(|effect| if let Effect::Announce(spoken, _) = effect { Some(spoken.clone()) } else { None });
    assert!(matches!(said.as_slice(), [Spoken::Ask(_), Spoken::Outcome(_)]), "{said:?}");
}

#[test]
fn the_badge_counts_what_the_host_said_before_the_first_read() {
    let page = Page::asleep(ALL);
    assert_eq!(page.view().badge, 0);
    page.press(Gesture::Open);
    page.press(Gesture::Close);
    page.press(Gesture::Open);
    assert_eq!(page.view().panel, Panel::Open(Face::Talk));
}

#[test]
fn an_answer_shows_what_it_brings_and_nothing_else() {
    let page = Page::of(&[]);
    let replies = |page: &Page| page.entry(|kind| matches!(kind, Kind::Replies(_)));
    page.press(Gesture::Say("hello".into()));
    page.answer(Turn { text: Some("Hi".into()), ..Turn::default() });
    assert_eq!((replies(&page), page.view().panel, page.view().feed.len()), (None, Panel::Open(Face::Talk), 2));
    page.press(Gesture::Say("hello".into()));
    page.answer(Turn { replies: vec!["Yes".into()], ..Turn::default() });
    assert!(replies(&page).is_some());
    let off = Page::with(Abilities { cart: false, ..ALL }, &[]);
    off.press(Gesture::Say("my cart".into()));
    off.answer(Turn { show_cart: true, ..Turn::default() });
    off.press(Gesture::ShowCart);
    assert_eq!(off.view().panel, Panel::Open(Face::Talk), "there is no cart to show");
}

#[test]
fn a_refusal_tells_its_proposer_in_words_what_is_wrong() {
    let said = |page: &Page, action| {
        page.send(Event::Proposals(vec![by_agent(action, Some(1), None)]));
        assert!(page.reports().is_empty(), "it is refused, not offered and then not done");
        page.outs(
            |effect| if let Effect::Refuse(Some(1), refusal) = effect { Some(refusal.detail.clone()) } else { None },
        )
        .pop()
        .expect("it is refused")
    };
    let page = Page::with(Abilities { country: false, ..ALL }, &[(LAMP, 50)]);
    let to = |code| Action::SetCountry(Country(code));
    assert!(said(&page, remove(Key(1))).contains("no such line"));
    assert!(said(&page, add(&page.goods.products[MUG], 100)).contains("quiet period or quantity"));
    assert!(said(&page, set(page.key(LAMP), 51)).contains("maxQuantity"));
    assert!(said(&page, to(*b"AT")).contains("the host cannot do this"));
    let off = Page::with(Abilities { cart: false, ..ALL }, &[]);
    assert!(said(&off, add(&off.goods.products[MUG], 1)).contains("cart.enabled"));
    let far = Page::of(&[]);
    far.shop(|shop| {
        shop.countries = vec![Country(*b"DE")];
        shop.send_to(Country(*b"DE"));
    });
    far.press(Gesture::Reread);
    far.wait(100);
    assert!(said(&far, to(*b"AT")).contains("not a country"));
    let shapeless = Action::Add { product: page.goods.products[3].clone(), variant: Some(9), quantity: 1 };
    assert!(said(&page, shapeless).contains("does not apply"));
}

#[test]
fn a_toast_that_is_looked_at_stays_and_three_seconds_more() {
    let page = Page::of(&[(LAMP, 1), (MUG, 1)]);
    page.press(Gesture::ShowCart);
    page.press(Gesture::SetLine(page.key(LAMP), 2));
    page.wait(100);
    let held = |held| page.press(Gesture::HoldToasts(held));
    held(true);
    held(false);
    page.wait(9_999);
    assert_eq!(page.view().toasts.len(), 1, "whoever looked early loses nothing");
    held(true);
    page.wait(20_000);
    held(true);
    page.wait(5_000);
    held(false);
    page.wait(2_999);
    assert_eq!(page.view().toasts.len(), 1);
    page.wait(1);
    assert!(page.view().toasts.is_empty());
}

#[test]
fn a_toast_is_closed_alone() {
    let page = Page::of(&[(LAMP, 1), (MUG, 1)]);
    page.press(Gesture::ShowCart);
    for article in [LAMP, MUG] {
        page.press(Gesture::SetLine(page.key(article), 2));
        page.wait(200);
    }
    let toasts = page.view().toasts;
    for _ in 0..2 {
        page.press(Gesture::Dismiss(toasts[1].id));
        assert_eq!(page.view().toasts, toasts[..1]);
    }
}

#[test]
fn what_is_no_step_of_the_same_line_by_the_same_hand_is_a_record_of_its_own() {
    let records = |page: &Page| page.view().feed.iter().filter(|entry| matches!(entry.kind, Kind::Done(_))).count();
    let step = |page: &Page, article, pieces| {
        page.press(Gesture::SetLine(page.key(article), pieces));
        page.wait(1_000);
    };
    let two_lines = Page::of(&[(LAMP, 1), (MUG, 1)]);
    step(&two_lines, LAMP, 2);
    step(&two_lines, MUG, 2);
    assert_eq!(records(&two_lines), 2, "another line");
    let two_hands = Page::of(&[(LAMP, 1)]);
    two_hands.agree(set(two_hands.key(LAMP), 3));
    two_hands.wait(1_000);
    step(&two_hands, LAMP, 4);
    assert_eq!(records(&two_hands), 2, "another hand");
    let fails = Page::of(&[(LAMP, 1)]);
    fails.answers(&[WELL, WELL.does(Does::Nothing), WELL]);
    for (pieces, all) in [(2, 1), (3, 2), (4, 3), (5, 3)] {
        step(&fails, LAMP, pieces);
        assert_eq!(records(&fails), all, "what failed stays to be read");
    }
}

#[test]
fn being_told_again_that_there_is_a_connection_or_none_changes_nothing() {
    let page = Page::of(&[]);
    for online in [true, false, false] {
        page.send(Event::Online(online));
        page.wait(1_000);
        assert_eq!(page.reads(), 1);
    }
}
