//! An association, as everybody may have it.

use crate::{api::BASE, store::api_lists::Public};
use app::domain::association::Logo;
use serde::Serialize;
use utoipa::ToSchema;

/// An association.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Association {
    /// Its id.
    pub id: i64,
    /// Its page.
    #[schema(format = "uri")]
    pub url: String,
    /// Its name.
    pub name: String,
    /// What it does, in its own words: plain text.
    pub about: String,
    /// Code of its field: see `/api/v1/fields`.
    pub field: Option<&'static str>,
    /// Its commune.
    pub city: Option<String>,
    /// INSEE code of its commune.
    pub insee: Option<String>,
    /// INSEE code of its department.
    pub department: Option<String>,
    /// Its own web site.
    #[schema(format = "uri")]
    pub own_page: Option<String>,
    /// Its pages on social networks.
    pub networks: Vec<String>,
    /// Its number in the register of associations.
    #[schema(example = "W751234567")]
    pub rna: Option<String>,
    /// Its number in the register of enterprises.
    pub siren: Option<String>,
    /// Its logo.
    #[schema(format = "uri")]
    pub logo: Option<String>,
    /// Its needs that take people.
    pub open_needs: i64,
    /// Where these are, and those that don't any more.
    #[schema(format = "uri")]
    pub needs_url: String,
}

impl Association {
    /// What everybody may have of it.
    #[must_use]
    pub fn of(public_url: &str, found: Public) -> Self {
        let association = found.association;
        let (city, department) = association.place.clone().unzip();
        let id = association.id;
        let logo = found.logo_hash.map(|hash| Logo { association_id: id, hash, width: 0, height: 0 }.path());
        Self {
            id,
            url: format!("{public_url}{}", association.path()),
            field: association.field.map(app::domain::Field::code),
            city,
            department,
            insee: found.insee,
            logo: logo.map(|path| format!("{public_url}{path}")),
            open_needs: found.open_needs,
            needs_url: format!("{public_url}{BASE}/needs?association={id}"),
            name: association.name,
            about: association.about,
            own_page: association.web_page,
            networks: association.networks,
            rna: association.rna,
            siren: association.siren,
        }
    }
}
