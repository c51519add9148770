//! What letters about a sign-up have in common: whom and what they speak of, and the blocks made of it.

use super::{
    Letter, LetterKind,
    layout::{Block, Layout},
    one_line,
};
use app::{
    domain::Lang,
    texts::{links_back, mail as texts},
};

/// What nearly every letter about a sign-up speaks of.
#[derive(Clone, Debug)]
pub struct LetterContext {
    /// The reader's language; times and places are already in its words.
    pub lang: Lang,
    /// `PUBLIC_URL`: scheme and host.
    pub public_url: String,
    /// The sign-up, for the outbox.
    pub sign_up_id: Option<i64>,
    /// The volunteer's.
    pub first_name: String,
    /// The need's title.
    pub need_title: String,
    /// The need's address without language (`Need::path`).
    pub need_path: String,
    /// Who asks.
    pub association: String,
    /// The association's own page about the need, or its site.
    pub their_page: Option<String>,
    /// Where, in words.
    pub place: Option<String>,
    /// When, in words: « samedi 5 décembre, 9 h – 12 h ».
    pub when: Option<String>,
}

impl LetterContext {
    pub(super) fn title(&self) -> String {
        one_line(&self.need_title, 90)
    }

    pub(super) fn facts(&self) -> Block {
        let lang = self.lang;
        let mut facts = vec![(texts::fact_need(lang), self.need_title.clone())];
        facts.extend(self.when.clone().map(|when| (texts::fact_when(lang), when)));
        facts.extend(self.place.clone().map(|place| (texts::fact_where(lang), place)));
        facts.push((texts::fact_association(lang), self.association.clone()));
        Block::Facts(facts)
    }

    pub(super) fn own_page(&self, label: &str, token: &str) -> Block {
        Block::Button { label: label.to_owned(), url: own_page_url(self.lang, &self.public_url, token) }
    }

    pub(super) fn button(&self, label: &str, path: &str) -> Block {
        Block::Button { label: label.to_owned(), url: format!("{}{}", self.public_url, self.lang.href(path)) }
    }

    /// The way to the association's own page.
    pub(super) fn back(&self) -> Option<Block> {
        let label = links_back::their_site(self.lang, &self.association);
        self.their_page.clone().map(|url| Block::Link { label, detail: None, url })
    }

    pub(super) fn letter(&self, kind: LetterKind, to: &str, subject: String, blocks: Vec<Block>) -> Letter {
        let blocks = blocks.into_iter().chain(self.back()).collect();
        let layout = Layout {
            lang: self.lang,
            greeting: texts::greeting(self.lang, name(&self.first_name)),
            blocks,
            footer: texts::footer_volunteer(self.lang, host(&self.public_url)),
        };
        self.finish(kind, to, subject, &layout)
    }

    pub(super) fn finish(&self, kind: LetterKind, to: &str, subject: String, layout: &Layout) -> Letter {
        let subject = one_line(&subject, 160);
        Letter {
            kind,
            to: to.to_owned(),
            reply_to: None,
            sign_up_id: self.sign_up_id,
            follow_up_id: None,
            text: layout.text(),
            html: layout.html(&subject),
            subject,
            calendar: None,
            unsubscribe: None,
            host: host(&self.public_url).to_owned(),
        }
    }
}

/// A person's name that mail programs don't take for an address: forms can be filled in with somebody else's
/// e-mail and an advertisement for a name.
pub(super) fn name(typed: &str) -> String {
    let apart = typed.replace('.', ". ").replace(['/', ':', '@', '\\'], " ");
    one_line(&apart, 60)
}

/// The volunteer's own page. Following the link changes nothing: mail scanners follow links too.
pub(super) fn own_page_url(lang: Lang, public_url: &str, token: &str) -> String {
    format!("{public_url}{}", lang.href(&format!("/inscriptions/{token}")))
}

/// The host in `PUBLIC_URL`.
pub(super) fn host(public_url: &str) -> &str {
    public_url.split_once("://").map_or(public_url, |(_, host)| host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_no_link() {
        assert_eq!(name("Gagnez sur https://mechant.example/x"), "Gagnez sur https mechant. example x");
        assert_eq!(name("J.-P. Œuvrard-D’Aïn"), "J. -P. Œuvrard-D’Aïn");
        assert_eq!(name("Marie\r\nBcc: x@example.org"), "Marie Bcc x example. org");
    }
}
