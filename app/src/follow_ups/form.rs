//! A follow-up as it is typed and checked.

use crate::{
    domain::merge::Template,
    forms::{Problem, Problems},
};
use serde::{Deserialize, Serialize};
use validator::Validate;

/// The form; fields are called as its inputs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[serde(default)]
pub struct FollowUpForm {
    /// One line, with merge fields.
    #[validate(length(min = 1, max = 150))]
    pub subject: String,
    /// With merge fields.
    #[validate(length(min = 1, max = 5000))]
    pub body: String,
    /// When: nothing for now, or as `datetime-local` writes it.
    #[validate(length(max = 40))]
    pub when: String,
    /// The need whose people are meant.
    pub mission: String,
    /// Ids of the sign-ups meant.
    pub personne: Vec<String>,
    /// All whom a filter of the sign-ups' table finds, as it stands in the table's address.
    pub filtre: String,
    /// Id of the news that it tells: then those are meant whom it concerns.
    pub nouvelle: String,
    /// What tells this form from another like it, so that a button pressed twice sends once.
    pub once: String,
    /// `apercu` or `envoyer`.
    #[serde(rename = "faire")]
    pub action: String,
}

/// A follow-up that is right.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CheckedFollowUp {
    /// Taken apart.
    pub subject: Template,
    /// Taken apart.
    pub body: Template,
}

/// Checks the words.
///
/// # Errors
/// What is wrong, field by field.
pub fn check(form: &FollowUpForm) -> Result<CheckedFollowUp, Problems> {
    let mut problems = Problems::of(form);
    let mut parsed = |field: &str, text: &str| {
        Template::parse(text).map_err(|unknown| problems.add(field, Problem::UnknownMergeField(unknown.0)))
    };
    let (subject, body) = (parsed("subject", &form.subject), parsed("body", &form.body));
    match (subject, body) {
        (Ok(subject), Ok(body)) if problems.is_empty() => Ok(CheckedFollowUp { subject, body }),
        _ => Err(problems),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_field_that_is_none_is_refused_where_it_stands() {
        let form = |subject: &str, body: &str| FollowUpForm {
            subject: subject.into(),
            body: body.into(),
            ..FollowUpForm::default()
        };
        assert!(check(&form("{{mission}}", "Bonjour {{prénom}}")).is_ok());
        let wrong = check(&form("{{prix}}", "")).unwrap_err();
        assert_eq!(wrong.get("subject"), Some(&Problem::UnknownMergeField("prix".into())));
        assert_eq!(wrong.get("body"), Some(&Problem::Missing));
    }
}
