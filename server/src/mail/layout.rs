//! One way to lay a letter out, as plain text and as HTML that reads well in light and in dark.

use app::{
    domain::Lang,
    texts::{common, mail as texts},
};
use std::fmt::Write;

/// A piece of a letter.
pub enum Block {
    /// A few sentences.
    Paragraph(String),
    /// Somebody's own words.
    Quote(String),
    /// Names and values.
    Facts(Vec<(&'static str, String)>),
    /// What to do; one a letter.
    Button {
        /// What it does.
        label: String,
        /// Where it leads.
        url: String,
    },
    /// One of several addresses.
    Link {
        /// What is there.
        label: String,
        /// When, or so.
        detail: Option<String>,
        /// Where it leads.
        url: String,
    },
    /// One of several things, with an address here and one elsewhere.
    Item {
        /// What it is.
        title: String,
        /// Who, where, when.
        details: Vec<String>,
        /// Its page here.
        url: String,
        /// What is said before the page elsewhere, and that page.
        elsewhere: Option<(&'static str, String)>,
    },
}

/// A letter before it becomes text and HTML.
pub struct Layout {
    /// Of the reader.
    pub lang: Lang,
    /// First line.
    pub greeting: String,
    /// What it says.
    pub blocks: Vec<Block>,
    /// Why the reader gets it.
    pub footer: String,
}

// Mail programs know no variables and few of them OKLCH: these are the site's colours in sRGB.
const STYLE: &str = "body{margin:0;padding:24px 16px;background:#faf6ef;color:#241f2b;\
font:17px/1.55 system-ui,-apple-system,'Segoe UI',Roboto,sans-serif}\
main{max-width:34em;margin:0 auto}.name{font-weight:700;color:#b23a1e}\
dl{margin:20px 0;padding:4px 0 4px 16px;border-left:3px solid #e0d6c8}dt{font-size:15px;color:#6a6172}\
dd{margin:0 0 8px;font-weight:600}blockquote{margin:0 0 20px;padding-left:16px;border-left:3px solid #b23a1e;\
white-space:pre-wrap}.button{display:inline-block;padding:13px 22px;border-radius:12px;background:#b23a1e;\
color:#fff;font-weight:700;text-decoration:none}a{color:#b23a1e}.item>a{font-weight:700}.small{font-size:15px;color:#6a6172;\
overflow-wrap:anywhere}footer{margin-top:32px;padding-top:16px;border-top:1px solid #e0d6c8}\
@media(prefers-color-scheme:dark){body{background:#1b1820;color:#f0ebe4}.name,a{color:#ff9a7a}\
.button{background:#c8492a;color:#fff}dl,footer{border-color:#453e4d}.small,dt{color:#b3a9bb}}";

impl Layout {
    /// The plain text, without trailing spaces, lines ending in `\n`.
    pub fn text(&self) -> String {
        let mut out = format!("{}\n\n", self.greeting);
        for block in &self.blocks {
            // Writing to a string can't fail.
            let _ = match block {
                Block::Paragraph(text) => writeln!(out, "{text}\n"),
                Block::Quote(words) => {
                    words.lines().for_each(|line| {
                        let _ = writeln!(out, "{}", format!("> {line}").trim_end());
                    });
                    writeln!(out)
                }
                Block::Facts(facts) => {
                    let colon = if self.lang == Lang::Fr { "\u{202f}:" } else { ":" };
                    for (name, value) in facts {
                        let _ = writeln!(out, "{name}{colon} {value}");
                    }
                    writeln!(out)
                }
                Block::Button { label, url } => writeln!(out, "{label}\n{url}\n"),
                Block::Link { label, detail: Some(detail), url } => {
                    writeln!(out, "{label}\n{detail}\n{url}\n")
                }
                Block::Link { label, detail: None, url } => writeln!(out, "{label}\n{url}\n"),
                Block::Item { title, details, url, elsewhere } => {
                    let details: String = details.iter().map(|detail| format!("{detail}\n")).collect();
                    let elsewhere =
                        elsewhere.as_ref().map(|(label, url)| format!("{label} {url}\n")).unwrap_or_default();
                    writeln!(out, "{title}\n{details}{url}\n{elsewhere}")
                }
            };
        }
        // "-- " begins a signature; mail programs set it apart.
        let _ = write!(out, "-- \n{}\n{}\n", common::name(self.lang), self.footer);
        out
    }

    /// A whole HTML document.
    pub fn html(&self, title: &str) -> String {
        let mut out = format!(
            "<!DOCTYPE html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\">\
<meta name=\"viewport\" content=\"width=device-width\"><meta name=\"color-scheme\" content=\"light dark\">\
<title>{}</title>\n<style>{STYLE}</style></head>\n<body><main>\n<p class=\"name\">{}</p>\n<p>{}</p>\n",
            self.lang.code(),
            escaped(title),
            escaped(common::name(self.lang)),
            escaped(&self.greeting)
        );
        for block in &self.blocks {
            let _ = match block {
                Block::Paragraph(text) => writeln!(out, "<p>{}</p>", escaped(text)),
                Block::Quote(words) => writeln!(out, "<blockquote>{}</blockquote>", escaped(words)),
                Block::Facts(facts) => {
                    out.push_str("<dl>");
                    for (name, value) in facts {
                        let _ = writeln!(out, "<dt>{}</dt><dd>{}</dd>", escaped(name), escaped(value));
                    }
                    writeln!(out, "</dl>")
                }
                Block::Button { label, url } => writeln!(
                    out,
                    "<p><a class=\"button\" href=\"{url}\">{}</a></p>\n<p class=\"small\">{}<br><a href=\"{url}\">{url}</a></p>",
                    escaped(label),
                    escaped(texts::button_as_text(self.lang)),
                    url = escaped(url),
                ),
                Block::Link { label, detail, url } => writeln!(
                    out,
                    "<p><a href=\"{}\">{}</a>{}</p>",
                    escaped(url),
                    escaped(label),
                    detail.as_ref().map(|detail| format!("<br>{}", escaped(detail))).unwrap_or_default()
                ),
                Block::Item { title, details, url, elsewhere } => {
                    let details: String =
                        details.iter().map(|detail| format!("<br>{}", escaped(detail))).collect();
                    let elsewhere = elsewhere.as_ref().map(|(label, url)| {
                        let (label, shown, url) = (escaped(label), escaped(host(url)), escaped(url));
                        format!("<br><span class=\"small\">{label} <a href=\"{url}\">{shown}</a></span>")
                    });
                    writeln!(
                        out,
                        "<p class=\"item\"><a href=\"{}\">{}</a>{details}{}</p>",
                        escaped(url),
                        escaped(title),
                        elsewhere.unwrap_or_default()
                    )
                }
            };
        }
        let _ = write!(
            out,
            "<footer class=\"small\">{}</footer>\n</main></body></html>\n",
            escaped(&self.footer)
        );
        out
    }
}

/// The host in an address.
fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.split(['/', '?', '#']).next().unwrap_or(rest)
}

/// `text` as HTML text or attribute value.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(sign),
        }
    }
    out
}
