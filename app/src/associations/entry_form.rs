//! What an association says of itself, as it is typed and checked.

use crate::{
    domain::{
        Field,
        email::Email,
        register::{Rna, Siren},
    },
    forms::{Problem, Problems},
};
use serde::{Deserialize, Serialize};
use validator::Validate;

/// Most pages on social networks.
const NETWORKS: usize = 8;

/// The form; fields are called as its inputs. Nothing in it is checked yet ([`check`]).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[serde(default)]
pub struct EntryForm {
    /// The association's name.
    #[validate(length(min = 1, max = 120))]
    pub organization: String,
    /// Its commune, as typed or as chosen.
    #[serde(rename = "lieu")]
    #[validate(length(min = 1, max = 120))]
    pub place: String,
    /// Code of its field.
    #[serde(rename = "domaine")]
    #[validate(length(min = 1, max = 60))]
    pub field: String,
    /// Where it is written to.
    #[validate(length(min = 1, max = 254))]
    pub email: String,
    /// What it does, in its own words.
    #[validate(length(max = 2000))]
    pub about: String,
    /// Its own web site.
    #[validate(length(max = 300))]
    pub url: String,
    /// Its pages on social networks, one a line.
    #[validate(length(max = 1000))]
    pub networks: String,
    /// Its number in the register of associations.
    #[validate(length(max = 40))]
    pub rna: String,
    /// Its number in the register of enterprises.
    #[validate(length(max = 40))]
    pub siren: String,
    /// Honeypot: people don't see it and leave it empty.
    #[serde(rename = "site")]
    pub trap: String,
    /// How often the entry had been changed when this form was given out.
    #[validate(length(max = 20))]
    pub version: String,
    /// When the server gave this form out, signed by it.
    #[serde(rename = "t")]
    pub stamp: String,
}

/// A form that [`check`] has found right; nothing else makes one. The place is left to who knows places.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CheckedEntry {
    /// The association's name.
    pub name: String,
    /// Its field.
    pub field: Field,
    /// Where it is written to.
    pub email: Email,
    /// What it does, in its own words.
    pub about: String,
    /// Its own web site.
    pub web_page: Option<String>,
    /// Its pages on social networks.
    pub networks: Vec<String>,
    /// Its number in the register of associations.
    pub rna: Option<Rna>,
    /// Its number in the register of enterprises.
    pub siren: Option<Siren>,
}

/// Checks what was typed, but for the place.
///
/// # Errors
/// What is wrong, field by field.
pub fn check(typed: &EntryForm) -> Result<CheckedEntry, Problems> {
    let form = tidied(typed);
    let mut problems = renamed(&form);
    let field = Field::from_code(&form.field);
    if field.is_none() {
        problems.add("domaine", if form.field.is_empty() { Problem::Missing } else { Problem::Choice });
    }
    let email = Email::parse(&form.email);
    if let Err(error) = &email {
        problems.add("email", Problem::Email(*error));
    }
    let web_page = optional(&form.url, web_address).unwrap_or_else(|| {
        problems.add("url", Problem::Link);
        None
    });
    let lines: Vec<&str> = form.networks.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let networks: Option<Vec<String>> = lines.iter().map(|line| web_address(line)).collect();
    let networks = networks.filter(|all| all.len() <= NETWORKS).unwrap_or_else(|| {
        problems.add("networks", Problem::Link);
        Vec::new()
    });
    let rna = optional(&form.rna, Rna::parse).unwrap_or_else(|| {
        problems.add("rna", Problem::Rna);
        None
    });
    let siren = optional(&form.siren, Siren::parse).unwrap_or_else(|| {
        problems.add("siren", Problem::Siren);
        None
    });
    match (field, email) {
        (Some(field), Ok(email)) if problems.is_empty() => Ok(CheckedEntry {
            name: form.organization,
            field,
            email,
            about: form.about,
            web_page,
            networks,
            rna,
            siren,
        }),
        _ => Err(problems),
    }
}

/// `validator` calls fields as Rust does, inputs are called otherwise where a standard wants it.
fn renamed(form: &EntryForm) -> Problems {
    let mut problems = Problems::default();
    for (field, problem) in Problems::of(form).iter() {
        let name = match field {
            "place" => "lieu",
            "field" => "domaine",
            other => other,
        };
        problems.add(name, problem.clone());
    }
    problems
}

