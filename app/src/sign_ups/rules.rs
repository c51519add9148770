//! The rules of the form: one function, run by the browser as people type and by the server on what they send.

use super::{
    FieldError, FieldErrors, FormField, SignUpForm,
    form::{MESSAGE_MAX, NAME_MAX, PHONE_MAX},
};
use crate::domain::{
    email::{Email, EmailError},
    need::Need,
    phone::{Phone, PhoneError},
};

/// What a need allows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FormRules {
    /// Ids of the slots to come. With a single one the form doesn't ask.
    pub slots: Vec<i64>,
    /// Ids of the slots that began already.
    pub over: Vec<i64>,
    /// Whether people under 18 are welcome.
    pub open_to_minors: bool,
}

impl FormRules {
    /// The rules of one need.
    #[must_use]
    pub fn of(need: &Need) -> Self {
        let ids =
            |over: bool| need.slots.iter().filter(|slot| slot.over == over).map(|slot| slot.id).collect();
        Self { slots: ids(false), over: ids(true), open_to_minors: need.open_to_minors }
    }
}

/// A form that [`check`] has found right; nothing else makes one.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct CheckedSignUp {
    /// First name.
    pub first_name: String,
    /// Last name, if given.
    pub last_name: Option<String>,
    /// E-mail address.
    pub email: Email,
    /// Phone number, if given.
    pub phone: Option<Phone>,
    /// The slot's id, one of [`FormRules::slots`].
    pub slot_id: i64,
    /// A word to the association, if given.
    pub message: Option<String>,
    /// A parent's address; given exactly by those under 18.
    pub parent_email: Option<Email>,
}

impl CheckedSignUp {
    /// Whether the volunteer is under 18.
    #[must_use]
    pub const fn minor(&self) -> bool {
        self.parent_email.is_some()
    }
}

/// Checks what was typed against what the need allows.
///
/// # Errors
/// What is wrong, field by field.
pub fn check(typed: &SignUpForm, rules: &FormRules) -> Result<CheckedSignUp, FieldErrors> {
    let form = typed.tidied();
    let mut errors = too_long(&form);
    let mut wrong = |field, error| errors.add(field, error);

    if form.first_name.is_empty() {
        wrong(FormField::FirstName, FieldError::FirstNameMissing);
    } else if !has_letter(&form.first_name) {
        wrong(FormField::FirstName, FieldError::NameWithoutLetters);
    }
    if !form.last_name.is_empty() && !has_letter(&form.last_name) {
        wrong(FormField::LastName, FieldError::NameWithoutLetters);
    }
    let email = Email::parse(&form.email).map_err(|error| wrong(FormField::Email, FieldError::Email(error)));
    let phone = match Phone::parse(&form.phone) {
        Ok(phone) => Some(phone),
        Err(PhoneError::Empty) if form.phone.is_empty() => None,
        Err(error) => {
            wrong(FormField::Phone, FieldError::Phone(error));
            None
        }
    };
    let slot = slot(&form.slot, rules).map_err(|error| wrong(FormField::Slot, error));
    let parent_email = match parent(&form, email.as_ref().ok(), rules) {
        Ok(parent) => parent,
        Err((field, error)) => {
            wrong(field, error);
            None
        }
    };
    match (email, slot) {
        (Ok(email), Ok(slot_id)) if errors.is_empty() => Ok(CheckedSignUp {
            first_name: form.first_name,
            last_name: given(form.last_name),
            email,
            phone,
            slot_id,
            message: given(form.message),
            parent_email,
        }),
        _ => Err(errors),
    }
}

/// The texts that are longer than their field takes.
fn too_long(form: &SignUpForm) -> FieldErrors {
    let mut errors = FieldErrors::default();
    for (field, text, max) in [
        (FormField::FirstName, &form.first_name, NAME_MAX),
        (FormField::LastName, &form.last_name, NAME_MAX),
        (FormField::Phone, &form.phone, PHONE_MAX),
        (FormField::Message, &form.message, MESSAGE_MAX),
    ] {
        if text.chars().count() > max {
            errors.add(field, FieldError::TooLong(max));
        }
    }
    errors
}

fn slot(typed: &str, rules: &FormRules) -> Result<i64, FieldError> {
    match (typed, rules.slots.as_slice()) {
        ("", [only]) => Ok(*only),
        ("", []) => Err(FieldError::SlotOver),
        ("", _) => Err(FieldError::SlotMissing),
        _ => match typed.parse() {
            Ok(id) if rules.slots.contains(&id) => Ok(id),
            Ok(id) if rules.over.contains(&id) => Err(FieldError::SlotOver),
            _ => Err(FieldError::SlotUnknown),
        },
    }
}

/// The parent's address, asked for from those under 18 alone.
fn parent(
    form: &SignUpForm,
    own: Option<&Email>,
    rules: &FormRules,
) -> Result<Option<Email>, (FormField, FieldError)> {
    if !form.minor {
        return Ok(None);
    }
    if !rules.open_to_minors {
        return Err((FormField::Minor, FieldError::AdultsOnly));
    }
    let wrong = |error| Err((FormField::ParentEmail, error));
    match Email::parse(&form.parent_email) {
        Ok(parent) if own.is_some_and(|own| own.key() == parent.key()) => wrong(FieldError::ParentSame),
        Ok(parent) => Ok(Some(parent)),
        Err(EmailError::Empty) => wrong(FieldError::ParentMissing),
        Err(error) => wrong(FieldError::ParentEmail(error)),
    }
}

/// Everything beyond ASCII passes for a letter: Unicode's own tables are too heavy for the browser.
fn has_letter(name: &str) -> bool {
    name.contains(|sign: char| sign.is_ascii_alphabetic() || !sign.is_ascii())
}

fn given(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}
