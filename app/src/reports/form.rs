//! What somebody types to report a need.

use crate::{
    domain::{
        email::Email,
        report::{Reason, WORDS},
    },
    forms::{Problem, Problems},
};
use serde::{Deserialize, Serialize};

/// The form as it is sent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReportForm {
    /// Code of the reason.
    #[serde(rename = "raison")]
    pub reason: String,
    /// In their words.
    #[serde(rename = "mots")]
    pub words: String,
    /// Where the decision is told; may be empty.
    pub email: String,
    /// A field that people don't see: who fills it in is a robot.
    #[serde(rename = "site")]
    pub trap: String,
    /// When the form was given out, signed.
    #[serde(rename = "t")]
    pub stamp: String,
}

/// The same, found right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckedReport {
    /// Why.
    pub reason: Reason,
    /// In their words.
    pub words: String,
    /// Where the decision is told.
    pub email: Option<Email>,
}

/// Checks a form. Only the reason must be there.
///
/// # Errors
/// What is wrong, field by field.
pub fn check(form: &ReportForm) -> Result<CheckedReport, Problems> {
    let mut problems = Problems::default();
    let reason = Reason::from_code(&form.reason);
    if reason.is_none() {
        problems.add("raison", Problem::Choice);
    }
    let words = form.words.trim().replace("\r\n", "\n");
    if words.chars().count() > WORDS {
        problems.add("mots", Problem::TooLong(i64::try_from(WORDS).unwrap_or(i64::MAX)));
    }
    let email = match form.email.trim() {
        "" => None,
        typed => match Email::parse(typed) {
            Ok(email) => Some(email),
            Err(error) => {
                problems.add("email", Problem::Email(error));
                None
            }
        },
    };
    match reason {
        Some(reason) if problems.is_empty() => Ok(CheckedReport { reason, words, email }),
        _ => Err(problems),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_enough() {
        let form =
            ReportForm { reason: "money".to_owned(), words: " a\r\nb ".to_owned(), ..ReportForm::default() };
        let checked = check(&form).unwrap();
        assert_eq!((checked.reason, checked.words.as_str(), checked.email), (Reason::Money, "a\nb", None));
    }

    #[test]
    fn each_field_has_its_own_problem() {
        let form = ReportForm {
            words: "é".repeat(WORDS + 1),
            email: "lea@exemple".to_owned(),
            ..ReportForm::default()
        };
        let problems = check(&form).unwrap_err();
        for field in ["raison", "mots", "email"] {
            assert!(problems.get(field).is_some(), "{field}");
        }
        let just =
            ReportForm { reason: "other".to_owned(), words: "é".repeat(WORDS), ..ReportForm::default() };
        assert!(check(&just).is_ok());
    }
}
