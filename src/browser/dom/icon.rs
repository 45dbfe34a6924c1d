//! Every sign the widget draws, each as one path on a grid of 24.

use super::node::{El, Value, el};

/// A sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Icon {
    /// The cart.
    Bag,
    /// The conversation.
    Chat,
    /// Close, dismiss.
    Close,
    /// Back.
    Back,
    /// Onward.
    Next,
    /// Opens a list.
    Down,
    /// Becomes.
    Arrow,
    /// Send.
    Up,
    /// Stop.
    Stop,
    /// More.
    Plus,
    /// Less.
    Minus,
    /// Applied.
    Done,
    /// Adjusted.
    Part,
    /// Not done.
    Bar,
    /// Attention.
    Alert,
    /// Lapsed.
    Clock,
    /// For information.
    Info,
    /// At work.
    Spin,
    /// Delivery.
    Truck,
    /// No connection.
    Off,
    /// Rating.
    Star,
}

const fn path(icon: Icon) -> &'static str {
    match icon {
        Icon::Bag => "M5.5 7.5h13l1 12h-15zM9 10V6.5a3 3 0 0 1 6 0V10",
        Icon::Chat => {
            "M4 6.5A2.5 2.5 0 0 1 6.5 4h11A2.5 2.5 0 0 1 20 6.5v7a2.5 2.5 0 0 1-2.5 2.5H11l-4.5 4v-4A2.5 2.5 0 0 1 4 13.5z"
        }
        Icon::Close => "m6 6 12 12M18 6 6 18",
        Icon::Back => "m14.5 5-7 7 7 7",
        Icon::Next => "m9.5 5 7 7-7 7",
        Icon::Down => "m6 9.5 6 6 6-6",
        Icon::Arrow => "M4 12h16m-6-6 6 6-6 6",
        Icon::Up => "M12 19V5m-6 6 6-6 6 6",
        Icon::Stop => {
            "M8.5 7h7A1.5 1.5 0 0 1 17 8.5v7a1.5 1.5 0 0 1-1.5 1.5h-7A1.5 1.5 0 0 1 7 15.5v-7A1.5 1.5 0 0 1 8.5 7z"
        }
        Icon::Plus => "M12 5v14M5 12h14",
        Icon::Minus => "M5 12h14",
        Icon::Done => "M3.5 12a8.5 8.5 0 1 0 17 0 8.5 8.5 0 1 0-17 0m4.7.3 2.6 2.6 5-5.4",
        Icon::Part => "M3.5 12a8.5 8.5 0 1 0 17 0 8.5 8.5 0 1 0-17 0M8 10.2h8M8 13.8h5",
        Icon::Bar => "M3.5 12a8.5 8.5 0 1 0 17 0 8.5 8.5 0 1 0-17 0M8 12h8",
        Icon::Alert => "M12 4 3.5 19h17zM12 10v4.5M12 16.8v.1",
        Icon::Clock => "M3.5 12a8.5 8.5 0 1 0 17 0 8.5 8.5 0 1 0-17 0M12 7.5V12l3 2",
        Icon::Info => "M3.5 12a8.5 8.5 0 1 0 17 0 8.5 8.5 0 1 0-17 0M12 11v5M12 8v.1",
        Icon::Spin => "M12 3.5a8.5 8.5 0 1 1-8.5 8.5",
        Icon::Truck => {
            "M3 6.5h11v10H3zM14 10h4l3 3.2v3.3h-7M7 19a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM17 19a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z"
        }
        Icon::Off => {
            "M4 4l16 16M8.5 8.2A6 6 0 0 0 6 12.1 3.6 3.6 0 0 0 6.6 19H17M19.3 17.3A3.8 3.8 0 0 0 17.8 11 6 6 0 0 0 11 7.1"
        }
        Icon::Star => "m12 4 2.4 5 5.6.8-4 3.9.9 5.5-4.9-2.6-4.9 2.6.9-5.5-4-3.9 5.6-.8z",
    }
}

/// The sign, for the eye only. The class begins with `hc-i`.
#[must_use]
pub fn icon(icon: Icon, class: &'static str) -> El {
    shape(icon, class).a("aria-hidden", "true")
}

/// The sign as a word of its own.
#[must_use]
pub fn named(icon: Icon, class: &'static str, name: impl Value) -> El {
    shape(icon, class).a("role", "img").a("aria-label", name)
}

fn shape(icon: Icon, class: &'static str) -> El {
    el("svg", class).a("viewBox", "0 0 24 24").put(el("path", "").a("d", path(icon)))
}
