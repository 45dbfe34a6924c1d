//! The shop of the demo: products, a cart of its own, checkout and orders.

mod cart;
mod change;
mod checkout;
mod delivery;
mod once;
mod products;
mod visitor;

use axum::{
    Router,
    routing::{get, patch, post, put},
};

use crate::app::App;

pub use delivery::{COUNTRIES, Country, country};
pub use visitor::Visitor;

/// `/api/shop`.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/products", get(products::list))
        .route("/products/{id}", get(products::one))
        .route("/cart", get(cart::show).delete(change::clear))
        .route("/cart/lines", post(change::add))
        .route("/cart/lines/{id}", patch(change::set).delete(change::remove))
        .route("/cart/country", put(change::country))
        .route("/checkout", post(checkout::place))
        .route("/orders/{id}", get(checkout::show))
}
