//! Descriptions come from strangers, as HTML, as text or as something between: all become the same few
//! harmless tags, with headings from `<h3>` down.

use ammonia::{Builder, UrlRelative};
use std::collections::HashSet;
use std::fmt::Write as _;
use std::sync::LazyLock;

/// What a description may be made of once it is stored; `b`, `i`, `div` and `h1`–`h6` are renamed afterwards.
const TAGS: [&str; 18] = [
    "p",
    "ul",
    "ol",
    "li",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "strong",
    "em",
    "a",
    "br",
    "b",
    "i",
    "div",
    "blockquote",
];
const BLOCKS: [&str; 11] = ["p", "br", "ul", "ol", "li", "div", "h1", "h2", "h3", "h4", "table"];
/// Most tags of a description: a parser may take as much work as the tags that it came with times all that it has.
pub const MOST_TAGS: usize = 1_000;
/// Bytes and tags that are read of one line.
pub const MOST_OF_LINE: (usize, usize) = (10_000, 100);
/// Lines at least this long, in signs, were broken by a program, not by their author.
const WRAPPED_LINE: usize = 65;

static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::default();
    builder
        .tags(HashSet::from(TAGS))
        .tag_attributes([("a", HashSet::from(["href"]))].into())
        .generic_attributes(HashSet::new())
        .url_schemes(HashSet::from(["http", "https", "mailto"]))
        .url_relative(UrlRelative::Deny)
        .link_rel(Some("nofollow noopener"));
    builder
});

static STRIPPER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::empty();
    builder.clean_content_tags(HashSet::from(["script", "style"]));
    builder
});

/// A description as a need's page may show it; nothing where it has more than [`MOST_TAGS`].
pub fn html(written: &str) -> Option<String> {
    let mut source = mend_escapes(written);
    let tags = |source: &str| source.matches('<').count();
    let came_with = tags(&source).max(1);
    if !has_tag(&source, &BLOCKS) {
        source = paragraphs(&source);
    }
    // Cells side by side would grow together once their tags are gone.
    let source = source.replace("</td>", " </td>").replace("</tr>", "<br></tr>");
    if came_with * tags(&source) > MOST_TAGS * MOST_TAGS {
        return None;
    }
    let clean = CLEANER.clean(&source).to_string();
    let clean = clean
        .replace("<b>", "<strong>")
        .replace("</b>", "</strong>")
        .replace("<i>", "<em>")
        .replace("</i>", "</em>")
        .replace("<blockquote>", "")
        .replace("</blockquote>", "")
        .replace("<div>", "")
        .replace("</div>", "<br>");
    Some(tidy(&headings_from_3(clean)))
}

