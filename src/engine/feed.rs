//! The conversation as it is shown: entries in order, each the same `Rc` until it changes.

use std::rc::Rc;

use super::cart::Text;
use super::view::{Entry, EntryId, Kind, Notice};

/// The entries.
#[derive(Debug, Clone, Default)]
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
                self.entries.remove(at);
            }
        }
        id
    }

    /// Changes what an entry is; an equal one stays as it is.
    pub fn set(&mut self, id: EntryId, kind: Kind) {
        if let Some(entry) = self.entries.iter_mut().find(|entry| entry.id == id)
            && entry.kind != kind
        {
            if std::mem::discriminant(&entry.kind) != std::mem::discriminant(&kind) {
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

    /// Changes an entry in place.
    pub fn edit(&mut self, id: EntryId, change: impl FnOnce(&mut Kind)) {
        let Some(mut kind) = self.get(id).map(|entry| entry.kind.clone()) else { return };
        change(&mut kind);
        self.set(id, kind);
    }

    /// Removes an entry.
    pub fn remove(&mut self, id: EntryId) {
        self.layout = self.layout.wrapping_add(1);
        self.entries.retain(|entry| entry.id != id);
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
