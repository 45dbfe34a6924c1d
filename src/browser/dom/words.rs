//! Every sentence, by name. The texts stand in `sdk/messages/<language>.json` and are handed in at the start.

use crate::engine::cart::{Country, Text};

macro_rules! messages {
    ($($(#[$doc:meta])* $name:ident $key:literal,)*) => {
        /// The name of a message; its text in English stands under the same name in `sdk/messages/en.json`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[allow(missing_docs, reason = "the catalogue says what each one is")]
        #[repr(usize)]
        pub enum W { $($name,)* }

        /// The names as they stand in a catalogue, in the order of [`W`].
        pub const KEYS: &[&str] = &[$($key,)*];
    };
}

messages! {
    // launcher and panel
    Open "open",
    OpenItems "openItems",
    Close "close",
    Dismiss "dismiss",
    Back "back",
    Automated "automated",
    Bag "bag",
    BagItems "bagItems",
    Offline "offline",
    Conversation "conversation",
    Message "message",
    Placeholder "placeholder",
    PlaceholderOffline "placeholderOffline",
    Send "send",
    Stop "stop",
    Looking "looking",
    Hello "hello",
    HelloMore "helloMore",
    // products
    Products "products",
    Was "was",
    Before "before",
    Rating "rating",
    OptionOf "optionOf",
    Add "add",
    AddName "addName",
    Adding "adding",
    View "view",
    ViewName "viewName",
    See "see",
    SeeName "seeName",
    Choose "choose",
    ChooseName "chooseName",
    Gone "gone",
    InStock "inStock",
    Low "low",
    LowSome "lowSome",
    SoldOut "soldOut",
    Backorder "backorder",
    // proposals
    ByAssistant "byAssistant",
    BySeller "bySeller",
    ByYou "byYou",
    DeedAdd "deedAdd",
    DeedSet "deedSet",
    DeedRemove "deedRemove",
    DeedCountry "deedCountry",
    DeedCheckout "deedCheckout",
    DeedClear "deedClear",
    Quantity "quantity",
    Becomes "becomes",
    PriceEach "priceEach",
    Each "each",
    TotalNow "totalNow",
    AddN "addN",
    SetN "setN",
    KeepN "keepN",
    RemoveN "removeN",
    SetCountry "setCountry",
    KeepIt "keepIt",
    NotNow "notNow",
    AddingN "addingN",
    SettingN "settingN",
    RemovingN "removingN",
    Working "working",
    Unusual "unusual",
    ChangedPrice "changedPrice",
    ChangedCart "changedCart",
    ClearTitle "clearTitle",
    ClearByAssistant "clearByAssistant",
    ClearBySeller "clearBySeller",
    KeepAll "keepAll",
    RemoveAll "removeAll",
    Items "items",
    Times "times",
    // what happened
    Added "added",
    Changed "changed",
    Removed "removed",
    RemovedSome "removedSome",
    Cleared "cleared",
    ClearedSome "clearedSome",
    CountryNow "countryNow",
    CountryWas "countryWas",
    CountryPrices "countryPrices",
    CheckoutOpen "checkoutOpen",
    UndoneAdd "undoneAdd",
    UndoneSet "undoneSet",
    UndoneRemove "undoneRemove",
    UndoneOther "undoneOther",
    AskedLeft "askedLeft",
    AskedGot "askedGot",
    YourCart "yourCart",
    YourCartCount "yourCartCount",
    NotAdded "notAdded",
    StayedAt "stayedAt",
    Stayed "stayed",
    StayedAll "stayedAll",
    Lapsed "lapsed",
    Withdrawn "withdrawn",
    NothingAdded "nothingAdded",
    NothingChanged "nothingChanged",
    Unknown "unknown",
    UnknownMore "unknownMore",
    ShopSays "shopSays",
    Undo "undo",
    UndoName "undoName",
    ShowAgain "showAgain",
    TryAgain "tryAgain",
    CheckAgain "checkAgain",
    ProductPage "productPage",
    // why not, by code
    OutOfStock "outOfStock",
    QuantityExceeded "quantityExceeded",
    QuantityAvailable "quantityAvailable",
    ProductNotFound "productNotFound",
    VariantRequired "variantRequired",
    LineNotFound "lineNotFound",
    SessionExpired "sessionExpired",
    SessionMore "sessionMore",
    Conflict "conflict",
    InvalidCountry "invalidCountry",
    NotSupported "notSupported",
    NotEnabled "notEnabled",
    NotEnabledMore "notEnabledMore",
    Policy "policy",
    Timeout "timeout",
    Network "network",
    InvalidAnswer "invalidAnswer",
    HostError "hostError",
    NotApplied "notApplied",
    // notices
    RefusedProduct "refusedProduct",
    RefusedLine "refusedLine",
    RefusedStock "refusedStock",
    RefusedPolicy "refusedPolicy",
    Refused "refused",
    RefusedMore "refusedMore",
    Unsent "unsent",
    SendAgain "sendAgain",
    NoAnswer "noAnswer",
    NoAnswerMore "noAnswerMore",
    Stopped "stopped",
    CheckoutOpening "checkoutOpening",
    CheckoutOpeningMore "checkoutOpeningMore",
    CheckoutFailed "checkoutFailed",
    CheckoutFailedMore "checkoutFailedMore",
    // cart
    Cart "cart",
    CartContents "cartContents",
    Reading "reading",
    Empty "empty",
    EmptyMore "emptyMore",
    EmptyMoreNoTalk "emptyMoreNoTalk",
    Ask "ask",
    Failed "failed",
    FailedMore "failedMore",
    Old "old",
    CartPage "cartPage",
    QuantityOf "quantityOf",
    Less "less",
    More "more",
    Remove "remove",
    RemoveName "removeName",
    Removing "removing",
    Updating "updating",
    SoldOutRemove "soldOutRemove",
    Fixed "fixed",
    ShowMore "showMore",
    ShipMissing "shipMissing",
    ShipFree "shipFree",
    ShipProgress "shipProgress",
    NeedsCountry "needsCountry",
    DeliverTo "deliverTo",
    Subtotal "subtotal",
    Delivery "delivery",
    Total "total",
    Checkout "checkout",
    OpeningCheckout "openingCheckout",
    // spoken
    SpokenWords "spokenWords",
    SpokenProducts "spokenProducts",
    SpokenAsk "spokenAsk",
    SpokenChanged "spokenChanged",
}

/// A plural category of CLDR.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Category {
    /// `zero`
    Zero,
    /// `one`
    One,
    /// `two`
    Two,
    /// `few`
    Few,
    /// `many`
    Many,
    /// `other`
    Other,
}

impl Category {
    /// Its name in a catalogue.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Zero => "zero",
            Self::One => "one",
            Self::Two => "two",
            Self::Few => "few",
            Self::Many => "many",
            Self::Other => "other",
        }
    }

    /// The category with this name.
    #[must_use]
    pub fn named(name: &str) -> Self {
        let all = [Self::Zero, Self::One, Self::Two, Self::Few, Self::Many];
        all.into_iter().find(|category| category.name() == name).unwrap_or(Self::Other)
    }
}

