//! A search as Atom (RFC 4287), its pages linked (RFC 5005), needs on the map (GeoRSS).

use super::entries::{Entry, Feed, own_page};
use crate::{
    local_time::{epoch, moment},
    xml::escaped,
};
use app::{domain::search::FeedKind, texts::search_feeds as say};
use std::fmt::Write;

/// The whole document.
pub fn write(feed: &Feed<'_>) -> String {
    let lang = feed.lang;
    let mut xml = Xml(format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" \
         xmlns:georss=\"http://www.georss.org/georss\" xml:lang=\"{}\">\n",
        lang.code()
    ));
    xml.text("id", &feed.page(1));
    xml.text("title", &feed.title);
    if let Some(mended) = feed.asked.mended(lang) {
        xml.text("subtitle", &say::mended(lang, mended));
    }
    // It must say when it changed; one with nothing in it is looked at anew each day.
    let updated = feed.entries.iter().map(|entry| entry.change.updated_at).max();
    let midnight = || epoch(feed.today.at(0, 0, 0, 0), "75").unwrap_or_default();
    xml.text("updated", &moment(updated.unwrap_or_else(midnight)));
    let name = app::texts::common::name(lang);
    xml.empty("generator", &[("uri", &feed.app.settings.public_url)], Some(name));
    xml.text("icon", &format!("{}/favicon.svg", feed.app.settings.public_url));
    xml.link("alternate", "text/html", &feed.search());
    for kind in [FeedKind::Calendar, FeedKind::Json] {
        xml.link("alternate", kind.media_type(), &feed.whole(&feed.asked.query.what().to_feed_path(kind)));
    }
    let (page, last) = (feed.asked.query.page, feed.last_page());
    let pages = [
        ("self", Some(page)),
        ("first", Some(1)),
        ("previous", (page > 1).then(|| (page - 1).min(last))),
        ("next", (page < last).then_some(page + 1)),
        ("last", Some(last)),
    ];
    for (rel, page) in pages {
        if let Some(page) = page {
            xml.link(rel, FeedKind::Atom.media_type(), &feed.page(page));
        }
    }
    for one in &feed.entries {
        entry(&mut xml, feed, one);
    }
    xml.0.push_str("</feed>\n");
    xml.0
}

fn entry(xml: &mut Xml, feed: &Feed<'_>, entry: &Entry) {
    let (need, lang) = (&entry.need, feed.lang);
    xml.0.push_str("<entry>\n");
    xml.text("id", &entry.id(&feed.app.settings.public_url));
    xml.text("title", &need.title);
    xml.text("published", &moment(entry.change.posted_at));
    xml.text("updated", &moment(entry.change.updated_at));
    xml.link("alternate", "text/html", &feed.whole(&need.path()));
    if let Some(own) = own_page(need) {
        xml.empty("link", &[("rel", "related"), ("href", own), ("title", say::own_page(lang))], None);
    }
    xml.0.push_str("<author>");
    xml.text("name", &need.association.name);
    if let Some(site) = &need.association.web_page {
        xml.text("uri", site);
    }
    xml.0.push_str("</author>\n");
    let scheme = format!("{}/missions?domaine=", feed.app.settings.public_url);
    let category = [("term", need.field.code()), ("scheme", &scheme), ("label", need.field.label(lang))];
    xml.empty("category", &category, None);
    if let Some(credit) = &need.credit {
        xml.text("rights", &say::credit(lang, credit));
    }
    if let Some(at) = need.addresses.first() {
        xml.text("georss:point", &format!("{} {}", at.point.lat, at.point.lon));
    }
    xml.empty("content", &[("type", "html")], Some(&entry.html(feed)));
    xml.0.push_str("</entry>\n");
}

/// A document that grows.
struct Xml(String);

impl Xml {
    fn text(&mut self, name: &str, text: &str) {
        self.empty(name, &[], Some(text));
    }

    fn link(&mut self, rel: &str, kind: &str, href: &str) {
        self.empty("link", &[("rel", rel), ("type", kind), ("href", href)], None);
    }

    /// An element with attributes, and with or without a text.
    fn empty(&mut self, name: &str, attributes: &[(&str, &str)], text: Option<&str>) {
        // Writing to a string can't fail.
        let _ = write!(self.0, "<{name}");
        for (name, value) in attributes {
            let _ = write!(self.0, " {name}=\"{}\"", escaped(value, true));
        }
        let _ = match text {
            Some(text) => writeln!(self.0, ">{}</{name}>", escaped(text, false)),
            None => writeln!(self.0, "/>"),
        };
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::xml::is_carried;
    use proptest::prelude::*;

    /// A feed of one entry, as a reader of feeds sees its title and its content.
    fn read(text: &str) -> (String, String) {
        let mut xml = Xml("<feed xmlns=\"http://www.w3.org/2005/Atom\">".to_owned());
        xml.text("id", "urn:x");
        xml.text("updated", "2026-11-20T09:00:00Z");
        xml.0.push_str("<entry>");
        xml.text("id", "urn:y");
        xml.text("title", text);
        xml.text("updated", "2026-11-20T09:00:00Z");
        xml.empty("content", &[("type", "html")], Some(text));
        xml.0.push_str("</entry></feed>");
        let parser = feed_rs::parser::Builder::new().sanitize_content(false).build();
        let entry = parser.parse(xml.0.as_bytes()).unwrap().entries.remove(0);
        let content = entry.content.and_then(|content| content.body).unwrap_or_default();
        (entry.title.map(|title| title.content).unwrap_or_default(), content)
    }

    proptest! {
        #[test]
        fn a_reader_of_feeds_shows_whatever_was_typed(
            text in "[^\r]{0,60}(]]>|<!\\[CDATA\\[|&amp;amp;|<b>|\u{1}|\u{1f469}\u{200d}\u{1f373}|'\")?[^\r]{0,60}",
        ) {
            let (title, content) = read(&text);
            // Space around a text means nothing in a feed.
            let whole: String = text.chars().filter(|sign| is_carried(*sign)).collect();
            prop_assert_eq!(title.trim(), whole.trim());
            prop_assert_eq!(content.trim(), whole.trim());
        }
    }
}
