//! The conversation and the panel. A row that comes, goes or becomes something else moves what is seen.

use std::rc::Rc;

use handcart::engine::action::{Action, Source};
use handcart::engine::cart::Text;
use handcart::engine::effect::Effect;
use handcart::engine::event::{Heard, ProposalId, Ticket, Turn};
use handcart::engine::outcome::{Code, Outcome, Verdict};
use handcart::engine::product::Product;
use handcart::engine::view::{EntryId, Face, Notice, Panel, Spoken, Spot};

use super::changes::Origin;
use super::{Twin, facts};

/// An entry of the conversation.
pub enum Row {
    Me(Text),
    Say(Text),
    Products(Vec<(Rc<Product>, Vec<Option<u8>>)>),
    Ask(ProposalId),
    Done(Rc<Outcome>),
    Notice(Notice),
    Replies,
}

/// The agent thinks.
pub struct Asking {
    ticket: Ticket,
    /// The last sign of life.
    since: u64,
    /// The row that its words grow in.
    row: Option<EntryId>,
}

impl Twin {
    /// The oldest row beyond two hundred goes, but for an open card.
    pub fn write_row(&mut self, row: Row) {
        self.row += 1;
        self.rows.push((EntryId(self.row), row));
        self.moved = true;
        if self.rows.len() > self.rules.feed
            && let Some(at) = self.rows.iter().position(|(_, row)| !matches!(row, Row::Ask(_)))
        {
            self.rows.remove(at);
        }
    }

    /// How it ended stands in the place of its card, else at the end. A step on a line that was just stepped on, with both
    /// applied, takes the place of the other.
    pub fn write(&mut self, origin: Origin, outcome: &Rc<Outcome>) {
        let done = Row::Done(outcome.clone());
        if let Origin::Card(card) = origin
            && let Some(at) = self.rows.iter().position(|(_, row)| matches!(row, Row::Ask(id) if *id == card))
        {
            self.moved = true;
            self.rows[at].1 = done;
            return;
        }
        let set = |outcome: &Outcome| match outcome.deed.action {
            Action::SetQuantity { key, .. } if outcome.verdict == Verdict::Applied => Some(key),
            _ => None,
        };
        if let (Origin::Line, Some((_, row))) = (origin, self.rows.last_mut())
            && let Row::Done(earlier) = row
            && set(earlier).is_some_and(|key| set(outcome) == Some(key))
            && earlier.source == Source::Shopper
        {
            *row = done;
            return;
        }
        self.write_row(done);
    }

    /// Where a person asked for it, the focus goes along.
    pub fn open(&mut self) {
        if self.panel == Panel::Closed {
            self.panel = Panel::Open(if self.can.agent { Face::Talk } else { Face::Cart });
        }
        self.out.push(Effect::Focus(Spot::Composer));
    }

    pub fn close(&mut self) {
        self.panel = Panel::Closed;
        self.out.push(Effect::Focus(Spot::Launcher));
    }

    pub fn show(&mut self, face: Face) {
        if face == Face::Talk || self.can.cart {
            self.panel = Panel::Open(face);
            self.out.push(Effect::Focus(if face == Face::Cart { Spot::Cart } else { Spot::Composer }));
        }
    }

    pub fn say(&mut self, words: &Text) {
        if words.is_empty() || !self.can.agent {
            return;
        }
        if let Some(asking) = self.asking.take() {
            self.out.push(Effect::StopAsking(asking.ticket));
            self.leave(&asking);
        }
        self.rows.retain(|(_, row)| !matches!(row, Row::Replies));
        self.write_row(Row::Me(words.clone()));
        if !self.online && !self.can.waits {
            return self.notice(Notice::Unsent(words.clone()));
        }
        let ticket = self.ticket();
        self.asking = Some(Asking { ticket, since: self.now, row: None });
        self.out.push(Effect::Announce(Spoken::Waiting, false));
        self.out.push(Effect::Ask(ticket, words.clone(), self.cart.clone().filter(|_| self.can.cart)));
    }

    fn notice(&mut self, notice: Notice) {
        self.write_row(Row::Notice(notice.clone()));
        self.out.push(Effect::Announce(Spoken::Notice(notice), false));
    }

    /// Whoever stops the answer knows it: nothing is said aloud.
    pub fn stop_answer(&mut self) {
        if let Some(asking) = self.asking.take() {
            self.out.push(Effect::StopAsking(asking.ticket));
            self.leave(&asking);
            self.write_row(Row::Notice(Notice::Stopped));
        }
    }

