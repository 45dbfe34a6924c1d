//! The words that do not come from the catalogue.

use crate::catalogue::Colour;

use super::tag::{Fact, Sort, Tag, Topic, Trait, Verb};

type Row = (&'static str, Tag);

/// Each row: phrases separated by `|`, and what they mean. Plurals in `s` need not be listed.
pub(super) fn rows() -> Vec<Row> {
    let mut rows = deeds();
    rows.extend(things());
    rows.extend(properties());
    rows.extend(talk());
    rows
}

fn deeds() -> Vec<Row> {
    use Tag::Verb as V;
    vec![
        (
            "add|adding|ad it|buy|order|purchase|put|pop|stick|place|give me|gimme|grab|reserve|throw|throw in|toss in|include|go with|i will go for|pick|choose|sign me up for",
            V(Verb::Add),
        ),
        ("take|i will have|have it|i will get|get me|get", V(Verb::Take)),
        ("want|need|like|would like|would love|wish|looking to buy|interested in", V(Verb::Want)),
        (
            "show|find|search|search for|looking for|look for|browse|see|recommend|suggest|do you have|do you sell|have you got|got any|are there|is there|which|any good|something for|what about|how about|list|compare|shopping for|what do you sell|categories|departments|assortment|catalogue|catalog",
            V(Verb::Show),
        ),
        (
            "remove|delete|drop|get rid of|throw out|kick out|discard|cancel|lose|ditch|leave out|do not want|do not need|no longer want|no longer need|scrap|dump|bin|can go|no more|forget|remvoe",
            V(Verb::Remove),
        ),
        (
            "make|swap|replace|make it|make that|make them|make those|change|set|update|adjust|switch|turn|quantity",
            V(Verb::Set),
        ),
        ("increase|raise|bump", V(Verb::Raise)),
        ("decrease|reduce|lower|cut", V(Verb::Lower)),
        ("double|twice as many", V(Verb::Double)),
        ("empty|clear|wipe|reset", V(Verb::Clear)),
        (
            "deliver|ship|send|deliver to|ship to|send to|live in|i am in|i am from|based in|destination|delivery country|delivery to|shipping to",
            V(Verb::Deliver),
        ),
        ("start over|start again|start from scratch|start afresh|begin again", Tag::StartOver),
        (
            "check out|checkout|pay|pay now|place my order|place the order|complete my order|complete the order|finish my order|ready to buy|ready to order|ready to pay|buy now|order now|proceed|to the till|go to the till|i am done|i am done shopping|done shopping|ring me up|finish my purchase|proceed to payment|buy everything in my cart|buy everything|finalise|finalize|complete purchase",
            Tag::Checkout,
        ),
        (
            "view|view it|total|the total|what is the total|what do i have|what have i got|what did i add|what have i added|what i have so far|what do i have so far|my items|my total|what is my total|how much do i owe|what am i buying|show me what i have|review my order|what does it all come to|what does it come to|what did i put in there|what did i pick|what have i picked|what did i put in|is my cart empty|list my items",
            Tag::View,
        ),
        ("cart|basket|shopping bag|shopping cart|bag|trolley", Tag::Cart),
        (
            "everything|all|all of it|any of it|the lot|the whole lot|everything in there|all of them|all of those|all of these|all items|every item",
            Tag::Everything,
        ),
        ("both|both of them|both of those", Tag::Both),
        ("out|off|away|back", Tag::Away),
    ]
}

fn things() -> Vec<Row> {
    use Tag::{Category as C, Kind as K};
    vec![
        ("boot|hiking boot|walking boot|mountain boot|trekking boot|stiefel|bergschuhe", K("boot")),
        (
            "shoe|hiking shoe|walking shoe|trail shoe|running shoe|trail running shoe|sneaker|trainer|schuh|schuhe",
            K("shoe"),
        ),
        ("jacket|coat|anorak|jacke|outerwear", K("jacket")),
        ("rain jacket|raincoat|rain coat|rainjacket|mac|regenjacke", K("rain-jacket")),
        ("hardshell|hard shell|shell jacket|shell|hardshell jacket|hardshelljacke", K("hardshell")),
        ("down jacket|puffer|puffer jacket|down coat|daunenjacke", K("down-jacket")),
        ("fleece|fleece jacket|sweater|jumper|midlayer|mid layer|hoody|hoodie|fleecejacke", K("fleece")),
        ("softshell|soft shell|softshell jacket|softshelljacke", K("softshell")),
        ("windbreaker|wind jacket|windcheater|windjacke", K("windbreaker")),
        ("insulated jacket|winter jacket|padded jacket", K("insulated-jacket")),
        ("vest|gilet|body warmer", K("vest")),
        ("parka|winter coat", K("parka")),
        ("overshirt|shirt jacket", K("overshirt")),
        ("sock|hiking sock|socken|pair of sock|pairs of sock", K("sock")),
        ("backpack|rucksack|pack|back pack|ruck sack|bag pack", K("backpack")),
        ("daypack|day pack|small backpack", K("daypack")),
        ("trekking pack|trekking backpack|large backpack", K("trekking-pack")),
        ("climbing pack|climbing backpack", K("climbing-pack")),
        ("dry bag|roll top|rolltop", K("dry-bag")),
        ("tent|shelter|zelt", K("tent")),
        ("bottle|water bottle|drinking bottle|canteen|flasche|trinkflasche", K("bottle")),
        ("thermos|flask|thermos flask|vacuum flask|insulated bottle|thermo|thermoflasche", K("thermos")),
        ("mug|cup|becher", K("mug")),
        ("headlamp|head lamp|headlight|head torch|headtorch|torch|lamp|flashlight|lampe|stirnlampe", K("headlamp")),
        (
            "mat|sleeping mat|sleeping pad|pad|mattress|camping mat|air mattress|camping mattress|matte|isomatte",
            K("mat"),
        ),
        ("footwear", C("footwear")),
        ("clothing|clothes|apparel|something to wear", C("clothing")),
        ("packs and bags|luggage", C("packs")),
        ("camp|camping|camping gear|camping equipment", C("camp")),
        ("sale|on sale|deal|offer|bargain|reduced|discounted|discount|special offer", C("sale")),
    ]
}

fn properties() -> Vec<Row> {
    use Colour::{Berry, Clay, Ink, Moss, Ochre, Pine, Plum, Sand, Sky, Slate};
    use Tag::{Audience as A, Sort as S, Trait as T};
    let colour = |colours: &'static [Colour]| Tag::Colour(colours);
    vec![
        ("green", colour(&[Pine, Moss])),
        ("pine|pine green|dark green", colour(&[Pine])),
        ("moss|moss green|olive", colour(&[Moss])),
        ("sand|beige|oat|cream|tan", colour(&[Sand])),
        ("slate|grey|gray|slate blue|slate grey", colour(&[Slate])),
        ("clay|terracotta|rust", colour(&[Clay])),
        ("brown", colour(&[Clay, Sand])),
        ("ochre|yellow|mustard", colour(&[Ochre])),
        ("orange", colour(&[Ochre, Clay])),
        ("plum|purple|violet|lilac", colour(&[Plum])),
        ("ink|navy|black|dark blue", colour(&[Ink])),
        ("sky|sky blue|light blue", colour(&[Sky])),
        ("blue", colour(&[Sky, Ink, Slate])),
        ("berry|pink|magenta", colour(&[Berry])),
        ("red", colour(&[Berry, Clay])),
        (
            "waterproof|water proof|watertight|rainproof|weatherproof|water resistant|gore tex|goretex|stay dry|keeps me dry|in the rain|for rain",
            T(Trait::Waterproof),
        ),
        ("light|lightweight|light weight|ultralight|ultra light|not heavy", T(Trait::Light)),
        ("warm|cosy|for winter|for the winter|for the cold|cold weather|insulated", T(Trait::Warm)),
        ("cheapest|least expensive|most affordable|lowest price", S(Sort::Cheapest)),
        (
            "cheaper|less expensive|lower price|more affordable|too expensive|cheaper than that|cheaper ones|something cheaper",
            S(Sort::Cheaper),
        ),
        ("cheap|affordable|inexpensive|budget", S(Sort::Cheapest)),
        ("most expensive|dearest|priciest", S(Sort::Dearest)),
        ("lightest", S(Sort::Lightest)),
        ("lighter|something lighter|too heavy", S(Sort::Lighter)),
        ("warmest", S(Sort::Warmest)),
        ("warmer|something warmer", S(Sort::Warmer)),
        ("best|best rated|highest rated|top rated|most popular|favourite", S(Sort::Best)),
        ("men|man|mens|male|him|husband|boyfriend|dad|father|brother|herren", A("men")),
        ("women|woman|womens|ladies|female|wife|girlfriend|mum|mother|sister|damen", A("women")),
        ("kid|child|children|childrens|toddler|son|daughter|kinder", A("kids")),
        ("size|sized|eu size|shoe size", Tag::SizeWord),
        ("colour|color", Tag::ColourWord),
        ("small", Tag::Size("S".into())),
        ("medium", Tag::Size("M".into())),
        ("large", Tag::Size("L".into())),
        ("extra large|x large", Tag::Size("XL".into())),
        ("extra small|x small", Tag::Size("XS".into())),
        (
            "under|below|less than|up to|at most|max|maximum|no more than|not more than|cheaper than|within|beneath|not over|budget of|budget is",
            Tag::Max,
        ),
        ("over|above|more than|at least|from|min|minimum|starting at", Tag::Min),
        ("between", Tag::Between),
        ("around|about|roughly|approximately|ish", Tag::Around),
    ]
}

fn talk() -> Vec<Row> {
    use Tag::{Fact as F, Topic as Q};
    vec![
        (
            "hi|hello|hey|good morning|good afternoon|good evening|good day|servus|hallo|moin|greetings|howdy|how are you|how do you do",
            Tag::Greeting,
        ),
        (
            "thanks|thank you|thank you very much|many thanks|cheers|thx|ta|perfect thanks|great thanks|that is all|that is it|thank you that is all",
            Tag::Thanks,
        ),
        (
            "help|what can you do|how does this work|what can i ask|who are you|are you a robot|are you human|how do you work",
            Tag::Help,
        ),
        (
            "yes|yeah|yep|yup|sure|ok|okay|of course|go ahead|do it|yes please|sounds good|please do|confirm|correct|absolutely",
            Tag::Yes,
        ),
        ("no|stop|nope|nah|never mind|nevermind|no thanks|no thank you|not now|forget it|not really", Tag::No),
        (
            "keep|leave|leave in|hold on to|i added|i have added|i already added|already added|i removed|i have removed|i already removed|already removed|i bought|i have bought|i ordered|i have ordered",
            Tag::Keep,
        ),
        ("nothing|none of it|none of them", Tag::Nothing),
        ("what happens|what happens if|what if|what would happen", Tag::Suppose),
        (
            "undo|undo that|undo it|undo this|take that back|take it back|revert|revert that|roll that back|reverse that|put it back|put that back|put them back|bring it back",
            Tag::Undo,
        ),
        (
            "what did you do|what did you just do|what have you done|what have you just done|what just happened|what happened|did it work|did that work|did it go through|did that go through|did you do it|did you add it|did you remove it|have you done it|is it done|is that done|was it added|has it been added|is it in my cart|is it in my cart now|is it in there now|did you just add it|did you add that|did anything change|did it change",
            Tag::Report,
        ),
        ("why|why not|why did not it work|why did it not work|what went wrong|how come", Tag::Why),
        ("not|never|instead of|rather than|without|except|other than", Tag::Not),
        (
            "delivery|shipping|delivery cost|shipping cost|postage|delivery time|how long does delivery take|how long does it take|free delivery|free shipping|do you deliver|do you ship|when will it arrive|when does it arrive|arrive",
            Q(Topic::Delivery),
        ),
        ("return|refund|send back|send it back|exchange|return policy|give back|money back", Q(Topic::Returns)),
        ("payment|pay with|pay by|paypal|credit card|invoice|how can i pay|payment method|klarna", Q(Topic::Payment)),
        ("where is my order|order status|track my order|track my parcel|my order|where is my parcel", Q(Topic::Orders)),
        (
            "weekend|overnight|camping trip|trekking trip|camping weekend|night outside|nights outside|night in the mountains|nights in the mountains|sleep outside",
            Tag::Occasion,
        ),
        ("repair|warranty|guarantee|broken|fix", Q(Topic::Repairs)),
        ("weigh|weight|heavy|how heavy|how light", F(Fact::Weight)),
        ("how much is|how much are|how much does|price|cost|how much", F(Fact::Price)),
        ("in stock|available|availability|left in stock|how many are left|sold out", F(Fact::Stock)),
        (
            "tell me more|tell me about|more about|detail|more detail|details|describe|more information|information|what sizes|which sizes|what colours|which colours|what colors|which colors|what size|come in|know more|difference|difference between|differences",
            F(Fact::About),
        ),
        ("is|are|does|do|how|what|what is|can|could|when|where|will|would|has|have", Tag::Asks),
        ("it|that|this|those|these|them|that one|this one|these ones|those ones", Tag::Pronoun),
        ("one", Tag::One { many: false }),
        ("ones", Tag::One { many: true }),
        ("other|another one|others|alternative|something else|different|another", Tag::Other),
        ("more|extra|additional|further", Tag::More),
        ("less|fewer", Tag::Less),
        ("the|my|your", Tag::Definite),
        ("a|an|some|any", Tag::Indefinite),
        (
            "any size|any colour|any color|whichever|no preference|i do not care|does not matter|whatever|either",
            Tag::Any,
        ),
        ("only|just|instead|actually|rather", Tag::Only),
        ("to|into|by", Tag::To),
        ("in", Tag::In),
        ("of", Tag::Of),
        ("and|plus|also|as well as|together with|then|along with", Tag::And),
        ("austria|vienna|osterreich|graz|salzburg|innsbruck", Tag::Country("AT")),
        ("germany|berlin|munich|deutschland|hamburg|kempten", Tag::Country("DE")),
        ("switzerland|swiss|schweiz|zurich|bern|geneva|basel", Tag::Country("CH")),
        ("france|paris|lyon", Tag::Country("FR")),
        ("italy|rome|milan|bolzano", Tag::Country("IT")),
        (
            "usa|united states|america|england|uk|united kingdom|spain|portugal|poland|netherlands|belgium|denmark|sweden|norway|japan|china|ireland|luxembourg|liechtenstein|czechia|hungary|slovenia|croatia|greece|canada|australia|scotland",
            Tag::Country(""),
        ),
        (FILLER, Tag::Filler),
    ]
}

const FILLER: &str = "please|so far|hiking|hike|changed my mind|change my mind|mind|present|gift|trip for|me|i|you|we|us|am|be|been|for|with|on|at|or|but|so|well|now|too|also|as|if|let|let us|let me|something|anything|thing|things|stuff|item|items|product|products|piece|pieces|pair of|pairs of|pair|pairs|pack of|packs of|kind|kind of|type|sort|sort of|maybe|perhaps|quite|very|really|bit|a bit|a little|pretty|there|here|think|guess|know|got|going|go|will|would|could|should|can|may|might|shall|want to|need to|like to|try|would like to|which is|who|whom|its|their|our|than|still|already|today|tomorrow|yet|right|fine|good|great|nice|perfect|cool|lovely|sorry|excuse me|euro|euros|eur|dollar|dollars|usd|bucks|quid|pound|pounds|each|x|times|kindly|quickly|i think|new|my|mine|myself|ourselves|looking|look|up|down to|wear|use|using|because|since|while|during|when|again|not sure|hello there|g|kg|everyone|someone|friend|assistant|people|person|was|were|had|did|done|being|this time|next|week|trip|tour|tours|walk|walks|walking|hikes|holiday|after|before|long|much|many|lot|lots|enough|per|eu|mean|meant|said|say|ask|asking|question|tell|order of|quantity of|the quantity|the number of|amount of|number of|a pair of";
