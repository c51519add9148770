//! How an association has its widget: which view, in which colour. Carried along in every address inside the frame.

use crate::{
    domain::{Lang, colour::Colour, need::Need},
    texts::widget as say,
    ui::Sign,
};

/// How needs are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// One below the other, the next ones first.
    List,
    /// A month, day by day.
    Calendar,
    /// Where they are.
    Map,
}

impl View {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::List, Self::Calendar, Self::Map];

    /// As in addresses.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::List => "liste",
            Self::Calendar => "calendrier",
            Self::Map => "carte",
        }
    }

    /// The view written as `code`.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|view| view.code() == code)
    }

    /// What people read.
    #[must_use]
    pub fn words(self, lang: Lang) -> &'static str {
        match self {
            Self::List => say::list(lang),
            Self::Calendar => say::calendar(lang),
            Self::Map => say::map(lang),
        }
    }

    pub(super) const fn sign(self) -> Sign {
        match self {
            Self::List => Sign::List,
            Self::Calendar => Sign::Calendar,
            Self::Map => Sign::Map,
        }
    }
}

/// The look of a widget. What was written wrongly in an address is not in it: the portal's own look takes its place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// The colour; the portal's own where there is none.
    pub colour: Option<Colour>,
    /// The view that one comes from; none in a frame that shows one need alone.
    pub view: Option<View>,
}

impl Look {
    /// The same look of another view.
    #[must_use]
    pub const fn of(self, view: View) -> Self {
        Self { view: Some(view), ..self }
    }

    /// A page of the widget in this look; `more` is what else its address says: `["mois=2026-12"]`.
    #[must_use]
    pub fn href(self, lang: Lang, path: &str, more: &[String]) -> String {
        let view = self.view.map(|view| format!("vue={}", view.code()));
        let colour = self.colour.map(|colour| format!("couleur={colour}"));
        let query: Vec<String> = view.into_iter().chain(colour).chain(more.iter().cloned()).collect();
        let query = if query.is_empty() { String::new() } else { format!("?{}", query.join("&")) };
        lang.href(&format!("/widget{path}{query}"))
    }

    /// The needs of an association. Without its slug: a frame on another site outlives a change of name.
    #[must_use]
    pub fn needs(self, lang: Lang, association_id: i64, more: &[String]) -> String {
        self.href(lang, &format!("/associations/{association_id}"), more)
    }

    /// One need, by its id; `rest` is what follows: `""`, `"/inscription"`.
    #[must_use]
    pub fn need(self, lang: Lang, need_id: i64, rest: &str) -> String {
        self.href(lang, &format!("/missions/{need_id}{rest}"), &[])
    }

    /// Back to where one came from, if that was the association's needs.
    #[must_use]
    pub fn back(self, lang: Lang, need: &Need) -> Option<String> {
        self.view.map(|_| self.needs(lang, need.association.id, &[]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_look_goes_along() {
        let look = Look { colour: Colour::parse("2A6F4E"), view: None };
        assert_eq!(
            look.need(Lang::En, 12, "/inscription"),
            "/en/widget/missions/12/inscription?couleur=2a6f4e"
        );
        let month = ["mois=2026-12".to_owned()];
        let path = "/widget/associations/7?vue=calendrier&couleur=2a6f4e&mois=2026-12";
        assert_eq!(look.of(View::Calendar).needs(Lang::Fr, 7, &month), path);
        assert_eq!(Look::default().needs(Lang::Fr, 7, &[]), "/widget/associations/7");
    }
}
