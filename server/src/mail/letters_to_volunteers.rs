//! What associations write to volunteers, in their own words.

use super::{
    Letter, LetterContext, LetterKind,
    layout::{Block, Layout},
    letter_context::host,
};
use app::texts::{follow_ups as texts, unsubscribe as no_more};

/// A follow-up, already filled in for its reader. Their own link is in every one, and the way to get no more of them.
#[must_use]
pub fn follow_up(
    context: &LetterContext,
    to: &str,
    (subject, body): (&str, &str),
    token: &str,
    unsubscribe: String,
) -> Letter {
    let lang = context.lang;
    let mut lines = body.lines().map(str::trim_end).filter(|line| !line.is_empty());
    let greeting = lines.next().unwrap_or_default().to_owned();
    let mut blocks: Vec<Block> = lines.map(|line| Block::Paragraph(line.to_owned())).collect();
    blocks.push(context.own_page(texts::see_sign_up(lang), token));
    blocks.push(Block::Link {
        label: no_more::foot(lang, &context.association),
        detail: None,
        url: unsubscribe.clone(),
    });
    let layout = Layout {
        lang,
        greeting,
        blocks,
        footer: texts::footer(lang, &context.association, host(&context.public_url)),
    };
    let letter = context.finish(LetterKind::FollowUp, to, subject.to_owned(), &layout);
    Letter { unsubscribe: Some(unsubscribe), ..letter }
}
