//! What is said of a need where it is shared: by whoever passes it on, and by the association itself.

use crate::{
    domain::{
        Lang, dates,
        need::{Need, NeedState, Remote},
    },
    texts::{share as say, share_kit as kit},
};
use jiff::civil::Date;

/// What is said of a need, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// Language of the words.
    pub lang: Lang,
    /// What.
    pub title: String,
    /// Who asks.
    pub association: String,
    /// Where: a commune, « Rennes et 2 autres lieux », « À distance ».
    pub place: Option<String>,
    /// When: the next slot, or what else is said of it.
    pub when: Option<String>,
    /// In the association's words, without tags.
    pub description: String,
    /// Places left over all slots to come; nothing where one doesn't sign up here: on the association's own page, or for
    /// slots that are over.
    pub left: Option<i64>,
    /// It takes nobody any more.
    pub closed: bool,
}

/// What an association shares a need for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Occasion {
    /// It is there.
    Announcement,
    /// A few people are still missing.
    LastPlaces,
    /// It has been.
    Thanks,
}

impl Occasion {
    /// In the order in which they come.
    pub const ALL: [Self; 3] = [Self::Announcement, Self::LastPlaces, Self::Thanks];

    /// In ids of the page.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Announcement => "annonce",
            Self::LastPlaces => "dernieres-places",
            Self::Thanks => "merci",
        }
    }
}

impl Told {
    /// What is said of `need`; `today` on its calendar.
    #[must_use]
    pub fn of(lang: Lang, need: &Need, today: Date) -> Self {
        Self {
            lang,
            title: one_line(&need.title),
            association: one_line(&need.association.name),
            place: place(lang, need),
            when: when(lang, need, today),
            description: need.description_text.clone(),
            left: need
                .takes_sign_ups()
                .then(|| need.places())
                .filter(|(_, all)| *all > 0)
                .map(|(left, _)| left),
            closed: need.state == NeedState::Closed,
        }
    }

    /// What the association has something to say for.
    #[must_use]
    pub fn occasions(&self) -> Vec<Occasion> {
        let has = |occasion: &Occasion| match occasion {
            Occasion::Announcement => !self.closed,
            Occasion::LastPlaces => !self.closed && self.left.is_some(),
            Occasion::Thanks => true,
        };
        Occasion::ALL.into_iter().filter(has).collect()
    }

    /// `samedi 5 décembre, 9 h – 12 h · Rennes`; empty where neither is known.
    #[must_use]
    pub fn facts(&self) -> String {
        let known: Vec<&str> =
            [&self.when, &self.place].into_iter().filter_map(|fact| fact.as_deref()).collect();
        known.join(" · ")
    }

    /// What whoever passes it on may say, the longest first.
    #[must_use]
    pub fn passed_on(&self) -> Vec<String> {
        let (lang, facts) = (self.lang, self.facts());
        let title = &self.title;
        let with_facts = if facts.is_empty() { title.clone() } else { format!("{title}\n{facts}") };
        if self.closed {
            return vec![with_facts, title.clone()];
        }
        vec![
            format!("{with_facts}\n{}", say::looks_for(lang, &self.association)),
            format!("{with_facts}\n{}", say::with(lang, &self.association)),
            with_facts,
            title.clone(),
        ]
    }

    /// What the association may say, the longest first.
    #[must_use]
    pub fn by_association(&self, occasion: Occasion) -> Vec<String> {
        let (lang, title, association) = (self.lang, &self.title, &self.association);
        let facts = self.facts();
        let below =
            |words: &str| if facts.is_empty() { words.to_owned() } else { format!("{words}\n{facts}") };
        match occasion {
            Occasion::Announcement => {
                let intro = kit::announcement(lang, association, title);
                let end = if self.left.is_some() { kit::sign_up_here(lang) } else { kit::all_is_here(lang) };
                let mut all: Vec<String> = [700, 330, 150]
                    .into_iter()
                    .map(|most| first_sentences(&self.description, most))
                    .filter(|words| !words.is_empty())
                    .map(|words| format!("{}\n\n{words}\n\n{end}", below(&intro)))
                    .collect();
                all.extend([below(&intro), below(title), title.clone()]);
                all
            }
            Occasion::LastPlaces => {
                let intro = match self.left {
                    None => return vec![below(title), title.clone()],
                    Some(0) => kit::full(lang, title),
                    Some(left) => kit::last_places(lang, left, title),
                };
                vec![
                    format!("{}\n\n{}", below(&intro), kit::last_places_end(lang, association)),
                    below(&intro),
                    intro,
                ]
            }
            Occasion::Thanks => {
                let intro = kit::thanks(lang, title);
                vec![
                    format!("{intro}\n\n{}", kit::thanks_end(lang, association)),
                    format!("{intro}\n{association}"),
                    intro,
                ]
            }
        }
    }
}

