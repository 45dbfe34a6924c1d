//! Proposals and the cards they become (I1 to I3).

use std::rc::Rc;

use handcart::engine::action::{Action, Proposed, Source};
use handcart::engine::cart::{Cart, Text};
use handcart::engine::effect::Effect;
use handcart::engine::event::ProposalId;
use handcart::engine::outcome::{Code, Deed, OutcomeId, Refusal, Verdict};
use handcart::engine::product::Product;
use handcart::engine::view::{Face, Panel, Spoken, Spot};

use super::again::{Again, Repeats};
use super::changes::{Job, Origin};
use super::reads::Told;
use super::talk::Row;
use super::{Twin, facts, plans};

/// A card. It works from the press on, until its job has ended.
#[derive(Clone)]
pub struct Card {
    pub id: ProposalId,
    rev: u32,
    source: Source,
    pub words: Option<Text>,
    /// The proposer's id; of a plan those of its rows, one a line.
    pub named: Option<Text>,
    reply: Option<u32>,
    /// As it was proposed.
    action: Action,
    /// As it is now.
    pub deed: Rc<Deed>,
    choosing: Option<(Rc<Product>, Vec<Option<u8>>)>,
    pub undoes: Option<OutcomeId>,
    pub repeats: Vec<Option<Repeats>>,
    /// Its time began then.
    appeared: u64,
    /// It has said that it lapses soon.
    warned: bool,
    /// Since then it has not moved.
    still: u64,
    working: bool,
}

impl Card {
    /// What a press on it agrees to. It repeats the calls only of what is still as it was proposed.
    fn job(&self) -> Job {
        let Self { id, source, reply, deed, named, mut repeats, .. } = self.clone();
        if let Action::Plan(steps) = &self.action {
            for (at, repeats) in repeats.iter_mut().enumerate() {
                if deed.rows.get(at).map(|row| &row.deed.action) != steps.get(at) {
                    *repeats = None;
                }
            }
        }
        Job { repeats, id: named, ..Job::new(deed, source, Origin::Card(id), reply) }
    }
}

impl Card {
    /// Something on it is otherwise: it is another drawing.
    pub fn now_says(&mut self, deed: Deed) {
        self.deed = Rc::new(deed);
        self.rev += 1;
    }

    /// Whether the caps hold for it: it is not the shopper's own wish.
    pub fn is_capped(&self) -> bool {
        self.source != Source::Shopper
    }

    fn is_plan(&self) -> bool {
        matches!(self.action, Action::Plan(_))
    }

    /// Whether nothing is left to choose.
    fn is_chosen(&self) -> bool {
        if self.is_plan() {
            return plans::can_be_pressed(&self.deed.rows);
        }
        self.choosing.as_ref().is_none_or(|(product, values)| facts::variant_of(product, values).is_ok())
    }
}

impl Twin {
    /// A proposal comes in: a card, or a refusal with its code. From outside of the conversation it opens the panel.
    pub fn offer(&mut self, proposed: &Proposed, from_outside: bool, undoes: Option<OutcomeId>) -> Option<Code> {
        match self.take_in(proposed, undoes) {
            Ok(()) => {
                let silent = matches!(proposed.action, Ok(Action::SetCountry(_)));
                if from_outside && !silent && self.panel == Panel::Closed {
                    self.panel = Panel::Open(Face::Talk);
                }
                None
            }
            Err(refusal) => {
                let code = refusal.code;
                self.out.push(Effect::Refuse(proposed.reply, refusal));
                Some(code)
            }
        }
    }

