//! The rows of the table.

/// Cart, what was said before, the sentence, the outcome.
pub type Row = (&'static str, &'static str, &'static str, &'static str);

const BOOTS: &str = "show me hiking boots under $100";

pub fn rows() -> Vec<Row> {
    [looking(), adding(), missing(), changing(), several(), talking(), without_cart()].concat()
}

fn looking() -> Vec<Row> {
    vec![
        ("", "", "show me hiking boots under $100", "show kofel-mid waldpfad-mid /4 ~ under 100\u{a0}€"),
        ("", "", "Hiking boots less than 80 euros", "show waldpfad-mid /1 ~ under 80\u{a0}€"),
        ("", "", "boots between 50 and 90", "show kofel-mid waldpfad-mid /2 ~ between 50\u{a0}€ and 90\u{a0}€"),
        ("", "", "I'm looking for waterproof boots in 42, under 150 €", "show gletscher-pro-gtx trail-runner-gtx /6"),
        ("", "", "what is the cheapest tent?", "show wurfzelt-lager-2 /1 ~ 119\u{a0}€"),
        ("", "", "cheapest tents", "show wurfzelt-lager-2 zelt-biwak-1 /6"),
        ("", "", "do you have a light jacket?", "show windjacke-hauch regenjacke-tau /11"),
        ("", "", "the lightest sleeping mat", "show isomatte-federleicht-r28 schaummatte-falt /5"),
        ("", "", "something warm for winter", "show gletscher-pro-gtx fleecejacke-filz /15"),
        ("", "", "a green jacket in M", "show hardshelljacke-foehn-3l softshelljacke-kamm /4"),
        ("", "", "rain jackets for kids", "show regenjacke-niesel-kinder /1"),
        ("", "", "I need a two-person tent", "show zelt-kar-2 wurfzelt-lager-2 /3"),
        ("", "", "backpack with 38 l", "show rucksack-grat-38 /1"),
        ("", "", "what's on sale?", "show trail-runner-gtx hardshelljacke-foehn-3l /12"),
        ("", "", "headlamps and bottles under 30", "show thermoflasche-firn trinkflasche-quell /4"),
        ("", "", "wool socks", "show merino-wandersocken trekkingsocken-stapf /3"),
        ("", "", "waterprof boots", "show gletscher-pro-gtx trail-runner-gtx /7"),
        ("", "", "Gletscher Pro", "show gletscher-pro-gtx /1"),
        ("", "", "do you have the Föhn jacket?", "show hardshelljacke-foehn-3l /1"),
        (
            "",
            "",
            "hiking boots under 20 euros",
            "show waldpfad-mid kofel-mid /3 ~ We have no hiking boots under 20\u{a0}€.",
        ),
        ("", BOOTS, "something cheaper", "show waldpfad-mid /1"),
        ("", BOOTS, "only the waterproof ones", "show kofel-mid tobel-mid-gtx /2"),
        ("", BOOTS, "which of these are waterproof?", "show kofel-mid tobel-mid-gtx /2"),
        ("", "", "boots but not waterproof", "show waldpfad-mid hirschberg-leder /2 ~ not waterproof"),
        ("", BOOTS, "not the leather ones", "show kofel-mid tobel-mid-gtx /2"),
        ("", "", "boots without leather under 100", "show kofel-mid tobel-mid-gtx /2"),
        ("", "", "boots from 100 to 150", "show gletscher-pro-gtx trail-runner-gtx /4"),
        ("", "", "a jacket for 80 to 130 euros", "show regenjacke-tau softshelljacke-kamm /4"),
        ("", "", "I am hiking to Italy, which boots should I take?", "show gletscher-pro-gtx trail-runner-gtx /9"),
        ("", "", "what do you sell?", "say ~ footwear, clothing, packs and camp"),
        ("", "", "Waterproof boots for wide feet", "show kofel-mid almweg-mid-herren /2"),
        ("", "", "A sleeping mat under 500 g", "show isomatte-federleicht-r42 schaummatte-falt /3 ~ 500 g"),
        ("", "", "Something for a weekend in the Karwendel", "show zelt-kar-2 isomatte-federleicht-r42 /3"),
        (
            "",
            "show me a tent for three",
            "anything waterproof under 60?",
            "show stirnlampe-lumen-400 stirnlampe-lumen-200 /5",
        ),
        (
            "",
            "show me jackets",
            "do you have the jacket in clay, too?",
            "show hardshelljacke-foehn-3l isolationsjacke-glut /2",
        ),
        ("", BOOTS, "in 42", "show kofel-mid waldpfad-mid /3"),
        ("", "show me jackets", "show me more", "show hardshelljacke-sturm-damen windjacke-hauch /11"),
        ("", "show me jackets", "others?", "show hardshelljacke-sturm-damen windjacke-hauch /11"),
        ("", "show me jackets", "in clay", "show hardshelljacke-foehn-3l isolationsjacke-glut /2"),
        ("", "", "warm boots with a frobnicator", "show gletscher-pro-gtx firngrat-winter /2 ~ “frobnicator”"),
    ]
}

