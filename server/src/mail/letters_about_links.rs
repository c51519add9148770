//! What coordinators are written about links of theirs that are dead.

use super::{
    Letter, LetterKind,
    layout::{Block, Layout},
    letter_context::host,
    letters_to_coordinators::letter,
};
use app::{
    domain::Lang,
    texts::{links_back as say, mail as texts},
};

/// A dead link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeadLine {
    /// The need that shows it; none for the association's own site.
    pub title: Option<String>,
    /// Why, and since when, in words.
    pub reason: String,
    /// The address.
    pub url: String,
}

/// To somebody who acts for an association: all of its links that died, in one letter.
#[must_use]
pub fn dead(
    lang: Lang,
    public_url: &str,
    to: &str,
    (association, id): (&str, i64),
    lines: Vec<DeadLine>,
) -> Letter {
    let count = i64::try_from(lines.len()).unwrap_or(i64::MAX);
    let mut blocks = vec![Block::Paragraph(say::mail_intro(lang).to_owned())];
    blocks.extend(lines.into_iter().map(|line| Block::Link {
        label: line.title.unwrap_or_else(|| say::mail_site(lang).to_owned()),
        detail: Some(line.reason),
        url: line.url,
    }));
    blocks.push(Block::Paragraph(say::mail_outro(lang).to_owned()));
    blocks.push(Block::Button {
        label: say::mail_button(lang).to_owned(),
        url: format!("{public_url}{}", lang.href(&format!("/espace/{id}"))),
    });
    let layout = Layout {
        lang,
        greeting: texts::greeting_plain(lang).to_owned(),
        blocks,
        footer: say::mail_footer(lang, host(public_url)),
    };
    letter(LetterKind::DeadLinks, public_url, to, &say::mail_subject(lang, count, association), &layout)
}
