//! Talking: the message, the wait, the answer, and what is shown while it is not in front.

use handcart::engine::Abilities;
use handcart::engine::action::{Proposed, Source};
use handcart::engine::effect::Effect;
use handcart::engine::event::{Event, Gesture, Ticket, Turn};
use handcart::engine::outcome::{Code, Refusal, Verdict};
use handcart::engine::view::{Face, Kind, Notice, Panel, Spoken, Talk};

use super::page::Page;
use crate::common::shop::{LAMP, MUG};
use crate::common::sim::ALL;
use crate::common::wishes::{add, by_agent, remove};

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
    let foreign = by_agent(remove(handcart::engine::cart::Key(1)), Some(5), None);
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