/// The words of HTML that [`html`] made, a line for each block.
pub fn text(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('<') {
        out.push_str(before);
        let Some((tag, after)) = after.split_once('>') else { break };
        if tag.starts_with('/') && !matches!(tag, "/strong" | "/em" | "/a") || tag == "br" {
            out.push('\n');
        }
        rest = after;
    }
    out.push_str(rest);
    let lines = decode(&out);
    lines.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// One line of plain text: entities read, tags dropped, white space made single. What goes beyond [`MOST_OF_LINE`] is
/// not read.
pub fn line(written: &str) -> String {
    let mut plain = mend_escapes(line_read(written));
    for escaped in [&["<", "&"][..], &["&amp;", "&lt;", "&#"]] {
        if escaped.iter().any(|sign| plain.contains(sign)) {
            plain = decode(&STRIPPER.clean(line_read(&plain)).to_string());
        }
    }
    plain.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether [`line`] reads all of a text.
pub fn fits_a_line(written: &str) -> bool {
    line_read(written).len() == written.len()
}

fn line_read(written: &str) -> &str {
    let (bytes, tags) = MOST_OF_LINE;
    let until = written.match_indices('<').nth(tags).map_or(bytes, |(at, _)| at.min(bytes));
    written.get(..written.floor_char_boundary(until)).unwrap_or(written)
}

/// Literal `\n`, and tags escaped once or twice too often.
fn mend_escapes(written: &str) -> String {
    let mut source = written.replace("\\r", "").replace("\\n", "\n").replace("\\t", " ").replace('\0', "");
    for _ in 0..2 {
        let escaped = ["&amp;", "&lt;"].iter().any(|entity| source.contains(entity));
        if !escaped || has_tag(&source, &TAGS) {
            break;
        }
        source =
            source.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
    }
    source
}

/// The entities that a serializer leaves.
fn decode(text: &str) -> String {
    text.replace("&nbsp;", "\u{a0}")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&")
}

fn has_tag(source: &str, tags: &[&str]) -> bool {
    source.split('<').skip(1).any(|after| {
        let name = after.trim_start_matches('/');
        let end = name.find(|sign: char| !sign.is_ascii_alphanumeric()).unwrap_or(name.len());
        tags.iter().any(|tag| name.get(..end).is_some_and(|name| name.eq_ignore_ascii_case(tag)))
    })
}

/// Plain text as paragraphs and lists: an empty line parts paragraphs, `•` or `-` begins an item, and
/// a line that a program broke is joined again.
fn paragraphs(source: &str) -> String {
    let mut out = String::with_capacity(source.len() + 64);
    for block in source.replace("\r\n", "\n").split("\n\n") {
        let (mut lines, mut wrapped) = (Vec::<(bool, String)>::new(), false);
        for raw in block.lines() {
            let trimmed = raw.trim();
            if trimmed.is_empty() {
                wrapped = false;
                continue;
            }
            let item =
                ["• ", "- ", "– ", "* ", "· ", "✓ ", "✔ "].iter().find_map(|mark| trimmed.strip_prefix(mark));
            match (item, lines.last_mut()) {
                (None, Some((listed, last))) if wrapped || (*listed && raw.starts_with("  ")) => {
                    last.push(' ');
                    last.push_str(trimmed);
                }
                _ => lines.push((item.is_some(), item.unwrap_or(trimmed).to_owned())),
            }
            wrapped = raw.chars().count() >= WRAPPED_LINE;
        }
        for group in lines.chunk_by(|before, after| before.0 == after.0) {
            let mut inner = String::new();
            for (index, (listed, line)) in group.iter().enumerate() {
                let _ = match (listed, index) {
                    (true, _) => write!(inner, "<li>{line}</li>"),
                    (false, 0) => write!(inner, "{line}"),
                    (false, _) => write!(inner, "<br>{line}"),
                };
            }
            let tag = if group.first().is_some_and(|first| first.0) { "ul" } else { "p" };
            let _ = write!(out, "<{tag}>{inner}</{tag}>");
        }
    }
    out
}

/// Moves all headings so that the highest is `<h3>`: the page has its own first two.
fn headings_from_3(mut html: String) -> String {
    let Some(highest) = (1..=6_usize).find(|level| html.contains(&format!("<h{level}>"))) else {
        return html;
    };
    let mut rename = |from: usize| {
        let to = (from + 3 - highest).min(6);
        html = html
            .replace(&format!("<h{from}>"), &format!("<h{to}>"))
            .replace(&format!("</h{from}>"), &format!("</h{to}>"));
    };
    match highest {
        1 | 2 => (highest..=6).rev().for_each(&mut rename),
        3 => {}
        _ => (highest..=6).for_each(&mut rename),
    }
    html
}

/// Drops what holds no word.
fn tidy(html: &str) -> String {
    let mut out = html.replace("<p>&nbsp;</p>", "").replace("<br><br><br>", "<br><br>");
    for tag in ["p", "li", "h3", "h4", "h5", "h6", "strong", "em", "ul", "ol"] {
        out = out.replace(&format!("<{tag}></{tag}>"), "");
    }
    let mut kept = out.trim();
    while let Some(shorter) = kept.strip_suffix("<br>") {
        kept = shorter.trim_end();
    }
    kept.to_owned()
}

#[cfg(test)]
#[path = "description_tests.rs"]
mod tests;