fn adding() -> Vec<Row> {
    vec![
        ("", BOOTS, "I'll take the second one, size 42", "add waldpfad-mid--42 1"),
        ("", BOOTS, "add the second one in 42", "add waldpfad-mid--42 1"),
        ("", BOOTS, "the second one, size 42 please", "add waldpfad-mid--42 1"),
        ("", "boots for kids", "I want the last one in size 33", "add murmel-kinder-mid--33 1"),
        ("", BOOTS, "2nd one in 43", "add waldpfad-mid--43 1"),
        ("", BOOTS, "number 3, size 42", "add tobel-mid-gtx--42 1"),
        ("", "hiking boots in 42 under 100", "add the first one", "add kofel-mid--42 1"),
        ("", "show me the Kofel Mid", "add it in 42", "add kofel-mid--42 1"),
        ("", "show me the Kofel Mid", "two of those in 42", "add kofel-mid--42 2"),
        ("", "show me the Kofel Mid", "I'll have a pair in 42", "add kofel-mid--42 1"),
        ("", "show me the Kar 2", "add it", "add zelt-kar-2 1"),
        ("", "show me the Kar 2", "add it to my cart please", "add zelt-kar-2 1"),
        ("", "show me the Kar 2", "put that in my basket", "add zelt-kar-2 1"),
        ("", "", "add two Trail Runner in 42 in pine", "add trail-runner-gtx--42-pine 2"),
        ("", "", "add 2 Lumen 400", "add stirnlampe-lumen-400 2"),
        ("", "", "buy a Rucksack Grat 28", "add rucksack-grat-28 1"),
        ("", "", "I'd like three Thermoflasche Firn in sand", "add thermoflasche-firn--sand 3"),
        ("", "", "order a dozen Schaummatte Falt", "add schaummatte-falt 11 ~ only 11 left"),
        ("", "", "a couple of Faltflasche Bach please", "add faltflasche-bach 2"),
        ("", "show me tents", "take the cheapest one", "add wurfzelt-lager-2 1"),
        (
            "",
            "show me sleeping mats > add the first one",
            "the other one",
            "show schaummatte-falt isomatte-federleicht-r28 /4 ~ Which one",
        ),
        ("", "show me tents", "the 119 euro one", "add wurfzelt-lager-2 1"),
        ("", "show me tents", "add the lightest", "add zelt-biwak-1 1"),
        ("", BOOTS, "the blue one in 42", "add tobel-mid-gtx--42 1"),
        ("", "show me socks", "add the waterproof one in 42", "add regensocken-moor--40_43 1"),
        ("", "trail runner", "add it in pine, size 42", "add trail-runner-gtx--42-pine 1"),
        (
            "",
            "show me the Trinkflasche Quell > add the sky one",
            "the other colour please",
            "add trinkflasche-quell--moss 1",
        ),
        ("", "", "order half a dozen Trinkflasche Quell in sky", "add trinkflasche-quell--sky 6"),
        ("", "", "add five Federleicht R 4.2", "add isomatte-federleicht-r42 3 ~ only 3 left"),
        ("", "show me tents", "add it", "say ~ Which one do you mean"),
        ("", "", "add it", "say ~ I do not know which product"),
        ("", BOOTS, "add the eighth one", "say ~ I showed you 4"),
        ("boot", "show me the Kofel Mid", "another one in 43", "add kofel-mid--43 1"),
    ]
}