/// The first sentences of a text, at most so many signs; a longer first one is cut after a word. On one line.
#[must_use]
pub fn first_sentences(text: &str, most: usize) -> String {
    let line = one_line(text);
    if line.chars().count() <= most {
        return line;
    }
    let begun: String = line.chars().take(most).collect();
    let sentence = begun.char_indices().rev().find(|(at, sign)| {
        matches!(sign, '.' | '!' | '?' | '…')
            && line.get(at + sign.len_utf8()..).is_some_and(|rest| rest.starts_with(' '))
    });
    if let Some((at, sign)) = sentence.filter(|(at, _)| *at > most / 3) {
        return begun.get(..at + sign.len_utf8()).unwrap_or_default().to_owned();
    }
    let words = begun.rsplit_once(' ').map_or("", |(words, _)| words);
    let words = words.trim_end_matches([',', ';', ':', '–', '-', '«', '(', ' ', '\u{202f}']);
    if words.is_empty() { String::new() } else { format!("{words}…") }
}

fn place(lang: Lang, need: &Need) -> Option<String> {
    if need.remote == Remote::Full {
        return Some(crate::texts::needs::from_home(lang).to_owned());
    }
    let first = need.addresses.first()?.city.clone();
    let others = i64::try_from(need.addresses.len() - 1).unwrap_or_default();
    Some(if others > 0 {
        format!("{first} {}", crate::texts::needs::more_places(lang, others))
    } else {
        first
    })
}

fn when(lang: Lang, need: &Need, today: Date) -> Option<String> {
    let mut dated = need.coming_slots().filter_map(|slot| slot.times.as_ref());
    if let Some(next) = dated.next() {
        let more = i64::try_from(dated.count()).unwrap_or_default();
        let more = if more > 0 { crate::texts::needs::more_slots(lang, more) } else { String::new() };
        return Some(format!("{}{more}", dates::slot(lang, next, today)));
    }
    let schedule = need.schedule.as_deref().map(one_line).filter(|words| !words.is_empty());
    schedule.or_else(|| dates::span(lang, need.first_day, need.last_day, today))
}

fn one_line(text: &str) -> String {
    let breaks = |sign: char| sign == ' ' || sign.is_control();
    text.split(breaks).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::share::{
        Channel,
        fit::{Room, whole},
    };
    use proptest::prelude::*;

    fn told(title: &str, description: &str) -> Told {
        Told {
            lang: Lang::Fr,
            title: title.to_owned(),
            association: "Les Mains ouvertes".to_owned(),
            place: Some("Rennes".to_owned()),
            when: Some("samedi 5 décembre, 9 h – 12 h".to_owned()),
            description: description.to_owned(),
            left: Some(3),
            closed: false,
        }
    }

    #[test]
    fn sentences_are_whole_where_there_is_room() {
        let text = "On sert la soupe. On parle avec les gens. Puis on range tout ce qui traîne encore.";
        assert_eq!(first_sentences(text, 50), "On sert la soupe. On parle avec les gens.");
        assert_eq!(first_sentences(text, 14), "On sert la…");
        assert_eq!(first_sentences("  Un\nmot ", 50), "Un mot");
        assert_eq!(first_sentences("Anticonstitutionnellement", 10), "");
    }

    #[test]
    fn an_announcement_holds_the_associations_words_where_they_fit() {
        let told = told("Servir la soupe", "Vous servez la soupe à celles et ceux qui dorment dehors.");
        let link = "https://portail.example/missions/12-servir-la-soupe?de=x";
        let texts = told.by_association(Occasion::Announcement);
        assert!(whole(&texts, link, Room::of(Channel::Linkedin)).contains("qui dorment dehors"));
        let message = whole(&texts, link, Room::of(Channel::Sms));
        assert!(
            message.starts_with("Les Mains ouvertes") || message.starts_with("Servir la soupe"),
            "{message}"
        );
        assert!(told.passed_on().first().is_some_and(|text| text.contains("Rennes")));
    }

    #[test]
    fn nobody_is_promised_a_place_that_is_not_given_here() {
        let told = Told { left: None, ..told("Servir la soupe", "Vous servez la soupe.") };
        assert_eq!(told.occasions(), [Occasion::Announcement, Occasion::Thanks]);
        for occasion in Occasion::ALL {
            for text in told.by_association(occasion) {
                assert!(
                    !text.contains("inscrit ici") && !text.contains("complet") && !text.contains("Plus qu"),
                    "{text}"
                );
            }
        }
        let announced = told.by_association(Occasion::Announcement);
        assert!(announced.first().is_some_and(|text| text.ends_with(kit::all_is_here(Lang::Fr))));
        assert_eq!(Told { closed: true, ..told }.occasions(), [Occasion::Thanks]);
    }

    proptest! {
        #[test]
        fn every_text_for_every_network_has_its_title_and_its_link(
            title in "[A-ZÉa-zé]{2,12}( [a-zé’]{2,9}){0,9}", description in "\\PC{0,900}", left in proptest::option::of(0i64..50),
        ) {
            let told = Told { left, ..told(&title, &description) };
            let link = "https://portail.example/missions/123456?de=x";
            for occasion in Occasion::ALL {
                for channel in Channel::ALL {
                    let room = Room::of(channel);
                    let text = whole(&told.by_association(occasion), link, room);
                    prop_assert!(text.ends_with(link));
                    let first = title.split(' ').next().unwrap_or_default();
                    prop_assert!(room == Room::Message || text.contains(first), "{channel:?} {text}");
                }
            }
        }

        #[test]
        fn sentences_never_take_more_room(text in "\\PC{0,300}", most in 1usize..200) {
            prop_assert!(first_sentences(&text, most).chars().count() <= most);
        }
    }
}
