//! Two owners changed one entry: in what the versions differ.

use super::EntryForm;
use crate::{
    domain::{Field, Lang},
    forms::Difference,
    texts::associations as say,
};

/// The fields in which what is typed differs from what is saved.
#[must_use]
pub fn entry_differences(lang: Lang, saved: &EntryForm, typed: &EntryForm) -> Vec<Difference> {
    let plain = |value: &str| value.replace("\r\n", "\n").trim().to_owned();
    let field = |code: &str| Field::from_code(code).map_or("", |field| field.label(lang));
    [
        (say::name(lang), &saved.organization, &typed.organization),
        (say::place(lang), &saved.place, &typed.place),
        (say::email(lang), &saved.email, &typed.email),
        (say::about(lang), &saved.about, &typed.about),
        (say::url(lang), &saved.url, &typed.url),
        (say::networks(lang), &saved.networks, &typed.networks),
        (say::rna(lang), &saved.rna, &typed.rna),
        (say::siren(lang), &saved.siren, &typed.siren),
    ]
    .into_iter()
    .map(|(label, theirs, yours)| (label, plain(theirs), plain(yours)))
    .chain([(say::field(lang), field(&saved.field).to_owned(), field(&typed.field).to_owned())])
    .filter(|(_, theirs, yours)| theirs != yours)
    .map(|(label, theirs, yours)| Difference { label, theirs, yours })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_differs_is_shown() {
        let saved = EntryForm { about: "Une\nligne ".into(), field: "sport".into(), ..EntryForm::default() };
        let typed = EntryForm { about: "Une\r\nligne".into(), field: "sante".into(), ..EntryForm::default() };
        let found = entry_differences(Lang::Fr, &saved, &typed);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].theirs.as_str(), found[0].yours.as_str()), ("Sport", "Santé"));
        assert!(entry_differences(Lang::En, &saved, &saved).is_empty());
    }
}
