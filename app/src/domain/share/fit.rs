//! A text and a link, within what a network takes. The link is always whole; the text is cut after a word.

use super::{Channel, gsm, links::dotted};

/// How a network counts, and how much it takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Room {
    /// So many signs, a link counted as what it is. Where graphemes are counted, there are never more of them.
    Signs(usize),
    /// So many signs, every link counted as 23 (Mastodon).
    LinkIs23(usize),
    /// X: 280, of which most signs outside European alphabets take two, and a link 23.
    Weighted,
    /// One text message, in its own alphabet.
    Message,
}

/// What X and Mastodon count for a link, however long it is.
const LINK: usize = 23;
/// What X takes.
const X_MOST: usize = 280;
/// What X counts once (its `weighted_tweet_counter` configuration 3); everything else twice.
const X_ONCE: [std::ops::RangeInclusive<char>; 4] =
    ['\0'..='\u{10ff}', '\u{2000}'..='\u{200d}', '\u{2010}'..='\u{201f}', '\u{2032}'..='\u{2037}'];

impl Room {
    /// What a way of sharing takes. Where a network names no bound that people meet, what they still read.
    #[must_use]
    pub const fn of(channel: Channel) -> Self {
        match channel {
            Channel::X => Self::Weighted,
            Channel::Bluesky => Self::Signs(300),
            Channel::Mastodon => Self::LinkIs23(500),
            Channel::Sms => Self::Message,
            Channel::Facebook | Channel::Linkedin => Self::Signs(1200),
            _ => Self::Signs(700),
        }
    }

    /// The most, in this network's units.
    #[must_use]
    pub const fn most(self) -> usize {
        match self {
            Self::Signs(most) | Self::LinkIs23(most) => most,
            Self::Weighted => X_MOST,
            Self::Message => gsm::MOST,
        }
    }

    /// How much a text takes beside its link. X makes a link of every `asso.fr`, and counts it as one.
    #[must_use]
    pub fn of_text(self, text: &str) -> usize {
        if self != Self::Weighted {
            return self.of_signs(text);
        }
        let word = |word: &str| {
            let (signs, shorter) = (self.of_signs(word), self.of_signs(word.trim_end()));
            if dotted(word) { signs + LINK.saturating_sub(shorter) } else { signs }
        };
        text.split_inclusive(char::is_whitespace).map(word).sum()
    }

    fn of_signs(self, text: &str) -> usize {
        let sign = |sign: char| match self {
            Self::Signs(_) | Self::LinkIs23(_) => 1,
            Self::Weighted => 2 - usize::from(X_ONCE.iter().any(|range| range.contains(&sign))),
            Self::Message => gsm::units(sign).unwrap_or(3),
        };
        text.chars().map(sign).sum()
    }

    fn of_link(self, link: &str) -> usize {
        match self {
            Self::LinkIs23(_) | Self::Weighted => LINK,
            Self::Signs(_) | Self::Message => self.of_text(link),
        }
    }

    /// How much a text takes with the link below it.
    #[must_use]
    pub fn of_both(self, text: &str, link: &str) -> usize {
        self.of_text(text) + usize::from(!text.is_empty()) + self.of_link(link)
    }
}

/// The first of `texts` that fits with `link`, or the last of them cut after a word; without the link, which may travel
/// beside it.
#[must_use]
pub fn text(texts: &[String], link: &str, room: Room) -> String {
    let written = |text: &String| match room {
        Room::Message => gsm::written(text),
        _ => text.clone(),
    };
    let fitting = texts.iter().map(written).find(|text| room.of_both(text, link) <= room.most());
    fitting.unwrap_or_else(|| cut(&texts.last().map(written).unwrap_or_default(), link, room))
}

/// The same with the link below it.
#[must_use]
pub fn whole(texts: &[String], link: &str, room: Room) -> String {
    let text = text(texts, link, room);
    if text.is_empty() { link.to_owned() } else { format!("{text}\n{link}") }
}

/// As many words as fit, and `…`; nothing where not even one does.
fn cut(text: &str, link: &str, room: Room) -> String {
    let mark = if room == Room::Message { "..." } else { "…" };
    let mut best = String::new();
    for (end, _) in text.char_indices().filter(|(_, sign)| sign.is_whitespace()) {
        let words = text.get(..end).unwrap_or_default();
        let words = words.trim_end().trim_end_matches([',', ';', ':', '.', '–', '-', '«', '(']).trim_end();
        let shorter = format!("{words}{mark}");
        if room.of_both(&shorter, link) > room.most() {
            break;
        }
        if !words.is_empty() {
            best = shorter;
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const LINK: &str = "https://portail.example/missions/12-servir-la-soupe?de=x";

    #[test]
    fn x_counts_as_x_does() {
        // Latin letters once, an ellipsis, a narrow space and an emoji twice.
        assert_eq!(Room::Weighted.of_text("été ’–"), 6);
        assert_eq!(Room::Weighted.of_text("…\u{202f}🙂"), 6);
        assert_eq!(Room::Weighted.of_both("abc", LINK), 3 + 1 + 23);
        // A name with a dot becomes a link there, and nowhere else.
        assert_eq!(Room::Weighted.of_text("ici : asso.fr !"), 6 + 23 + 2);
        assert_eq!(Room::LinkIs23(500).of_text("ici : asso.fr !"), 6 + 7 + 2);
        assert_eq!(Room::Message.of_both("abc", LINK), 4 + LINK.len());
    }

    #[test]
    fn the_longest_that_fits_is_taken_and_the_last_is_cut_after_a_word() {
        let texts = ["a".repeat(400), "Servir la soupe".to_owned()];
        assert_eq!(text(&texts, LINK, Room::Weighted), "Servir la soupe");
        let long = ["un coup de main, ".repeat(30)];
        let short = text(&long, LINK, Room::Weighted);
        assert!(short.ends_with("main…") || short.ends_with("coup…") || short.ends_with("de…"), "{short}");
        assert!(short.len() > 200);
        assert_eq!(whole(&["é".repeat(600)], LINK, Room::Signs(300)), LINK);
    }

    proptest! {
        #[test]
        fn it_always_fits_and_the_link_is_whole(
            texts in proptest::collection::vec("\\PC{0,40}( \\PC{0,30}){0,30}", 1..3),
            slug in "[a-z-]{0,50}",
        ) {
            let link = format!("https://portail.example/missions/12-{slug}");
            for channel in Channel::ALL {
                let room = Room::of(channel);
                let whole = whole(&texts, &link, room);
                prop_assert!(whole.ends_with(&link));
                let words = whole.strip_suffix(&link).unwrap_or_default().trim_end_matches('\n');
                prop_assert!(room.of_both(words, &link) <= room.most(), "{channel:?} {whole}");
            }
        }

        #[test]
        fn what_is_cut_is_the_beginning(text in "[a-zé]{1,9}( [a-zé]{1,9}){0,90}") {
            let short = super::text(std::slice::from_ref(&text), LINK, Room::Weighted);
            match short.strip_suffix('…') {
                Some(begun) => {
                    let rest = text.strip_prefix(begun);
                    prop_assert!(rest.is_some_and(|rest| rest.starts_with(' ')), "{short}");
                }
                None => prop_assert_eq!(short, text),
            }
        }
    }
}
