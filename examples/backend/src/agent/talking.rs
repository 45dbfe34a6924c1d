//! Manners, help, and a few facts about the shop.

use handcart::contract::dialect::neuroon::WireAction;

use crate::{
    catalogue::round_euros,
    shop::{COUNTRIES, country as known_country},
};

use super::{answer::Turn, reading::Act, tag::Topic};

const EXAMPLES: [&str; 3] = ["Show me hiking boots under 100 €", "Add two mats", "What is in my cart?"];

/// Greetings and the like, and what was not understood.
pub(super) fn manners(turn: &mut Turn<'_>) {
    match turn.reading.act {
        Act::Greet => {
            turn.say("Good day. What are you looking for?");
            turn.offer(["Hiking boots under 100 €", "A tent for two", "What can you do?"]);
        }
        Act::Thank => turn.say("You are welcome."),
        Act::Help => help(turn),
        Act::Agree if turn.memory.proposed => {
            turn.say("Please confirm on the card. Only you can change your cart.");
        }
        Act::Agree => {
            turn.say("There is nothing to confirm. What would you like to do?");
            turn.offer(EXAMPLES);
        }
        Act::Decline => {
            turn.memory.pending = None;
            turn.memory.proposed = false;
            turn.say("All right. Nothing changes.");
        }
        _ => unclear(turn),
    }
}

fn help(turn: &mut Turn<'_>) {
    turn.say(
        "I look for products by kind, price, size and colour, and I tell you about them. I also propose changes to your \
         cart; each one waits for your yes.",
    );
    if turn.cart.is_none() {
        turn.say("In this shop I cannot change the cart, only point to the pages.");
    }
    turn.offer(EXAMPLES);
    turn.offer(["What does delivery cost?"]);
}

fn unclear(turn: &mut Turn<'_>) {
    let unknown: Vec<String> = turn.reading.unknown.iter().take(3).map(|word| turn.text("“{}”", &[&word])).collect();
    if unknown.is_empty() {
        turn.say("I did not understand what I should do. You can say it like this:");
    } else {
        turn.say(turn.text("I did not understand {}. You can say it like this:", &[&turn.and(&unknown)]));
    }
    turn.offer(EXAMPLES);
}

/// Where it goes.
pub(super) fn country(turn: &mut Turn<'_>, code: &'static str) {
    let Some(country) = known_country(code) else {
        let names: Vec<&str> = COUNTRIES.iter().map(|country| country.name).collect();
        turn.say(turn.text("We do not deliver there. We deliver to {}.", &[&turn.and(&names)]));
        return;
    };
    if turn.cart.is_some() {
        let action = WireAction::SetDestinationCountry { country_code: country.code.to_owned() };
        turn.propose("the country", action);
        turn.memory.proposed = false;
    } else {
        turn.say("You can choose the country on the cart page.");
    }
    costs(turn, code);
}

fn costs(turn: &mut Turn<'_>, code: &str) {
    if let Some(country) = known_country(code) {
        turn.say(turn.text(
            "Delivery to {} costs {}, and nothing from {} on.",
            &[&country.name, &round_euros(country.delivery), &round_euros(country.free_from)],
        ));
    }
}

/// A question about the shop.
pub(super) fn topic(turn: &mut Turn<'_>, topic: Topic, country: Option<&'static str>) {
    match (topic, country) {
        (Topic::Delivery, Some("")) => {
            let names: Vec<&str> = COUNTRIES.iter().map(|country| country.name).collect();
            turn.say(turn.text("No, we deliver to {}.", &[&turn.and(&names)]));
        }
        (Topic::Delivery, Some(code)) => {
            costs(turn, code);
            if let Some(country) = known_country(code).filter(|_| turn.cart.is_some()) {
                turn.offer([turn.text("Deliver to {}", &[&country.name])]);
            }
        }
        (Topic::Delivery, None) => {
            for country in COUNTRIES.iter().take(3) {
                costs(turn, country.code);
            }
            turn.say("It takes two to three working days.");
            turn.offer(["Deliver to Austria", "Deliver to Switzerland"]);
        }
        (Topic::Returns, _) => {
            turn.say("You can send things back within 30 days, unworn. The return is free from Germany and Austria.")
        }
        (Topic::Payment, _) => {
            turn.say("You pay in the shop’s own checkout, by card, PayPal or invoice. I never see your payment.")
        }
        (Topic::Orders, _) => {
            turn.say("I cannot see orders that were placed. Your confirmation page and our e-mail have the number.")
        }
        (Topic::Repairs, _) => turn.say("Our workshop in Kempten repairs what we sell, for five years."),
    }
}
