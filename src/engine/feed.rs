//! The conversation as it is shown: entries in order, each the same `Rc` until it changes.

use alloc::rc::Rc;
use alloc::vec::Vec;

use super::cart::Text;
use super::list::take;
use super::view::{Ask, Entry, EntryId, Kind, Notice, Offer};

/// The entries.
#[derive(Debug, Clone, Hash, Default)]
pub struct Feed {
    entries: Vec<Rc<Entry>>,
    last: u32,
    layout: u32,
}

impl Feed {
    /// Adds an entry at the end; the oldest beyond `most` goes.
    pub fn push(&mut self, kind: Kind, most: usize) -> EntryId {
        self.last = self.last.wrapping_add(1);
        self.layout = self.layout.wrapping_add(1);
        let id = EntryId(self.last);
        self.entries.push(Rc::new(Entry { id, kind }));
        if self.entries.len() > most {
            // An open proposal is not thrown away: what is dropped is the oldest entry that is none.
            if let Some(at) = self.entries.iter().position(|entry| !matches!(entry.kind, Kind::Ask(_))) {
                take(&mut self.entries, at);
            }
        }
        id
    }

    /// Changes what an entry is.
    pub fn set(&mut self, id: EntryId, kind: Kind) {
        if let Some(entry) = self.entries.iter_mut().find(|entry| entry.id == id) {
            // Words grow, and move what stands below them; at its end the conversation follows, and all of it moves.
            let grows = matches!(kind, Kind::Say { .. });
            if grows || core::mem::discriminant(&entry.kind) != core::mem::discriminant(&kind) {
                self.layout = self.layout.wrapping_add(1);
            }
            *entry = Rc::new(Entry { id, kind });
        }
    }

    /// The entry with this name.
    #[must_use]
    pub fn get(&self, id: EntryId) -> Option<&Rc<Entry>> {
        self.entries.iter().find(|entry| entry.id == id)
    }

    /// The card of this entry.
    #[must_use]
    pub fn ask(&self, id: EntryId) -> Option<&Rc<Ask>> {
        if let Kind::Ask(ask) = &self.get(id)?.kind { Some(ask) } else { None }
    }

    /// A product of this entry.
    #[must_use]
    pub fn product(&self, id: EntryId, at: u32) -> Option<&Offer> {
        let Kind::Products(offers) = &self.get(id)?.kind else { return None };
        offers.get(at as usize)
    }

    /// Changes the card of a product.
    pub fn edit(&mut self, id: EntryId, at: u32, change: impl FnOnce(&mut Offer)) {
        let Some(Kind::Products(offers)) = self.get(id).map(|entry| &entry.kind) else { return };
        let mut offers = offers.clone();
        if let Some(offer) = offers.get_mut(at as usize) {
            change(offer);
            self.set(id, Kind::Products(offers));
        }
    }

    /// Removes an entry.
    pub fn remove(&mut self, id: EntryId) {
        self.layout = self.layout.wrapping_add(1);
        if let Some(at) = self.entries.iter().position(|entry| entry.id == id) {
            take(&mut self.entries, at);
        }
    }

    /// Removes the short answers of the last turn: they belong under it only.
    pub fn drop_replies(&mut self) {
        self.layout = self.layout.wrapping_add(1);
        self.entries.retain(|entry| !matches!(entry.kind, Kind::Replies(_)));
    }

    /// The words that a message which was not sent or answered held, to send them again; its notice goes.
    pub fn unsent(&mut self, id: EntryId) -> Option<Text> {
        let at = self.entries.iter().position(|entry| entry.id == id)?;
        let notice = matches!(self.entries.get(at)?.kind, Kind::Notice(Notice::Unsent(_) | Notice::NoAnswer));
        let words = self.entries.get(..at)?.iter().rev().find_map(|entry| match &entry.kind {
            Kind::Me(words) => Some((entry.id, words.clone())),
            _ => None,
        });
        let (me, words) = words.filter(|_| notice)?;
        self.remove(id);
        self.remove(me);
        Some(words)
    }

    /// A number that changes whenever entries may have moved on the screen.
    #[must_use]
    pub fn layout(&self) -> u32 {
        self.layout
    }

    /// All entries, oldest first.
    #[must_use]
    pub fn entries(&self) -> &[Rc<Entry>] {
        &self.entries
    }
}
