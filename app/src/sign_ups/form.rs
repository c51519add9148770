//! What a visitor types to sign up, as it comes and as it is shown again.

use super::{FieldError, FieldErrors, FormField};
use crate::domain::sign_up::SignUp;
use serde::{Deserialize, Deserializer, Serialize, de};
use std::fmt;

/// Longest first or last name, in signs.
pub const NAME_MAX: usize = 80;
/// Longest phone number as typed, in signs.
pub const PHONE_MAX: usize = 40;
/// Longest message, in signs.
pub const MESSAGE_MAX: usize = 1000;

/// The form; serde's names are those of the HTML inputs. Nothing in it is checked yet ([`super::check`]).
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SignUpForm {
    /// First name.
    #[serde(rename = "given-name")]
    pub first_name: String,
    /// Last name, optional.
    #[serde(rename = "family-name")]
    pub last_name: String,
    /// E-mail address.
    pub email: String,
    /// Phone number, optional.
    #[serde(rename = "tel")]
    pub phone: String,
    /// The id of the slot chosen; may be empty where there is only one.
    #[serde(rename = "creneau")]
    pub slot: String,
    /// A word to the association, optional.
    pub message: String,
    /// « J’ai moins de 18 ans ».
    #[serde(rename = "mineur", deserialize_with = "checkbox")]
    pub minor: bool,
    /// A parent's e-mail address, for those under 18.
    #[serde(rename = "email-parent")]
    pub parent_email: String,
    /// Honeypot: people don't see it and leave it empty.
    #[serde(rename = "site")]
    pub trap: String,
    /// When the server gave this form out, signed by it.
    #[serde(rename = "t")]
    pub stamp: String,
}

impl SignUpForm {
    /// The form as its volunteer finds it again.
    #[must_use]
    pub fn of(sign_up: &SignUp) -> Self {
        Self {
            first_name: sign_up.first_name.clone(),
            last_name: sign_up.last_name.clone().unwrap_or_default(),
            email: sign_up.email.clone(),
            phone: sign_up.phone.clone().unwrap_or_default(),
            slot: sign_up.slot_id.to_string(),
            message: sign_up.message.clone().unwrap_or_default(),
            minor: sign_up.minor,
            parent_email: sign_up.parent_email.clone().unwrap_or_default(),
            ..Self::default()
        }
    }

    /// The same with white space around the values gone and signs that nobody types dropped.
    #[must_use]
    pub fn tidied(&self) -> Self {
        Self {
            first_name: one_line(&self.first_name),
            last_name: one_line(&self.last_name),
            email: self.email.trim().to_owned(),
            phone: one_line(&self.phone),
            slot: self.slot.trim().to_owned(),
            message: lines(&self.message),
            minor: self.minor,
            parent_email: self.parent_email.trim().to_owned(),
            trap: self.trap.clone(),
            stamp: self.stamp.clone(),
        }
    }
}

/// Personal data stays out of logs.
impl fmt::Debug for SignUpForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SignUpForm(…)")
    }
}

/// The form with what is wrong with it: all that is needed to show it again.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormState {
    /// As typed.
    pub form: SignUpForm,
    /// Empty when it is shown for the first time.
    pub errors: FieldErrors,
    /// Where its reader came from, as figures have it: kept in the form's address, so that what becomes of the form is
    /// counted there too. Empty where that isn't counted.
    pub from: String,
}

impl FormState {
    /// An empty form given out with this stamp.
    #[must_use]
    pub fn new(stamp: String) -> Self {
        Self {
            form: SignUpForm { stamp, ..SignUpForm::default() },
            errors: FieldErrors::default(),
            from: String::new(),
        }
    }

    /// The error of one field.
    #[must_use]
    pub fn error(&self, field: FormField) -> Option<FieldError> {
        self.errors.get(field)
    }
}

/// Words on one line, one space between them.
fn one_line(typed: &str) -> String {
    let mut out = String::with_capacity(typed.len());
    for word in typed.split(|sign: char| sign.is_whitespace() || sign.is_control()) {
        if !word.is_empty() {
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(word);
        }
    }
    out
}

/// Lines ended as the browser counts them, without control signs.
fn lines(typed: &str) -> String {
    let text: String =
        typed.chars().filter(|sign| !sign.is_control() || matches!(sign, '\n' | '\t')).collect();
    text.trim().to_owned()
}

/// A checkbox: ticked if it is sent at all; as stored in an island's props, `true` or `false`.
fn checkbox<'de, D: Deserializer<'de>>(deserializer: D) -> Result<bool, D::Error> {
    struct Tick;
    impl de::Visitor<'_> for Tick {
        type Value = bool;
        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a checkbox")
        }
        fn visit_bool<E>(self, ticked: bool) -> Result<bool, E> {
            Ok(ticked)
        }
        fn visit_str<E>(self, value: &str) -> Result<bool, E> {
            Ok(!matches!(value, "" | "false" | "0"))
        }
    }
    deserializer.deserialize_any(Tick)
}
