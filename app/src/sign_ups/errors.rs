//! What can be wrong with a sign-up form, by field and cause, and how people are told.

use crate::{
    domain::{Lang, email::EmailError, numbers::whole, phone::PhoneError},
    texts::sign_ups as say,
};
use serde::{Deserialize, Serialize};

/// A field of the form, or the form as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FormField {
    /// The slot.
    Slot,
    /// First name.
    FirstName,
    /// E-mail address.
    Email,
    /// « J’ai moins de 18 ans ».
    Minor,
    /// The parent's e-mail address.
    ParentEmail,
    /// Last name.
    LastName,
    /// Phone number.
    Phone,
    /// A word to the association.
    Message,
    /// What no single field is to blame for.
    Whole,
}

impl FormField {
    /// Those that a person fills in, in the order in which they stand.
    pub const ALL: [Self; 8] = [
        Self::Slot,
        Self::FirstName,
        Self::Email,
        Self::Minor,
        Self::ParentEmail,
        Self::LastName,
        Self::Phone,
        Self::Message,
    ];

    /// The name of its input; empty for the whole form.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Slot => "creneau",
            Self::FirstName => "given-name",
            Self::Email => "email",
            Self::Minor => "mineur",
            Self::ParentEmail => "email-parent",
            Self::LastName => "family-name",
            Self::Phone => "tel",
            Self::Message => "message",
            Self::Whole => "",
        }
    }

    /// The field whose input has this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.name() == name)
    }
}

/// What is wrong with one field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FieldError {
    /// No first name.
    FirstNameMissing,
    /// A first or last name without a letter.
    NameWithoutLetters,
    /// Longer than this many signs.
    TooLong(usize),
    /// The volunteer's address.
    Email(EmailError),
    /// The phone number.
    Phone(PhoneError),
    /// No slot chosen.
    SlotMissing,
    /// A slot that this need hasn't, or no longer.
    SlotUnknown,
    /// It filled up; the waiting list is left.
    SlotFull,
    /// It has begun.
    SlotOver,
    /// The need takes nobody under 18.
    AdultsOnly,
    /// Under 18, and no parent's address.
    ParentMissing,
    /// The parent's address is malformed.
    ParentEmail(EmailError),
    /// The parent's address is the volunteer's own.
    ParentSame,
    /// Sent faster than a person types (whole form).
    TooFast,
    /// The form was given out too long ago, or not by us (whole form).
    Stale,
    /// The sign-up changed in the meantime, by another window or hand (whole form).
    ChangedMeanwhile,
}

impl FieldError {
    /// The error in words: what to do.
    #[must_use]
    pub fn say(self, lang: Lang) -> String {
        match self {
            Self::FirstNameMissing => say::first_name_missing(lang),
            Self::NameWithoutLetters => say::name_without_letters(lang),
            Self::TooLong(max) => {
                return say::too_long(lang, whole(lang, i64::try_from(max).unwrap_or_default()));
            }
            Self::Email(error) => error.text(lang),
            Self::Phone(error) => error.text(lang),
            Self::SlotMissing => say::slot_missing(lang),
            Self::SlotUnknown => say::slot_unknown(lang),
            Self::SlotFull => say::slot_full(lang),
            Self::SlotOver => say::slot_over(lang),
            Self::AdultsOnly => say::adults_only(lang),
            Self::ParentMissing => say::parent_missing(lang),
            Self::ParentEmail(error) => error.text(lang),
            Self::ParentSame => say::parent_same(lang),
            Self::TooFast => say::too_fast(lang),
            Self::Stale => say::stale(lang),
            Self::ChangedMeanwhile => say::changed_meanwhile(lang),
        }
        .to_owned()
    }
}

/// At most one error a field, the one to mend first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldErrors(Vec<(FormField, FieldError)>);

impl FieldErrors {
    /// A single error.
    #[must_use]
    pub fn one(field: FormField, error: FieldError) -> Self {
        Self(vec![(field, error)])
    }

    /// Notes an error, unless the field has one.
    pub fn add(&mut self, field: FormField, error: FieldError) {
        if self.get(field).is_none() {
            self.0.push((field, error));
        }
    }

    /// The error of one field.
    #[must_use]
    pub fn get(&self, field: FormField) -> Option<FieldError> {
        self.0.iter().find(|(with, _)| *with == field).map(|(_, error)| *error)
    }

    /// Whether all is well.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The errors in the order in which the fields stand, those of the whole form last.
    pub fn iter(&self) -> impl Iterator<Item = (FormField, FieldError)> + '_ {
        let fields = FormField::ALL.into_iter().chain([FormField::Whole]);
        fields.filter_map(|field| Some((field, self.get(field)?)))
    }
}