    fn take_in(&mut self, proposed: &Proposed, undoes: Option<OutcomeId>) -> Result<(), Refusal> {
        let refuse = |code: Code| Refusal { code, detail: "".into() };
        let action = proposed.action.clone()?;
        if !self.can.cart {
            return Err(refuse(Code::NotEnabled));
        }
        let able = match action {
            Action::SetCountry(_) => self.can.country,
            Action::Checkout => self.can.checkout,
            _ => true,
        };
        if !able {
            return Err(refuse(Code::NotSupported));
        }
        let rests = proposed.source == Source::Agent && self.rest.is_some_and(|until| self.now < until);
        let ids = || proposed.id.iter().flat_map(|ids| ids.split('\n')).filter(|id| !id.is_empty());
        if rests || ids().any(|id| self.ids.iter().any(|known| *known == *id)) {
            return Err(refuse(Code::Policy));
        }
        let recent = self.taken.iter().filter(|at| *at + 60_000 > self.now).count();
        let often = self.rules.caps.minute.is_some_and(|most| recent >= most as usize);
        let allowed = undoes.is_some() || facts::allowed(&action, &self.rules);
        if often || !allowed || self.is_above(&action) {
            return Err(refuse(Code::Policy));
        }
        let (source, reply, id) = (proposed.source.clone(), proposed.reply, proposed.id.clone());
        if matches!(action, Action::SetCountry(_)) {
            let job = |deed| Job { id, ..Job::new(deed, source, Origin::Country, reply) };
            self.act(&action, job).map_err(refuse)?;
        } else {
            self.put_up(&action, source, proposed.words.clone(), reply, undoes).map_err(refuse)?.named = id;
        }
        self.taken.push(self.now);
        self.ids.extend(ids().map(Text::from));
        self.out.extend(proposed.id.clone().map(Effect::Keep));
        Ok(())
    }

    /// A new card, if there is room: three may wait, and one clear. A card that leaves the choice to the shopper begins with
    /// what leaves no choice.
    pub fn put_up(
        &mut self,
        action: &Action,
        source: Source,
        words: Option<Text>,
        reply: Option<u32>,
        undoes: Option<OutcomeId>,
    ) -> Result<&mut Card, Code> {
        let clears = |action: &Action| matches!(action, Action::Clear);
        let second = clears(action) && self.cards.iter().any(|card| clears(&card.action));
        if second || self.cards.iter().filter(|card| !card.working).count() >= self.rules.open {
            return Err(Code::Policy);
        }
        if let (Action::Plan(steps), None) = (action, undoes) {
            plans::admit(steps, self.cart.as_ref(), &self.rules)?;
        }
        facts::applies(action, self.cart.as_ref(), &self.rules)?;
        self.proposed += 1;
        let id = ProposalId(self.proposed);
        let choosing = facts::choosing(action);
        let mut deed = facts::deed(&chosen(action, choosing.as_ref()), self.cart.as_ref(), &self.rules);
        if undoes.is_some() {
            // What takes a change back takes back just that.
            deed.rows.iter_mut().for_each(|row| row.most = 0);
        }
        let deed = Rc::new(deed);
        if !clears(action) {
            self.write_row(Row::Ask(id)); // A clear is a dialog.
        }
        self.out.push(Effect::Announce(Spoken::Ask(deed.clone()), false));
        self.cards.push(Card {
            id,
            rev: 1,
            source,
            words,
            named: None,
            reply,
            action: action.clone(),
            deed,
            choosing,
            undoes,
            repeats: Vec::new(),
            appeared: self.now,
            warned: false,
            still: self.now,
            working: false,
        });
        self.cards.last_mut().ok_or(Code::Policy)
    }

    /// What is seen moved: no card can be pressed for a moment.
    pub fn all_move(&mut self) {
        for card in &mut self.cards {
            card.still = self.now;
        }
    }

    pub fn card_to_edit(&mut self, id: ProposalId) -> Option<&mut Card> {
        self.cards.iter_mut().find(|card| card.id == id && !card.working)
    }

    /// A value chosen on a card is the shopper's own doing: it need not be still anew.
    pub fn choose_in(&mut self, id: ProposalId, row: u32, option: u32, value: u8) {
        let (cart, rules) = (self.cart.clone(), self.rules.clone());
        let Some(card) = self.card_to_edit(id) else { return };
        if card.is_plan() {
            return self.choose_in_row(id, row, option, value);
        }
        let Some((_, values)) = &mut card.choosing else { return };
        let Some(place) = values.get_mut(option as usize) else { return };
        let before = place.replace(value);
        let now = facts::deed(&chosen(&card.action, card.choosing.as_ref()), cart.as_ref(), &rules);
        if !card.is_capped() || !facts::above(&now, cart.as_ref(), &rules) {
            return card.now_says(now);
        }
        // It would lead above a cap, and is not taken.
        if let Some((_, values)) = &mut card.choosing {
            values[option as usize] = before;
        }
    }