/// What a language knows beside its texts.
pub trait Tongue {
    /// The plural category of a number (`Intl.PluralRules`).
    fn plural(&self, number: u32) -> Category;
    /// The name of a country (`Intl.DisplayNames`).
    fn country(&self, country: Country) -> Option<Text>;
}

/// English without a browser.
#[derive(Debug, Clone, Copy, Default)]
pub struct English;

impl Tongue for English {
    fn plural(&self, number: u32) -> Category {
        if number == 1 { Category::One } else { Category::Other }
    }
    fn country(&self, _: Country) -> Option<Text> {
        None
    }
}

/// The messages of one language.
pub struct Words {
    texts: Vec<Vec<(Category, Text)>>,
    tongue: Box<dyn Tongue>,
}

impl Words {
    /// Reads a catalogue. `read(key, "")` gives a plain text, `read(key, "one")` a form of a plural.
    #[must_use]
    pub fn new(read: &dyn Fn(&str, &str) -> Option<Text>, tongue: Box<dyn Tongue>) -> Self {
        let all = [Category::Other, Category::Zero, Category::One, Category::Two, Category::Few, Category::Many];
        let mut texts = Vec::with_capacity(KEYS.len());
        for key in KEYS {
            let forms = match read(key, "") {
                Some(text) => vec![(Category::Other, text)],
                None => all.into_iter().filter_map(|form| read(key, form.name()).map(|text| (form, text))).collect(),
            };
            texts.push(forms);
        }
        Self { texts, tongue }
    }

    fn form(&self, word: W, wanted: Category) -> Text {
        let forms = self.texts.get(word as usize);
        let found = forms.and_then(|all| all.iter().find(|(form, _)| *form == wanted).or_else(|| all.first()));
        match (found, KEYS.get(word as usize)) {
            (Some((_, text)), _) => text.clone(),
            (None, key) => key.copied().unwrap_or_default().into(),
        }
    }

    /// A text.
    #[must_use]
    pub fn get(&self, word: W) -> Text {
        self.form(word, Category::Other)
    }

    /// The form of a text for a number.
    #[must_use]
    pub fn many(&self, word: W, number: u32) -> Text {
        self.form(word, self.tongue.plural(number))
    }

    /// The name of a country, or its code.
    #[must_use]
    pub fn country(&self, country: Country) -> Text {
        let code = || country.0.iter().map(|letter| char::from(*letter)).collect::<String>().into();
        self.tongue.country(country).unwrap_or_else(code)
    }
}

impl std::fmt::Debug for Words {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Words")
    }
}