fn missing() -> Vec<Row> {
    vec![
        ("", BOOTS, "I'll take the second one", "add waldpfad-mid? 1 ~ Which size"),
        ("", "boots under 100 > I'll take the second one", "42", "add waldpfad-mid--42 1"),
        ("", "boots under 100 > I'll take the second one", "size 42 please", "add waldpfad-mid--42 1"),
        ("", "boots under 100 > I'll take two of the second", "in 43", "add waldpfad-mid--43 2"),
        ("", "", "add a Trail Runner in 42", "add trail-runner-gtx? 1 ~ Which colour"),
        ("", "add a Trail Runner in 42", "sand", "add trail-runner-gtx--42-sand 1"),
        ("", "add a Trail Runner in 42", "the green one", "add trail-runner-gtx--42-pine 1"),
        ("", "add a Trail Runner in sand", "43", "add trail-runner-gtx--43-sand 1"),
        ("", "add a Trail Runner > 42", "slate please", "add trail-runner-gtx--42-slate 1"),
        ("", "add a Trail Runner in 42", "any colour", "add trail-runner-gtx--42-pine 1"),
        ("", "", "add the Trail Runner in 44", "show trail-runner-gtx /1 ~ size 44 is sold out"),
        ("", "add the Trail Runner in 44 in sand", "43 then", "add trail-runner-gtx--43-sand 1"),
        ("", "", "add Kofel in size 50", "show kofel-mid /1 ~ not made in size 50"),
        ("", "", "add Kofel in berry", "show kofel-mid /1 ~ not made in berry"),
        ("", "add the Isomatte Breit", "Long", "add isomatte-breit-r34--long 1"),
        ("", "add the Kofel", "what does delivery cost? > 42", "say"),
        ("", "add the Kofel > what does delivery cost?", "42", "add kofel-mid--42 1"),
    ]
}

fn changing() -> Vec<Row> {
    vec![
        ("full", "", "take the socks out", "remove L2"),
        ("full", "", "remove the headlamps", "remove L3"),
        ("full", "", "delete the Trail Runner from my cart", "remove L1"),
        ("full", "", "I don't want the socks anymore", "remove L2"),
        ("full", "", "remove one headlamp", "set L3 1"),
        ("boot", "", "remove it", "remove L1"),
        ("full", "show me the Trail Runner", "remove it", "remove L1"),
        ("full", "", "remove the waterproof boots", "remove L1"),
        ("full", "", "remove the last one", "remove L3"),
        ("twin", "", "remove the boots", "say ~ Which one do you mean"),
        ("twin", "", "remove the sand ones", "remove L2"),
        ("twin", "", "remove the boots in 42", "remove L1"),
        ("socks", "", "remove all the socks", "remove L1, remove L2"),
        ("full", "", "remove the tent", "say ~ There are no tents in your cart"),
        ("boot", "", "make it 3", "set L1 3"),
        ("full", "", "change the boots to 2", "set L1 2"),
        ("full", "", "set the socks to four", "set L2 4"),
        ("boot", "", "one more", "set L1 2"),
        ("full", "", "one less headlamp", "set L3 1"),
        ("full", "", "two more pairs of socks", "set L2 3"),
        ("full", "", "another pair of socks", "set L2 2"),
        ("full", "", "increase the socks by 2", "set L2 3"),
        ("full", "", "I only need one headlamp", "set L3 1"),
        ("full", "", "double the headlamps", "set L3 4"),
        ("boot", "", "make it 0", "remove L1"),
        ("boot", "", "change the size to 43", "add kofel-mid--43 1, remove L1"),
        ("", "show me the Kar 2 > add it", "make it 3", "add zelt-kar-2 3"),
        ("boot", "", "swap the Kofel for size 43", "add kofel-mid--43 1, remove L1"),
        ("boot", "", "just two", "set L1 2"),
        ("boot", "", "increase the quantity", "set L1 2"),
        ("boot", "", "make that 4 instead of 1", "set L1 4"),
        ("boot", "", "what's the total?", "view"),
        ("", "show me the Kofel > add it in 42", "two pairs", "add kofel-mid--42 2"),
        ("full", "", "empty my cart", "clear"),
        ("full", "", "start over", "clear"),
        ("full", "", "please remove everything", "clear"),
        ("full", "", "clear the basket", "clear"),
        ("", "", "empty my cart", "say ~ Your cart is empty"),
        ("full", "", "what's in my cart?", "view ~ 2 × Stirnlampe Lumen 400"),
        ("full", "", "show me my cart", "view"),
        ("full", "", "what do I have so far?", "view"),
        ("", "", "view cart", "view ~ Your cart is empty"),
        ("full", "", "I'm ready to check out", "checkout ~ 104,90 €"),
        ("full", "", "checkout please", "checkout"),
        ("full", "", "I want to pay", "checkout"),
        ("", "", "checkout", "say ~ Your cart is empty"),
        ("boot", "", "deliver to Austria", "country AT"),
        ("boot", "", "I live in Switzerland", "country CH"),
        ("boot", "", "please ship it to Germany", "country DE"),
        ("boot", "", "I live in Japan", "say ~ We do not deliver there"),
    ]
}