    /// The notice goes, and with it the message above it, which is sent anew.
    pub fn say_again(&mut self, entry: EntryId) {
        let Some(at) = self.rows.iter().position(|(id, _)| *id == entry) else { return };
        let me = self.rows[..at].iter().rev().find_map(|(id, row)| match row {
            Row::Me(words) => Some((*id, words.clone())),
            _ => None,
        });
        let (Row::Notice(Notice::Unsent(_) | Notice::NoAnswer), Some((me, words))) = (&self.rows[at].1, me) else {
            return;
        };
        self.rows.retain(|(id, _)| *id != entry && *id != me);
        self.moved = true;
        self.say(&words);
    }

    pub fn give_up_answer(&mut self) {
        let over = |asking: &&Asking| asking.since + self.rules.answer.0 <= self.now;
        if let Some(ticket) = self.asking.as_ref().filter(over).map(|asking| asking.ticket) {
            self.out.push(Effect::StopAsking(ticket));
            self.no_answer(Code::Timeout);
        }
    }

    fn no_answer(&mut self, code: Code) {
        if let Some(asking) = self.asking.take() {
            self.leave(&asking);
        }
        let said = self.rows.iter().rev().find_map(|(_, row)| match row {
            Row::Me(words) => Some(words.clone()),
            _ => None,
        });
        let unsent = said.filter(|_| code == Code::Network).map(Notice::Unsent);
        self.notice(unsent.unwrap_or(Notice::NoAnswer));
    }

    /// What was heard stays; it no longer grows, and that moves what stands near it.
    fn leave(&mut self, asking: &Asking) -> Option<(EntryId, Text)> {
        let at = asking.row?;
        let text = self.rows.iter().find_map(|(id, row)| match row {
            Row::Say(text) if *id == at => Some(text.clone()),
            _ => None,
        })?;
        self.moved = true;
        Some((at, text))
    }

    /// Words grow in one row. Everything that is heard is a sign of life.
    pub fn agent_heard(&mut self, ticket: Ticket, heard: &Heard) {
        let now = self.now;
        let Some(asking) = self.asking.as_mut().filter(|asking| asking.ticket == ticket) else { return };
        asking.since = now;
        let Heard::Words(text) = heard else { return };
        if text.is_empty() {
            return;
        }
        let Some(row) = asking.row else {
            self.write_row(Row::Say(text.clone()));
            let row = EntryId(self.row);
            self.asking.as_mut().unwrap().row = Some(row);
            return;
        };
        self.say_in(row, text);
    }

    /// A row that went away among two hundred others takes nothing any more.
    fn say_in(&mut self, at: EntryId, text: &Text) {
        if let Some((_, row)) = self.rows.iter_mut().find(|(id, _)| *id == at) {
            *row = Row::Say(text.clone());
            self.moved = true;
        }
    }

    /// Unasked: like an answer, but a proposal in it opens the panel.
    pub fn agent_told(&mut self, turn: &Turn) {
        if self.can.agent {
            self.rows.retain(|(_, row)| !matches!(row, Row::Replies));
            self.moved = true;
            self.show_turn(turn, None, true);
        }
    }

    pub fn agent_answered(&mut self, ticket: Ticket, answer: &Result<Turn, Code>) {
        if self.asking.as_ref().is_none_or(|asking| asking.ticket != ticket) {
            return;
        }
        let turn = match answer {
            Ok(turn) => turn,
            Err(code) => return self.no_answer(*code),
        };
        let heard = self.asking.take().and_then(|asking| self.leave(&asking));
        self.show_turn(turn, heard, false);
    }

    fn show_turn(&mut self, turn: &Turn, heard: Option<(EntryId, Text)>, unasked: bool) {
        if let Some(text) = turn.text.as_ref().or(heard.as_ref().map(|(_, text)| text)) {
            self.out.push(Effect::Announce(Spoken::Words(text.clone()), false));
            match &heard {
                Some((row, _)) => self.say_in(*row, text),
                None => self.write_row(Row::Say(text.clone())),
            }
        }
        if !turn.products.is_empty() {
            let all = turn.products.iter().map(|product| (product.clone(), facts::first_values(product))).collect();
            self.write_row(Row::Products(all));
            self.out.push(Effect::Announce(Spoken::Products(turn.products.len() as u32), false));
        }
        let refused: Vec<_> =
            turn.proposals.iter().filter_map(|proposed| self.offer(proposed, unasked, None)).collect();
        if let Some(code) = refused.last() {
            self.write_row(Row::Notice(Notice::Refused(*code)));
        }
        if !turn.replies.is_empty() {
            self.write_row(Row::Replies);
        }
        if turn.show_cart && self.can.cart {
            self.panel = Panel::Open(Face::Cart);
        }
    }
}
