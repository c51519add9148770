//! The directory itself: what it holds and how one looks things up by code.

use super::{
    Commune, Department, FormerCommune, Region, data,
    names::{Names, Place},
    typed,
};
use app::domain::place::{PlaceKind, Suggestion};
use app::domain::text::slug;
use std::sync::{Arc, Mutex, PoisonError};

/// Why the directory can't be read: the data in the binary are not what they should be.
#[derive(Debug, thiserror::Error)]
pub enum DirectoryError {
    /// A line isn't CSV, or the compressed file is damaged.
    #[error("the place directory can't be read: {0}")]
    Csv(#[from] csv::Error),
    /// The first line names other columns.
    #[error("the place directory has other columns than expected")]
    Columns,
}

/// Every place, found by code, name, postcode or point. Some megabytes; load it once and share it.
#[derive(Debug)]
pub struct Directory {
    /// Sorted by INSEE code.
    pub(super) communes: Vec<Commune>,
    pub(super) former: Vec<FormerCommune>,
    /// Sorted by code.
    pub(super) departments: Vec<Arc<Department>>,
    pub(super) regions: Vec<Region>,
    pub(super) names: Names,
    /// Postcode and index of a commune, sorted.
    pub(super) postcodes: Vec<(u32, u32)>,
    /// Latitude and index of a commune, sorted.
    pub(super) by_latitude: Vec<(f64, u32)>,
}

impl Directory {
    /// Reads the data in the binary: some 40 ms optimised.
    ///
    /// # Errors
    /// When the data are damaged, which only a broken build can bring about.
    pub fn load() -> Result<Self, DirectoryError> {
        let data = data::read()?;
        let mut directory = Self {
            communes: data.communes,
            former: data.former,
            departments: data.departments,
            regions: data.regions,
            names: Names::default(),
            postcodes: Vec::new(),
            by_latitude: Vec::new(),
        };
        directory.index();
        Ok(directory)
    }

    /// The directory of this process, loaded at the first call.
    ///
    /// # Errors
    /// As [`Self::load`].
    pub fn shared() -> Result<Arc<Self>, DirectoryError> {
        static SHARED: Mutex<Option<Arc<Directory>>> = Mutex::new(None);
        // Poisoned or not, it holds nothing or a whole directory.
        let mut shared = SHARED.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(directory) = &*shared {
            return Ok(directory.clone());
        }
        let directory = Arc::new(Self::load()?);
        *shared = Some(directory.clone());
        Ok(directory)
    }

    fn index(&mut self) {
        let mut names = Names::default();
        let mut people = vec![0_u32; self.departments.len()];
        for (index, commune) in (0..).zip(&self.communes) {
            names.add(&typed::words(&commune.name).join(" "), Place::Commune(index), commune.population);
            self.postcodes.extend(commune.postcodes.iter().map(|&postcode| (postcode, index)));
            if !commune.has_arrondissements()
                && let Some(point) = commune.point
            {
                self.by_latitude.push((point.lat, index));
            }
            if !commune.is_arrondissement()
                && let Some(sum) =
                    self.department_index(&commune.department.code).and_then(|at| people.get_mut(at))
            {
                *sum += commune.population;
            }
        }
        for (index, former) in (0..).zip(&self.former) {
            let Some(parent) = self.commune(&former.parent) else { continue };
            // Some communes gave their name to the one that they are part of now.
            if parent.name != former.name {
                names.add(&typed::words(&former.name).join(" "), Place::Former(index), parent.population / 4);
            }
        }
        for ((index, department), people) in (0..).zip(&self.departments).zip(&people) {
            names.add(&typed::words(&department.name).join(" "), Place::Department(index), people / 8);
        }
        for (index, region) in (0..).zip(&self.regions) {
            if region.departments.len() > 1 {
                let sum: u32 = region
                    .departments
                    .iter()
                    .filter_map(|code| people.get(self.department_index(code)?))
                    .sum();
                names.add(&typed::words(&region.name).join(" "), Place::Region(index), sum / 16);
            }
        }
        names.finish();
        self.names = names;
        self.postcodes.sort_unstable();
        self.by_latitude.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
    }

    /// The commune with this INSEE code (not postcode).
    #[must_use]
    pub fn commune(&self, insee: &str) -> Option<&Commune> {
        self.communes.get(self.commune_index(insee)?)
    }

    /// The department with this INSEE code: `35`, `2A`, `974`.
    #[must_use]
    pub fn department(&self, code: &str) -> Option<&Department> {
        self.departments.get(self.department_index(code)?).map(|department| &**department)
    }