fn several() -> Vec<Row> {
    vec![
        (
            "",
            "",
            "add the tent, two mats and a headlamp",
            "add zelt-kar-2 1, add isomatte-federleicht-r42 2, add stirnlampe-lumen-400 1",
        ),
        ("", "show me tents", "add the first and the third", "add zelt-kar-2 1, add wurfzelt-lager-2 1"),
        ("", "show me tents", "the first two", "add zelt-kar-2 1, add zelt-biwak-1 1"),
        (
            "",
            "",
            "add a Kar 2, a Lumen 400, a Biwak 1 and a Lumen 200",
            "add zelt-kar-2 1, add stirnlampe-lumen-400 1, add zelt-biwak-1 1 ~ three things at a time",
        ),
        (
            "",
            "Something for a weekend in the Karwendel",
            "Add all three",
            "add zelt-kar-2 1, add isomatte-federleicht-r42 1, add stirnlampe-lumen-400 1",
        ),
        ("", "Something for a weekend in the Karwendel", "Only the tent", "add zelt-kar-2 1"),
        ("full", "", "remove the socks and add the Kar 2", "remove L2, add zelt-kar-2 1"),
        ("full", "", "take out the socks and the headlamp", "remove L2, remove L3"),
        ("", "", "add two Kofel in 42 and one in 43", "add kofel-mid--42 2, add kofel-mid--43 1"),
        ("", "show me headlamps for kids", "add it and a Kar 2", "add stirnlampe-fuchs-kinder 1, add zelt-kar-2 1"),
    ]
}

fn talking() -> Vec<Row> {
    vec![
        ("", "", "hello", "say ~ What are you looking for"),
        ("", "", "Thanks a lot", "say ~ welcome"),
        ("", "", "what can you do?", "say ~ propose"),
        ("", "", "what does delivery cost?", "say ~ 4,90\u{a0}€"),
        ("", "", "How much is shipping to Austria?", "say ~ 8,90\u{a0}€"),
        ("", "", "do you deliver to Switzerland?", "say ~ 14,90\u{a0}€"),
        ("", BOOTS, "what's the difference between the first and the second?", "show kofel-mid waldpfad-mid /2"),
        ("", "", "where is my order?", "say ~ cannot see orders"),
        ("", "", "thanks, that's all", "say ~ welcome"),
        ("", "", "can I return things?", "say ~ 30 days"),
        ("", "", "how can I pay?", "say ~ PayPal"),
        ("", "show me the Kar 2 > add it", "yes", "say ~ confirm on the card"),
        ("", "show me the Kar 2 > add it", "no thanks", "say ~ Nothing changes"),
        ("", "", "blorp fnord", "say ~ “blorp” and “fnord”"),
        ("", BOOTS, "is the second one waterproof?", "show waldpfad-mid /1 ~ No, Waldpfad Mid is not waterproof"),
        ("", BOOTS, "tell me more about the first one", "show kofel-mid /1 ~ hut tour"),
        ("", "show me the Kofel", "how heavy is it?", "show kofel-mid /1 ~ 520 g each"),
        ("", "show me the Trail Runner", "do you have it in 44?", "show trail-runner-gtx /1 ~ sold out"),
        ("", "", "Do you have the Föhn in clay, too?", "show hardshelljacke-foehn-3l /1 ~ Yes"),
        ("", "show me the Kofel", "how much is it?", "show kofel-mid /1 ~ 89,95\u{a0}€"),
        ("", "", "what sizes does the Kofel come in?", "show kofel-mid /1 ~ 38, 39"),
    ]
}

fn without_cart() -> Vec<Row> {
    vec![
        ("none", "show me the Kar 2", "add it", "show zelt-kar-2 /1 ~ I cannot change the cart in this shop"),
        ("none", "", "empty my cart", "say ~ I cannot change the cart"),
        ("none", "", "what's in my cart?", "say ~ I cannot see the cart"),
        ("none", "", "I'm ready to check out", "say ~ cart page"),
        ("none", "", "remove the socks", "say ~ I cannot change the cart"),
    ]
}
