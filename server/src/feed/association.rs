//! The association that a mission belongs to, as the feed says.

use super::description;
use super::mission::{MAX_CLIENT_ID, MAX_TITLE, required};
use super::raw::RawMission;
use super::refusal::{Note, Reason};
use super::values;
use app::domain::register::{Rna, Siren};
use app::domain::text::fold;

/// Who asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedAssociation {
    /// What it is known by within the feed: its client id, register number or, failing all, its name.
    pub key: String,
    /// Its name.
    pub name: String,
    /// What it does, in its own words: plain text.
    pub about: Option<String>,
    /// Its web site, http(s).
    pub web_page: Option<String>,
    /// Its number in the register of associations.
    pub rna: Option<Rna>,
    /// Its number in the register of enterprises.
    pub siren: Option<Siren>,
    /// What else is written of it, as a JSON object by the format's names.
    pub extra: Option<String>,
}

pub(super) fn of(raw: &RawMission, notes: &mut Vec<Note>) -> Result<FeedAssociation, Reason> {
    let name = required(&raw.organization_name, "organizationName", MAX_TITLE)?;
    let keys =
        [&raw.organization_client_id, &raw.organization_id, &raw.organization_rna, &raw.organization_siren];
    let key = keys
        .into_iter()
        .find(|key| !key.is_empty())
        .map_or_else(|| fold(&name), |key| key.chars().take(MAX_CLIENT_ID).collect());
    let web_page = values::link(&raw.organization_url);
    if web_page.is_none() && !raw.organization_url.is_empty() {
        notes.push(Note::AssociationLink);
    }
    Ok(FeedAssociation {
        key,
        name,
        about: about(&raw.organization_description)?,
        web_page,
        rna: Rna::parse(&raw.organization_rna),
        siren: Siren::parse(&raw.organization_siren),
        extra: raw.organization_extra(),
    })
}

/// Longest of the words that an association says of itself, in signs; cut there.
const MAX_ABOUT: usize = 2000;

fn about(written: &str) -> Result<Option<String>, Reason> {
    let html = description::html(written).ok_or(Reason::TooLong("organizationDescription"))?;
    let about: String = description::text(&html).chars().take(MAX_ABOUT).collect();
    Ok(Some(about).filter(|about| !about.is_empty()))
}
