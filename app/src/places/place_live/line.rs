//! One suggestion, as `GET /lieux` sends it.

use crate::{domain::Lang, texts};

/// What is suggested. The server writes it as [`crate::domain::place::Suggestion`].
pub(super) struct Line {
    #[cfg_attr(not(feature = "hydrate"), expect(dead_code, reason = "only a browser sends it on"))]
    pub value: String,
    pub name: String,
    pub detail: String,
    pub kind: String,
}

impl Line {
    /// What stands small after the name: what tells it from its namesakes, and what it is where the name
    /// alone would leave that open.
    pub fn explained(&self, lang: Lang) -> String {
        let kind = match &*self.kind {
            "department" => texts::places::department(lang),
            "region" => texts::places::region(lang),
            "former-commune" => texts::places::former(lang),
            _ => return self.detail.clone(),
        };
        [&*self.detail, " · ", kind].concat()
    }

    /// What the field shows once this is chosen: `Saint-Denis (93200)`, understood when typed too.
    pub fn full_name(&self) -> String {
        match (&*self.kind, self.detail.split(' ').next()) {
            ("commune" | "department", Some(code)) => [&*self.name, " (", code, ")"].concat(),
            _ => self.name.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(name: &str, detail: &str, kind: &str) -> Line {
        let [value, name, detail, kind] = ["35", name, detail, kind].map(str::to_owned);
        assert!(!value.is_empty());
        Line { value, name, detail, kind }
    }

    #[test]
    fn shows_what_would_be_understood_when_typed() {
        let commune = line("Saint-Denis", "93200 · Seine-Saint-Denis", "commune");
        assert_eq!(commune.full_name(), "Saint-Denis (93200)");
        let department = line("Ille-et-Vilaine", "35 · Bretagne", "department");
        assert_eq!(department.full_name(), "Ille-et-Vilaine (35)");
        assert_eq!(line("Bretagne", "22, 29, 35, 56", "region").full_name(), "Bretagne");
    }

    #[test]
    fn says_what_it_is_where_the_name_leaves_that_open() {
        let department = line("Ille-et-Vilaine", "35 · Bretagne", "department");
        assert_eq!(department.explained(Lang::Fr), "35 · Bretagne · département");
        assert_eq!(line("Rennes", "35000", "commune").explained(Lang::Fr), "35000");
    }
}
