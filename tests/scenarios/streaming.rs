//! An answer that arrives in pieces, and what an agent says unasked.

use handcart::engine::Abilities;
use handcart::engine::cart::Text;
use handcart::engine::effect::Effect;
use handcart::engine::event::{Event, Gesture, Heard, Ticket, Turn};
use handcart::engine::outcome::Code;
use handcart::engine::view::{Face, Kind, Notice, Panel, Spoken, Stage, Talk};

use super::page::Page;
use crate::common::shop::{LAMP, MUG};
use crate::common::sim::ALL;
use crate::common::wishes::{add, by_agent};

/// What the agent says in the feed, and whether more is coming.
fn said(page: &Page) -> Vec<(Text, bool)> {
    let words = |kind: &Kind| if let Kind::Say { text, live } = kind { Some((text.clone(), *live)) } else { None };
    page.view().feed.iter().filter_map(|entry| words(&entry.kind)).collect()
}

/// What a screen reader was told of the agent's words.
fn spoken(page: &Page) -> Vec<Text> {
    page.outs(|effect| match effect {
        Effect::Announce(Spoken::Words(words), _) => Some(words.clone()),
        _ => None,
    })
}

fn asked(page: &Page) -> Ticket {
    page.press(Gesture::Say("a mug".into()));
    page.look().asked.expect("the agent was asked")
}

fn hear(page: &Page, ticket: Ticket, words: &str) {
    page.send(Event::Heard(ticket, Heard::Words(words.into())));
}

fn words(text: &str) -> Turn {
    Turn { text: Some(text.into()), ..Turn::default() }
}

#[test]
fn words_grow_in_one_entry_and_are_spoken_once() {
    let page = Page::of(&[]);
    let ticket = asked(&page);
    for part in ["", "We", "We have", "We have mugs"] {
        hear(&page, ticket, part);
    }
    assert_eq!((said(&page), page.view().talk), (vec![("We have mugs".into(), true)], Talk::Waiting));
    assert!(spoken(&page).is_empty());
    let entry = page.entry(|kind| matches!(kind, Kind::Say { .. }));
    page.answer(words("We have two mugs."));
    assert_eq!((said(&page), page.view().talk), (vec![("We have two mugs.".into(), false)], Talk::Ready));
    assert_eq!(page.entry(|kind| matches!(kind, Kind::Say { .. })), entry, "it is the same entry");
    assert_eq!(spoken(&page), ["We have two mugs."]);
}

#[test]
fn an_answer_without_words_of_its_own_leaves_what_was_heard() {
    let page = Page::of(&[]);
    let ticket = asked(&page);
    hear(&page, ticket, "We have mugs");
    page.answer(Turn { replies: vec!["Yes".into()], ..Turn::default() });
    assert_eq!(said(&page), [("We have mugs".into(), false)]);
    assert_eq!(spoken(&page), ["We have mugs"]);
}

#[test]
fn a_stream_that_is_cut_keeps_what_was_read() {
    for (code, notice) in [(Code::Network, Notice::Unsent("a mug".into())), (Code::HostError, Notice::NoAnswer)] {
        let page = Page::of(&[]);
        let ticket = asked(&page);
        hear(&page, ticket, "We have");
        page.send(Event::Answered(ticket, Err(code)));
        assert_eq!((said(&page), page.view().talk), (vec![("We have".into(), false)], Talk::Ready));
        assert!(page.entry(|kind| *kind == Kind::Notice(notice.clone())).is_some());
        hear(&page, ticket, "We have more");
        page.send(Event::Answered(ticket, Ok(words("late"))));
        assert_eq!(said(&page), [("We have".into(), false)], "nothing comes after the end");
    }
}

#[test]
fn the_time_limit_counts_from_the_last_sign_of_life() {
    let page = Page::of(&[]);
    let ticket = asked(&page);
    for _ in 0..5 {
        page.wait(29_999);
        page.send(Event::Heard(ticket, Heard::Status("".into())));
    }
    page.wait(29_999);
    hear(&page, ticket, "We");
    page.wait(29_999);
    assert_eq!(page.view().talk, Talk::Waiting);
    page.wait(1);
    assert_eq!((said(&page), page.view().talk), (vec![("We".into(), false)], Talk::Ready));
    assert_eq!(page.outs(|effect| (*effect == Effect::StopAsking(ticket)).then_some(())).len(), 1);
}

