//! What a drawing costs, before anything is made of it: a few lines of SVG can ask for millions of shapes.

use app::associations::LogoProblem;
use resvg::usvg::roxmltree::{Document, Error, Node, ParsingOptions};
use std::collections::HashMap;

/// Most elements, those referred to counted each time.
const MOST_SHAPES: u32 = 10_000;
/// Most elements within elements.
const MOST_DEPTH: usize = 64;
/// Most bytes of style rules; each is tried on each element.
const MOST_STYLE: usize = 32 * 1024;
/// What costs however little of it there is.
const DEAR: [&str; 2] = ["filter", "marker"];
/// What needs fonts.
const WRITING: [&str; 2] = ["text", "textPath"];

/// A drawing that isn't dear.
///
/// # Errors
/// When it is, when it has writing in it, or when it is none.
pub(super) fn cheap(text: &str) -> Result<Document<'_>, LogoProblem> {
    let options =
        ParsingOptions { allow_dtd: true, nodes_limit: MOST_SHAPES * 4, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text, options).map_err(|error| match error {
        Error::NodesLimitReached => LogoProblem::TooIntricate,
        _ => LogoProblem::NoPicture,
    })?;
    let root = document.root_element();
    if root.tag_name().name() != "svg" {
        return Err(LogoProblem::NoPicture);
    }
    let mut by_id = HashMap::new();
    let mut style = 0;
    for node in root.descendants() {
        if node.ancestors().take(MOST_DEPTH + 1).count() > MOST_DEPTH || dashed(node) {
            return Err(LogoProblem::TooIntricate);
        }
        let name = node.tag_name().name();
        if WRITING.contains(&name) {
            return Err(LogoProblem::Writing);
        }
        if name == "style" {
            let rules: String = node.descendants().filter_map(|inner| inner.text()).collect();
            style += rules.len();
            if style > MOST_STYLE || rules.contains("url(") || rules.contains("dasharray") {
                return Err(LogoProblem::TooIntricate);
            }
        }
        if DEAR.contains(&name) {
            return Err(LogoProblem::TooIntricate);
        }
        if let Some(id) = node.attribute("id") {
            by_id.entry(id).or_insert(node);
        }
    }
    let mut costs = Costs { by_id, known: HashMap::new() };
    match costs.of(root) {
        Some(cost) if cost <= MOST_SHAPES => {}
        _ => return Err(LogoProblem::TooIntricate),
    }
    Ok(document)
}

/// Whether a line is dashed: a long one can have a million dashes.
fn dashed(node: Node<'_, '_>) -> bool {
    node.attributes().any(|attribute| {
        let value = attribute.value();
        match attribute.name() {
            "stroke-dasharray" => value.trim() != "none",
            "style" => value
                .split(';')
                .filter_map(|rule| rule.split_once(':'))
                .any(|(name, value)| name.trim() == "stroke-dasharray" && value.trim() != "none"),
            _ => false,
        }
    })
}

struct Costs<'a, 'input> {
    by_id: HashMap<&'a str, Node<'a, 'input>>,
    /// `None` while it is being counted: who refers to it from inside goes round in circles.
    known: HashMap<&'a str, Option<u32>>,
}

impl<'a> Costs<'a, '_> {
    /// Elements in it, and in all that they refer to; `None` for a circle.
    fn of(&mut self, root: Node<'a, '_>) -> Option<u32> {
        let mut sum: u32 = 0;
        for node in root.descendants().filter(Node::is_element) {
            sum = sum.saturating_add(1);
            for attribute in node.attributes() {
                for id in references(attribute.name(), attribute.value()) {
                    sum = sum.saturating_add(self.referred(id)?);
                }
            }
        }
        Some(sum)
    }

    fn referred(&mut self, id: &str) -> Option<u32> {
        let Some((&id, &node)) = self.by_id.get_key_value(id) else { return Some(0) };
        if let Some(known) = self.known.get(id) {
            return *known;
        }
        self.known.insert(id, None);
        let cost = self.of(node)?;
        self.known.insert(id, Some(cost));
        Some(cost)
    }
}

/// The ids that a value refers to: `#a`, `url(#a)`, `url('#a')`.
fn references<'v>(name: &str, value: &'v str) -> impl Iterator<Item = &'v str> {
    let plain = (name == "href").then(|| value.trim().strip_prefix('#')).flatten();
    let within = value.split("url(").skip(1).filter_map(|rest| {
        let inside = rest.split(')').next()?.trim().trim_matches(['"', '\'']).trim();
        inside.strip_prefix('#')
    });
    plain.into_iter().chain(within)
}
