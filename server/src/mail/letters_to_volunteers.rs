//! What associations write to volunteers, in their own words.

use super::{
    Letter, LetterContext, LetterKind,
    layout::{Block, Layout},
    letter_context::{host, own_page_url},
};
use app::texts::{follow_ups as texts, unsubscribe as no_more};

/// Something else that the reader is in for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Also {
    need: String,
    when_and_where: String,
    url: String,
}

impl Also {
    /// What a sign-up is for, with its own link.
    #[must_use]
    pub fn of(context: &LetterContext, token: &str) -> Self {
        let parts = [context.when.clone(), context.place.clone(), Some(context.association.clone())];
        Self {
            need: context.need_title.clone(),
            when_and_where: parts.into_iter().flatten().collect::<Vec<_>>().join(" · "),
            url: own_page_url(context.lang, &context.public_url, token),
        }
    }
}

/// A follow-up, already filled in for its reader. Their own link is in every one, and the way to get no more of them
/// where there is one.
#[must_use]
pub fn follow_up(
    context: &LetterContext,
    to: &str,
    (subject, body, also): (&str, &str, &[Also]),
    token: &str,
    unsubscribe: Option<String>,
) -> Letter {
    let lang = context.lang;
    let mut lines = body.lines().map(str::trim_end).filter(|line| !line.is_empty());
    let greeting = lines.next().unwrap_or_default().to_owned();
    let mut blocks: Vec<Block> = lines.map(|line| Block::Paragraph(line.to_owned())).collect();
    if !also.is_empty() {
        blocks.push(Block::Paragraph(texts::also(lang).to_owned()));
        blocks.extend(also.iter().map(|one| Block::Link {
            label: one.need.clone(),
            detail: Some(one.when_and_where.clone()),
            url: one.url.clone(),
        }));
    }
    blocks.push(context.own_page(texts::see_sign_up(lang), token));
    blocks.extend(context.back());
    blocks.extend(unsubscribe.iter().map(|url| Block::Link {
        label: no_more::foot(lang, &context.association),
        detail: None,
        url: url.clone(),
    }));
    let layout = Layout {
        lang,
        greeting,
        blocks,
        footer: texts::footer(lang, &context.association, host(&context.public_url)),
    };
    let letter = context.finish(LetterKind::FollowUp, to, subject.to_owned(), &layout);
    Letter { unsubscribe, ..letter }
}
