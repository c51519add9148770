//! Reads a partner feed of either format, one mission after the other, in constant memory.

use super::all_for_good::{self, AllForGood};
use super::api_engagement;
use super::error::FeedError;
use super::input::{MAX_FEED_BYTES, Rationed, unpacked};
use super::node::{Format, Node};
use super::raw::RawMission;
use app::domain::text::without_controls;
use quick_xml::Reader;
use quick_xml::events::{BytesDecl, Event};
use std::io::Read;

/// The longest text of one element, in bytes; a mission with a longer one is to be refused.
pub const MAX_FIELD_BYTES: usize = 100 * 1024;
/// The largest mission, in bytes of its texts; a larger one is to be refused.
pub const MAX_MISSION_BYTES: usize = 1024 * 1024;
/// How deep elements may lie within each other.
pub const MAX_DEPTH: usize = 24;

/// Who publishes a feed, as it says itself. Complete once the first mission was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Publisher {
    /// `<publisher>`, `<providerName>`
    pub name: String,
    /// `<publisherurl>`, `<providerURL>`
    pub url: String,
}

/// The missions of a feed, in its order; ends after the first error.
pub struct Missions<'a> {
    xml: Reader<Rationed<Box<dyn Read + 'a>>>,
    buffer: Vec<u8>,
    path: Vec<Node>,
    format: Format,
    all_for_good: AllForGood,
    publisher: Publisher,
    mission: RawMission,
    mission_bytes: usize,
    text: String,
    values: Vec<String>,
    begun: bool,
    done: bool,
}

impl<'a> Missions<'a> {
    /// Starts to read `raw`: XML, or gzip of it.
    ///
    /// # Errors
    /// [`FeedError::Io`] when the first bytes can't be read.
    pub fn new(raw: impl Read + 'a) -> Result<Self, FeedError> {
        Self::bounded(raw, MAX_FEED_BYTES)
    }

    /// The same, but reads no further than `most` bytes, unpacked.
    ///
    /// # Errors
    /// As [`Self::new`].
    pub fn bounded(raw: impl Read + 'a, most: u64) -> Result<Self, FeedError> {
        let bytes = unpacked(raw).map_err(|error| FeedError::from_io(&error, 0))?;
        let mut xml = Reader::from_reader(Rationed::new(bytes, most));
        let config = xml.config_mut();
        config.expand_empty_elements = true;
        config.allow_dangling_amp = true;
        Ok(Self {
            xml,
            buffer: Vec::new(),
            path: Vec::new(),
            format: Format::ApiEngagement,
            all_for_good: AllForGood::default(),
            publisher: Publisher::default(),
            mission: RawMission::default(),
            mission_bytes: 0,
            text: String::new(),
            values: Vec::new(),
            begun: false,
            done: false,
        })
    }

    /// Who publishes the feed.
    #[must_use]
    pub const fn publisher(&self) -> &Publisher {
        &self.publisher
    }

    /// Which format it is. Known once the first mission was read.
    #[must_use]
    pub const fn format(&self) -> Format {
        self.format
    }

    fn read(&mut self) -> Result<Option<RawMission>, FeedError> {
        loop {
            // A buffer that one huge description blew up is not kept.
            self.buffer.clear();
            self.buffer.shrink_to(2 * MAX_FIELD_BYTES);
            let mut buffer = std::mem::take(&mut self.buffer);
            self.xml.get_mut().allow(MAX_MISSION_BYTES);
            let event = self.xml.read_event_into(&mut buffer);
            let position = self.xml.buffer_position();
            let event = event.map_err(|error| FeedError::from_xml(error, position))?;
            let finished = self.take(&event, position)?;
            let ended = matches!(event, Event::Eof);
            drop(event);
            self.buffer = buffer;
            if finished {
                return Ok(Some(std::mem::take(&mut self.mission)));
            }
            if ended {
                return match (self.begun, self.path.is_empty()) {
                    (false, _) => Err(FeedError::Empty),
                    (true, false) => Err(FeedError::Truncated { position }),
                    (true, true) => Ok(None),
                };
            }
        }
    }

