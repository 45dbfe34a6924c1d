//! The ten colours in which the pictures exist.

use serde::{Deserialize, Serialize};

/// A colour of the house.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum Colour {
    Pine,
    Sand,
    Slate,
    Clay,
    Ochre,
    Moss,
    Plum,
    Ink,
    Sky,
    Berry,
}

impl Colour {
    /// As it stands in ids and in the names of pictures.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::Pine => "pine",
            Self::Sand => "sand",
            Self::Slate => "slate",
            Self::Clay => "clay",
            Self::Ochre => "ochre",
            Self::Moss => "moss",
            Self::Plum => "plum",
            Self::Ink => "ink",
            Self::Sky => "sky",
            Self::Berry => "berry",
        }
    }

    /// As the shop shows it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Pine => "Pine green",
            Self::Sand => "Sand",
            Self::Slate => "Slate",
            Self::Clay => "Clay",
            Self::Ochre => "Ochre",
            Self::Moss => "Moss",
            Self::Plum => "Plum",
            Self::Ink => "Ink",
            Self::Sky => "Sky",
            Self::Berry => "Berry",
        }
    }
}
