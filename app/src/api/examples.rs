//! What one copies from the page for developers, with the portal's own address in it.

/// The examples of a portal.
pub struct Examples<'a> {
    /// Scheme and host.
    pub site: &'a str,
}

impl Examples<'_> {
    /// A search.
    pub fn search(&self) -> String {
        format!("curl '{}/api/v1/needs?q=soupe&place=Rennes&radius_km=10'", self.site)
    }

    /// What changed.
    pub fn changes(&self) -> String {
        format!("curl '{}/api/v1/needs?updated_since=2026-11-20T09:00:00Z&limit=100'", self.site)
    }

    /// Feeds.
    pub fn feeds(&self) -> String {
        let site = self.site;
        format!(
            "{site}/missions.atom?lieu=Rennes\n{site}/missions.ics?lieu=Rennes\n{site}/missions.json?lieu=Rennes\n\
             {site}/flux/api-engagement.xml\n{site}/flux/all-for-good.xml"
        )
    }

    /// Cards elsewhere.
    pub fn widget(&self) -> String {
        format!("{0}/widget.js\n{0}/oembed?url={0}/missions/12", self.site)
    }

    /// A need, pushed.
    pub fn push(&self) -> String {
        let site = self.site;
        format!(
            r#"curl -X PUT '{site}/api/v1/associations/7/needs/maraude-2026' \
  -H 'Authorization: Bearer cdm_…' -H 'Content-Type: application/json' \
  -d '{{
    "title": "Servir la soupe",
    "description": "Servir un repas chaud, puis ranger ensemble.",
    "field": "solidarite-insertion",
    "places": [{{"place": "Rennes (35)", "street": "3 rue de la Paix"}}],
    "slots": [{{"starts_at": "2026-12-05T09:00", "ends_at": "2026-12-05T12:00", "places": 8}}]
  }}'"#
        )
    }

    /// Sign-ups, fetched and answered.
    pub fn sign_ups(&self) -> String {
        let site = self.site;
        format!(
            r#"curl '{site}/api/v1/associations/7/sign-ups?updated_since=2026-11-20' \
  -H 'Authorization: Bearer cdm_…'

curl -X PATCH '{site}/api/v1/associations/7/sign-ups/412' \
  -H 'Authorization: Bearer cdm_…' -H 'Content-Type: application/json' \
  -d '{{"state": "accepted"}}'"#
        )
    }
}