    /// Takes in one event; true when it ended a mission.
    fn take(&mut self, event: &Event<'_>, position: u64) -> Result<bool, FeedError> {
        match event {
            Event::Start(start) => {
                let node = self.enter(start.local_name().as_ref())?;
                if self.path.len() >= MAX_DEPTH {
                    return Err(FeedError::TooDeep { position });
                }
                if node == Node::Markup {
                    self.add(&format!("<{}>", &**start));
                }
                if node == Node::Text(all_for_good::START_TIME) {
                    self.all_for_good.clocks_of(start);
                }
                self.path.push(node);
            }
            Event::End(end) => {
                let node = self.path.pop();
                if node == Some(Node::Markup) {
                    self.add(&format!("</{}>", &**end));
                }
                return self.leave(node, position);
            }
            Event::Text(text) => self.add(&text.xml10_content()),
            Event::CData(text) => self.add(&text.xml10_content()),
            Event::GeneralRef(reference) => {
                let sign = match reference.resolve_char_ref() {
                    Ok(Some(sign)) => Some(sign),
                    Ok(None) => predefined(reference),
                    Err(error) => return Err(FeedError::from_xml(error, position)),
                };
                match sign {
                    Some(sign) => self.add(sign.encode_utf8(&mut [0; 4])),
                    // `&nbsp;` and its like are no XML, but feeds have them; HTML knows them later.
                    None => self.add(&format!("&{};", &**reference)),
                }
            }
            Event::DocType(_) => return Err(FeedError::Doctype { position }),
            Event::Decl(declaration) => check_encoding(declaration)?,
            Event::Empty(_) | Event::Comment(_) | Event::PI(_) | Event::Eof => {}
        }
        Ok(false)
    }

    fn enter(&mut self, name: &str) -> Result<Node, FeedError> {
        let Some(&parent) = self.path.last() else {
            self.begun = true;
            self.format = Format::of_root(name).ok_or_else(|| FeedError::NotAFeed { root: short(name) })?;
            return Ok(Node::Root);
        };
        let node = match (parent, self.format) {
            (Node::Text("description") | Node::Markup, _) => return Ok(Node::Markup),
            (_, Format::ApiEngagement) => api_engagement::enter(parent, name),
            (_, Format::AllForGood) => all_for_good::enter(parent, name),
        };
        match node {
            Node::Mission => {
                self.mission = RawMission::default();
                self.mission_bytes = 0;
                self.all_for_good.begin();
            }
            Node::Organization => {
                self.mission_bytes = 0;
                self.all_for_good.begin_organization();
            }
            Node::Address => self.mission.begin_address(),
            Node::Duration => self.all_for_good.begin_duration(),
            _ => {}
        }
        if node != Node::Skipped {
            self.text.clear();
        }
        Ok(node)
    }

    fn leave(&mut self, node: Option<Node>, position: u64) -> Result<bool, FeedError> {
        match node {
            Some(Node::Mission) => {
                if self.format == Format::AllForGood {
                    self.all_for_good.finish(&mut self.mission);
                }
                return Ok(true);
            }
            Some(Node::Organization) if !self.all_for_good.keep_organization() => {
                return Err(FeedError::TooLarge { position });
            }
            Some(Node::Text(tag)) if self.format == Format::AllForGood => {
                self.all_for_good.set(&mut self.mission, tag, &self.text);
            }
            Some(Node::Text(tag)) => self.mission.set(tag, &self.text, &mut self.values),
            Some(Node::Value) => {
                let value = self.text.trim();
                if !value.is_empty() {
                    self.values.push(value.to_owned());
                }
            }
            Some(Node::Head("publisher")) => self.publisher.name = self.text.trim().to_owned(),
            Some(Node::Head(_)) => self.publisher.url = self.text.trim().to_owned(),
            _ => return Ok(false),
        }
        self.text.clear();
        Ok(false)
    }

    fn add(&mut self, text: &str) {
        let tag = match self.path.last() {
            Some(Node::Text(tag) | Node::Head(tag)) => tag,
            Some(Node::Value | Node::Markup) => "value",
            _ => return,
        };
        // Raw signs of control pass the parser, and PostgreSQL keeps no text with a NUL.
        let text = without_controls(text);
        self.mission_bytes += text.len();
        if self.mission_bytes > MAX_MISSION_BYTES {
            self.mission.too_long.get_or_insert("mission");
        } else if self.text.len() + text.len() > MAX_FIELD_BYTES {
            self.mission.too_long.get_or_insert(tag);
        } else {
            self.text.push_str(&text);
        }
    }
}

impl Iterator for Missions<'_> {
    type Item = Result<RawMission, FeedError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.done {
            return None;
        }
        let read = self.read().transpose();
        self.done = !matches!(read, Some(Ok(_)));
        read
    }
}

fn predefined(name: &str) -> Option<char> {
    match name {
        "lt" => Some('<'),
        "gt" => Some('>'),
        "amp" => Some('&'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => None,
    }
}

fn check_encoding(declaration: &BytesDecl<'_>) -> Result<(), FeedError> {
    match declaration.encoding() {
        Some(Ok(name)) if !["utf-8", "utf8", "us-ascii"].contains(&name.to_ascii_lowercase().as_str()) => {
            Err(FeedError::Encoding { declared: short(&name) })
        }
        _ => Ok(()),
    }
}

fn short(name: &str) -> String {
    name.chars().take(40).collect()
}

#[cfg(test)]
#[path = "reader_tests.rs"]
mod tests;