#[test]
fn what_the_agent_does_is_told_until_it_speaks() {
    let page = Page::of(&[]);
    let ticket = asked(&page);
    let status = |words: &str| {
        page.send(Event::Heard(ticket, Heard::Status(words.into())));
        page.view().status
    };
    assert_eq!(page.view().status, Some("".into()));
    assert_eq!(status("Looking for mugs"), Some("Looking for mugs".into()));
    assert_eq!(status(""), Some("".into()));
    assert_eq!(status("Looking on"), Some("Looking on".into()));
    hear(&page, ticket, "");
    assert_eq!(page.view().status, Some("Looking on".into()), "nothing was said yet");
    hear(&page, ticket, "We");
    assert_eq!(page.view().status, Some("".into()));
    assert_eq!(status("Still looking"), Some("Still looking".into()));
    page.answer(Turn::default());
    assert_eq!(page.view().status, None);
}

#[test]
fn nothing_is_heard_that_nobody_waits_for() {
    let page = Page::of(&[]);
    hear(&page, Ticket(7), "boo");
    let old = asked(&page);
    hear(&page, old, "We");
    let new = asked(&page);
    hear(&page, old, "We have");
    page.send(Event::Heard(old, Heard::Status("old".into())));
    assert_eq!((said(&page), page.view().status), (vec![("We".into(), false)], Some("".into())));
    hear(&page, new, "Mugs");
    page.press(Gesture::StopAnswer);
    hear(&page, new, "Mugs and more");
    assert_eq!(said(&page), [("We".into(), false), ("Mugs".into(), false)]);
    assert!(spoken(&page).is_empty());
}

#[test]
fn a_card_cannot_be_pressed_while_words_move_it() {
    let page = Page::of(&[(LAMP, 1)]);
    let ask = page.propose(add(&page.goods.products[MUG], 1)).expect("offered");
    page.wait(500);
    let ticket = asked(&page);
    page.wait(500);
    assert_eq!(page.ask(ask.id).map(|ask| ask.stage), Some(Stage::Ready));
    for part in ["We", "We have"] {
        hear(&page, ticket, part);
        page.wait(499);
        assert_eq!(page.ask(ask.id).map(|ask| ask.stage), Some(Stage::Arming), "{part}");
    }
    page.confirm(ask.id);
    page.wait(1);
    assert_eq!((page.ask(ask.id).map(|ask| ask.stage), page.calls().len()), (Some(Stage::Ready), 0));
}

#[test]
fn what_nobody_asked_for_is_shown_too() {
    let page = Page::of(&[]);
    page.press(Gesture::Close);
    page.send(Event::Told(words("Your order has left.")));
    assert_eq!((said(&page), page.view().panel), (vec![("Your order has left.".into(), false)], Panel::Closed));
    let replies = |text: &str| Turn { replies: vec![text.into()], ..Turn::default() };
    page.send(Event::Told(replies("Where is it?")));
    page.send(Event::Told(replies("When does it come?")));
    assert_eq!(page.view().feed.iter().filter(|entry| matches!(entry.kind, Kind::Replies(_))).count(), 1);
    let proposals = vec![by_agent(add(&page.goods.products[MUG], 1), None, Some("a"))];
    page.send(Event::Told(Turn { proposals, ..Turn::default() }));
    assert_eq!((page.asks().len(), page.view().panel), (1, Panel::Open(Face::Talk)));
    let ticket = asked(&page);
    page.send(Event::Told(words("One more thing.")));
    assert_eq!(page.view().talk, Talk::Waiting, "it is no answer");
    page.send(Event::Answered(ticket, Ok(words("Here"))));
    assert_eq!(page.view().talk, Talk::Ready);
    let mute = Page::with(Abilities { agent: false, ..ALL }, &[]);
    mute.send(Event::Told(words("boo")));
    assert!(mute.view().feed.is_empty());
}

#[test]
fn words_whose_entry_went_away_are_told_anew_with_the_answer() {
    let page = Page::of(&[]);
    let ticket = asked(&page);
    hear(&page, ticket, "We");
    for number in 0..250 {
        page.send(Event::Told(words(&format!("Number {number}"))));
    }
    hear(&page, ticket, "We have");
    page.send(Event::Answered(ticket, Ok(words("We have mugs."))));
    assert_eq!(said(&page).last(), Some(&("We have mugs.".into(), false)));
    assert_eq!(page.view().feed.len(), 200);
}
