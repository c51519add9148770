//! What the address of a search means: its conditions, its place understood, and what was wrong with it.

use crate::{local_time::today, places::Resolution, state::App};
use app::{
    domain::{
        Lang,
        area::Area,
        place::Suggestion,
        search::{SearchProblem, SearchQuery, address::pairs},
    },
    search::problem_words,
    search_feeds,
};

/// A search that is clear.
#[derive(Clone, Debug)]
pub struct Asked {
    /// Its conditions, in bounds.
    pub query: SearchQuery,
    /// Its place; `None` for anywhere.
    pub area: Option<Area>,
    /// What was wrong with the address, and was mended.
    pub problems: Vec<SearchProblem>,
}

/// Why it isn't clear where to look.
#[derive(Clone, Debug)]
pub struct Unclear {
    /// The search otherwise.
    pub query: SearchQuery,
    /// Whether there are several places of that name; else there is none.
    pub several: bool,
    /// Which they are, or which resemble it.
    pub places: Vec<Suggestion>,
}

/// Understands what follows the `?`.
///
/// # Errors
/// When the place may be several, or none.
pub fn understand(app: &App, address: &str) -> Result<Asked, Box<Unclear>> {
    let (query, problems) = SearchQuery::parse(&pairs(address));
    let area = match app.places.resolve(&query.place) {
        Resolution::Anywhere => None,
        Resolution::One(area) => Some(named(app, area)),
        Resolution::Several(places) => return Err(Box::new(Unclear { query, several: true, places })),
        Resolution::Unknown { nearest } => {
            return Err(Box::new(Unclear { query, several: false, places: nearest }));
        }
    };
    Ok(Asked { query, area, problems })
}

/// Somebody's own position has no name. Away from their screen, "near you" says nothing: it is called by the nearest
/// commune.
fn named(app: &App, area: Area) -> Area {
    match area {
        Area::Around { name, department, centre } if name.is_empty() => {
            let name =
                app.places.nearest_commune(centre).map(|commune| commune.full_name()).unwrap_or_default();
            Area::Around { name, department, centre }
        }
        area => area,
    }
}

impl Asked {
    /// The conditions in words, the most telling first.
    #[must_use]
    pub fn words(&self, app: &App, lang: Lang) -> Vec<String> {
        search_feeds::asked(lang, &self.query, self.area.as_ref(), today(app.clock.now()))
    }

    /// What was wrong with the address in words; nothing where all was right.
    #[must_use]
    pub fn mended(&self, lang: Lang) -> Option<String> {
        let problems: Vec<String> =
            self.problems.iter().map(|problem| problem_words(lang, *problem)).collect();
        (!problems.is_empty()).then(|| problems.join(" "))
    }
}