    /// The name of the department with this INSEE code.
    #[must_use]
    pub fn department_name(&self, code: &str) -> Option<&str> {
        self.department(code).map(|department| &*department.name)
    }

    /// Code and name of every department, overseas collectivities included, by code.
    pub fn departments(&self) -> impl Iterator<Item = (&str, &str)> {
        self.departments.iter().map(|department| (&*department.code, &*department.name))
    }

    /// Every region, by code.
    #[must_use]
    pub fn regions(&self) -> &[Region] {
        &self.regions
    }

    /// Every commune, by INSEE code.
    #[must_use]
    pub fn communes(&self) -> &[Commune] {
        &self.communes
    }

    /// What the address has to carry as `lieu` to mean this commune and nothing else.
    #[must_use]
    pub fn value(&self, commune: &Commune) -> String {
        let is_postcode =
            commune.insee.parse().is_ok_and(|code: u32| self.with_postcodes(code..=code).next().is_some());
        if is_postcode {
            format!("{}-{}", commune.insee, slug(&commune.name))
        } else {
            commune.insee.to_string()
        }
    }

    pub(super) fn commune_index(&self, insee: &str) -> Option<usize> {
        self.communes.binary_search_by(|commune| (*commune.insee).cmp(insee)).ok()
    }

    pub(super) fn department_index(&self, code: &str) -> Option<usize> {
        self.departments.binary_search_by(|department| (*department.code).cmp(code)).ok()
    }

    /// Indices of the communes with a postcode in `codes`; a commune with two of them comes twice.
    pub(super) fn with_postcodes(&self, codes: std::ops::RangeInclusive<u32>) -> impl Iterator<Item = u32> {
        let from = self.postcodes.partition_point(|(code, _)| code < codes.start());
        let rest = self.postcodes.get(from..).unwrap_or_default();
        let last = *codes.end();
        rest.iter().take_while(move |(code, _)| *code <= last).map(|&(_, index)| index)
    }

    /// The commune, or for a former one the commune that it belongs to now.
    pub(super) fn commune_of(&self, place: Place) -> Option<&Commune> {
        match place {
            Place::Commune(index) => self.communes.get(index as usize),
            Place::Former(index) => self.commune(&self.former.get(index as usize)?.parent),
            Place::Department(_) | Place::Region(_) => None,
        }
    }

    /// The line that shows `place`; a postcode that starts with `digits` is preferred in it.
    pub(super) fn suggestion(&self, place: Place, digits: &str) -> Option<Suggestion> {
        let (value, name, detail, kind) = match place {
            Place::Commune(index) => {
                let commune = self.communes.get(index as usize)?;
                (self.value(commune), commune.name.to_string(), commune.detail(digits), PlaceKind::Commune)
            }
            Place::Former(index) => {
                let former = self.former.get(index as usize)?;
                let parent = self.commune(&former.parent)?;
                let value = format!("{}-{}", former.insee, slug(&former.name));
                let detail = format!("{} · {}", parent.name, parent.department.name);
                (value, former.name.to_string(), detail, PlaceKind::FormerCommune)
            }
            Place::Department(index) => {
                let department = self.departments.get(index as usize)?;
                let detail = if department.name == department.region_name {
                    department.code.to_string()
                } else {
                    format!("{} · {}", department.code, department.region_name)
                };
                (
                    format!("dep-{}", department.code),
                    department.name.to_string(),
                    detail,
                    PlaceKind::Department,
                )
            }
            Place::Region(index) => {
                let region = self.regions.get(index as usize)?;
                let detail = region.departments.join(", ");
                (format!("reg-{}", region.code), region.name.to_string(), detail, PlaceKind::Region)
            }
        };
        Some(Suggestion { value, name, detail, kind })
    }
}

impl Commune {
    /// `93200 · Seine-Saint-Denis`; the department's code where there are too many postcodes to name one.
    fn detail(&self, digits: &str) -> String {
        let postcodes = || self.postcodes.iter().map(|code| format!("{code:05}"));
        let asked = if digits.len() < 3 { None } else { postcodes().find(|code| code.starts_with(digits)) };
        let code = match asked {
            Some(code) => code,
            None if self.postcodes.len() > 5 => self.department.code.to_string(),
            None => postcodes().next().unwrap_or_else(|| self.department.code.to_string()),
        };
        format!("{code} · {}", self.department.name)
    }
}