    /// A press on the deed counts if a person made it, on the card as it is drawn, where it has been still for 500 ms and
    /// nothing is left to choose.
    pub fn press(&mut self, id: ProposalId, rev: u32, trusted: bool) {
        let Some(at) = self.cards.iter().position(|card| card.id == id) else { return };
        let card = self.cards[at].clone();
        let chosen = card.is_chosen();
        let still = card.still + self.rules.arming.0 <= self.now;
        let seen = self.panel != Panel::Closed && card.rev == rev;
        if !trusted || !seen || !still || !chosen || card.working {
            return;
        }
        self.refusals = 0;
        if matches!(card.action, Action::Checkout) {
            return self.check_out_by(at);
        }
        self.cards[at].working = true;
        self.cards[at].rev += 1;
        match card.undoes {
            Some(undone) if !self.is_free(undone) => {
                self.reject(&Job { undoes: card.undoes, ..card.job() }, Code::Conflict);
            }
            undoes => self.enqueue(Job { undoes, ..card.job() }),
        }
    }

    /// The card goes, the checkout opens. Whether anything is bought there is not for us to say.
    fn check_out_by(&mut self, at: usize) {
        let opened = self.check_out();
        let card = self.cards.remove(at);
        let verdict = if opened { Verdict::Applied } else { Verdict::Rejected(Code::NotSupported) };
        let outcome = self.end_unexecuted(&card.job(), verdict, !opened);
        self.moved = true;
        let row = self.rows.iter().position(|(_, row)| matches!(row, Row::Ask(id) if *id == card.id));
        match row {
            Some(row) if opened => drop(self.rows.remove(row)),
            Some(row) => self.rows[row].1 = Row::Done(outcome),
            None => {}
        }
    }

    pub fn decline(&mut self, id: ProposalId) {
        if let Some(at) = self.cards.iter().position(|card| card.id == id && !card.working) {
            self.end_card(at, Verdict::Declined);
        }
    }

    /// Some time before its end it says so, and can be kept: its time begins anew then. Both move what is seen.
    pub fn say_it_lapses(&mut self) {
        let (now, longest) = (self.now, self.rules.prompt.0);
        let early = self.rules.warning.0.min(longest / 2);
        let mut moves = false;
        for card in &mut self.cards {
            let end = card.appeared + longest;
            if !card.working && !card.warned && (end - early..end).contains(&now) {
                (card.warned, moves) = (true, true);
                self.out.push(Effect::Announce(Spoken::Soon(card.deed.clone()), false));
            }
        }
        if moves {
            self.all_move();
        }
    }

    pub fn keep_card(&mut self, id: ProposalId) {
        let now = self.now;
        let Some(card) = self.card_to_edit(id).filter(|card| card.warned) else { return };
        (card.warned, card.appeared) = (false, now);
        self.all_move();
        self.out.push(Effect::Focus(Spot::Proposal(id)));
    }

    /// Nobody pressed it in time.
    pub fn lapse(&mut self) {
        let (now, longest) = (self.now, self.rules.prompt.0);
        let over = |card: &Card| !card.working && card.appeared + longest <= now;
        while let Some(at) = self.cards.iter().position(over) {
            self.end_card(at, Verdict::Expired);
        }
    }

    pub fn proposer_left(&mut self, reply: u32) {
        let left = self.cards.iter().position(|card| card.reply == Some(reply) && !card.working);
        left.into_iter().for_each(|at| self.end_card(at, Verdict::Withdrawn));
    }

