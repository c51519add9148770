//! Signing up: the form, what comes after it, the volunteer's own page. One file an address.

pub mod attestation;
pub mod calendar_file;
pub mod change;
pub mod desk;
pub mod email_domain;
pub mod form;
pub mod letters;
pub mod lost_link;
pub mod my_data;
pub mod own_page;
pub mod parent;
pub mod places_back;
pub mod places_left;
pub mod steps;
pub mod thanks;
pub mod upkeep;
pub mod words;

pub use letters::Subject;

use crate::http::forms::{Query, read_form};
use app::sign_ups::{CheckedSignUp, SignUpForm};

/// What is stored of a form that was found right.
fn person(checked: CheckedSignUp, lang: app::domain::Lang) -> crate::store::sign_ups::Person {
    crate::store::sign_ups::Person {
        email_key: checked.email.key(),
        email: checked.email.as_str().to_owned(),
        first_name: checked.first_name,
        last_name: checked.last_name,
        phone: checked
            .phone
            .map(|phone| crate::phone::normalised(phone.e164()).unwrap_or_else(|_| phone.e164().to_owned())),
        message: checked.message,
        lang,
        parent_email: checked.parent_email.map(|email| email.as_str().to_owned()),
    }
}

/// The form as it came, less what doesn't belong into a page again.
fn shown_again(mut form: SignUpForm, stamp: String) -> SignUpForm {
    form.stamp = stamp;
    form
}