fn tidied(form: &EntryForm) -> EntryForm {
    let line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    EntryForm {
        organization: line(&form.organization),
        place: line(&form.place),
        field: form.field.trim().to_owned(),
        email: form.email.trim().to_owned(),
        about: form.about.replace("\r\n", "\n").trim().to_owned(),
        url: form.url.trim().to_owned(),
        networks: form.networks.trim().to_owned(),
        rna: line(&form.rna),
        siren: line(&form.siren),
        version: form.version.clone(),
        trap: form.trap.clone(),
        stamp: form.stamp.clone(),
    }
}

/// What was typed, read; `Some(None)` where nothing was, `None` where it can't be read.
#[allow(clippy::option_option, reason = "nothing and nonsense are two things")]
fn optional<T>(typed: &str, read: impl Fn(&str) -> Option<T>) -> Option<Option<T>> {
    if typed.is_empty() { Some(None) } else { read(typed).map(Some) }
}

/// The address of a web page as people type it, with its scheme: `exemple.fr` is read as `https://exemple.fr`.
#[must_use]
pub fn web_address(typed: &str) -> Option<String> {
    let typed = typed.trim();
    let (scheme, rest) = match typed.split_once("://") {
        Some((scheme @ ("http" | "https"), rest)) => (scheme, rest),
        Some(_) => return None,
        None => ("https", typed),
    };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let is_host = host.contains('.')
        && !host.starts_with('.')
        && !host.ends_with('.')
        && !host.contains("..")
        && host.chars().all(|sign| sign.is_alphanumeric() || matches!(sign, '.' | '-' | ':'));
    let is_clean = !rest
        .chars()
        .any(|sign| sign.is_whitespace() || sign.is_control() || matches!(sign, '<' | '>' | '"'));
    (is_host && is_clean).then(|| format!("{scheme}://{rest}"))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn right() -> EntryForm {
        EntryForm {
            organization: " Les  Mains ouvertes ".into(),
            place: "Rennes".into(),
            field: "solidarite-insertion".into(),
            email: "contact@mains.example".into(),
            ..EntryForm::default()
        }
    }

    fn wrong(change: impl FnOnce(&mut EntryForm)) -> Vec<(String, Problem)> {
        let mut form = right();
        change(&mut form);
        let problems = check(&form).unwrap_err();
        problems.iter().map(|(field, problem)| (field.to_owned(), problem.clone())).collect()
    }

    #[test]
    fn four_fields_are_enough() {
        let entry = check(&right()).unwrap();
        assert_eq!((entry.name.as_str(), entry.field), ("Les Mains ouvertes", Field::Solidarity));
        assert_eq!((entry.web_page, entry.rna, entry.networks), (None, None, vec![]));
    }

    #[test]
    fn what_is_wrong_is_said_by_field() {
        assert_eq!(
            wrong(|form| form.organization = "  ".into()),
            [("organization".into(), Problem::Missing)]
        );
        assert_eq!(wrong(|form| form.place.clear()), [("lieu".into(), Problem::Missing)]);
        assert_eq!(wrong(|form| form.field = "licorne".into()), [("domaine".into(), Problem::Choice)]);
        assert_eq!(wrong(|form| form.url = "javascript:alert(1)".into()), [("url".into(), Problem::Link)]);
        assert_eq!(wrong(|form| form.rna = "W12".into()), [("rna".into(), Problem::Rna)]);
        assert_eq!(wrong(|form| form.siren = "123456789".into()), [("siren".into(), Problem::Siren)]);
        assert_eq!(
            wrong(|form| form.networks = "a.fr\nhttp://".into()),
            [("networks".into(), Problem::Link)]
        );
        assert!(matches!(wrong(|form| form.email = "a@b".into())[0].1, Problem::Email(_)));
        assert_eq!(wrong(|form| form.about = "x".repeat(2001)), [("about".into(), Problem::TooLong(2000))]);
    }

    #[test]
    fn addresses_of_pages_are_read_as_people_type_them() {
        assert_eq!(web_address("mains.example/nous").unwrap(), "https://mains.example/nous");
        assert_eq!(web_address("http://mains.example").unwrap(), "http://mains.example");
        for wrong in
            ["", "mains", "ftp://a.fr", "https://", "a b.fr", "https://a.fr/\"x", "https://user@a.fr"]
        {
            assert_eq!(web_address(wrong), None, "{wrong}");
        }
    }
}