    /// It ends without having been pressed. Three in a row of the agent's that nobody wanted, and it rests. What takes a
    /// change back depends on the cart, and is not kept.
    fn end_card(&mut self, at: usize, verdict: Verdict) {
        let card = self.cards.remove(at);
        let withdrawn = verdict == Verdict::Withdrawn;
        let job = Job { undoes: card.undoes, ..card.job() };
        let outcome = self.end_unexecuted(&job, verdict, false);
        self.write(Origin::Card(card.id), &outcome);
        if withdrawn {
            return;
        }
        if card.source == Source::Agent {
            self.refusals += 1;
            if self.refusals == 3 {
                self.refusals = 0;
                self.rest = Some(self.now + self.rules.rest.0);
            }
        }
        if card.undoes.is_none() {
            let Card { action, source, words, named, repeats, .. } = card;
            self.keep(Again { outcome: outcome.id, action, source, words, named, repeats });
        }
    }

    /// The cart is another one: what the open cards say may no longer be so. A card is withdrawn when it does not apply, is
    /// about another article, or would take a change back that is taken back, or otherwise than it says.
    pub fn look_at_cards(&mut self) {
        let mut found = Vec::new();
        for card in self.cards.clone().iter().filter(|card| !card.working) {
            match self.anew(card) {
                None => found.push((card.id, None)),
                Some(now) if now == *card.deed => {}
                Some(now) => found.push((card.id, Some(now))),
            }
        }
        for (id, now) in &found {
            if let (Some(card), Some(now)) = (self.card_to_edit(*id), now) {
                card.now_says(now.clone());
                let now = self.now;
                self.card_to_edit(*id).into_iter().for_each(|card| card.still = now);
            }
        }
        for (id, now) in found {
            let Some(at) = self.cards.iter().position(|card| card.id == id) else { continue };
            match now {
                Some(_) => self.out.push(Effect::Announce(Spoken::Changed(self.cards[at].deed.clone()), false)),
                None => self.end_card(at, Verdict::Withdrawn),
            }
        }
    }

    /// The cart, if the host's last word was one.
    pub fn known_cart(&self) -> Option<Rc<Cart>> {
        self.cart.clone().filter(|_| self.told == Told::Cart)
    }

    /// Whether an action that applies would lead above a cap.
    pub fn is_above(&self, action: &Action) -> bool {
        let cart = self.cart.as_ref();
        facts::applies(action, cart, &self.rules).is_ok()
            && facts::above(&facts::deed(action, cart, &self.rules), self.known_cart().as_ref(), &self.rules)
    }

    /// What a card says with the cart as it is; `None` when it has to go, as it does when it leads above a cap by now.
    fn anew(&self, card: &Card) -> Option<Deed> {
        let now = self.says_now(card)?;
        (!card.is_capped() || !facts::above(&now, self.cart.as_ref(), &self.rules)).then_some(now)
    }

    fn says_now(&self, card: &Card) -> Option<Deed> {
        let (action, cart) = (&card.deed.action, self.cart.as_ref()?);
        let backs = match card.undoes {
            Some(id) if !self.is_free(id) => return None,
            undoes => undoes.map(|id| self.backs(id)),
        };
        if card.is_plan() {
            return plans::review(&card.deed, backs.as_deref(), cart, &self.rules);
        }
        facts::applies(action, Some(cart), &self.rules).ok()?;
        let now = facts::deed(action, Some(cart), &self.rules);
        let same = (&now.name, &now.variant) == (&card.deed.name, &card.deed.variant);
        (same && backs.is_none_or(|backs| backs.iter().any(|back| facts::same_change(back, action)))).then_some(now)
    }
}

/// What a card's action comes to with the values chosen on it.
fn chosen(action: &Action, choosing: Option<&(Rc<Product>, Vec<Option<u8>>)>) -> Action {
    let (Action::Add { product, quantity, .. }, Some((_, values))) = (action, choosing) else { return action.clone() };
    let variant = facts::variant_of(product, values).unwrap_or(None);
    Action::Add { product: product.clone(), variant, quantity: *quantity }
}
