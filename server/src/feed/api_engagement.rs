//! Which elements API Engagement's partner feed has, and where. Their texts go into [`RawMission`] by their own names.

use super::node::Node;
use super::raw::RawMission;

/// What an element within `parent` is.
pub(super) fn enter(parent: Node, name: &str) -> Node {
    match (parent, name) {
        (Node::Root, "mission") => Node::Mission,
        (Node::Root, "publisher") => Node::Head("publisher"),
        (Node::Root, "publisherurl" | "publisherUrl") => Node::Head("publisherurl"),
        (Node::Mission | Node::Group | Node::Address, "addresses" | "location") => Node::Group,
        (Node::Mission | Node::Group | Node::Address, "address") => Node::Address,
        (Node::Mission | Node::Group | Node::Address, name) => {
            RawMission::known(name).map_or(Node::Skipped, Node::Text)
        }
        (Node::Text(_), "value") => Node::Value,
        _ => Node::Skipped,
    }
}
