//! What the directory holds, and how it is read from the two CSV files in the binary.

use super::DirectoryError;
use app::domain::Point;
use csv::StringRecord;
use flate2::read::GzDecoder;
use std::{collections::BTreeMap, sync::Arc};

/// A department or an overseas collectivity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Department {
    /// INSEE code: `35`, `2A`, `974`.
    pub code: Box<str>,
    /// `Ille-et-Vilaine`.
    pub name: Box<str>,
    /// INSEE code of its region: `53`.
    pub region_code: Box<str>,
    /// `Bretagne`.
    pub region_name: Box<str>,
}

/// A region; those of one department only (overseas) bear its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Region {
    /// INSEE code: `53`.
    pub code: Box<str>,
    /// `Bretagne`.
    pub name: Box<str>,
    /// INSEE codes of its departments, in order.
    pub departments: Vec<String>,
}

/// A commune, an arrondissement of Paris, Lyon or Marseille, or a part of an overseas collectivity.
#[derive(Clone, Debug, PartialEq)]
pub struct Commune {
    /// INSEE code: `35238`, `2A004`. Never the postcode.
    pub insee: Box<str>,
    /// `Rennes`, `Paris 18e`.
    pub name: Box<str>,
    /// Its postcodes as numbers; several communes may share one.
    pub postcodes: Box<[u32]>,
    /// Its department, which its postcode doesn't always tell.
    pub department: Arc<Department>,
    /// People living there; 0 where nobody does.
    pub population: u32,
    /// Its middle; 6 uninhabited ones have none.
    pub point: Option<Point>,
}

impl Commune {
    /// Its name with the department's code: `Rennes (35)`.
    #[must_use]
    pub fn full_name(&self) -> String {
        format!("{} ({})", self.name, self.department.code)
    }

    /// Whether it is an arrondissement of Paris, Lyon or Marseille.
    #[must_use]
    pub fn is_arrondissement(&self) -> bool {
        matches!(self.insee.parse(), Ok(75101..=75120 | 69381..=69389 | 13201..=13216_u32))
    }

    /// Whether it is divided into arrondissements: Paris, Lyon, Marseille.
    #[must_use]
    pub fn has_arrondissements(&self) -> bool {
        matches!(&*self.insee, "75056" | "69123" | "13055")
    }
}

/// A commune that is part of another now.
#[derive(Clone, Debug, PartialEq)]
pub struct FormerCommune {
    /// The INSEE code it had, which its successor may bear today.
    pub insee: Box<str>,
    /// `Bellegarde-sur-Valserine`.
    pub name: Box<str>,
    /// The INSEE code of the commune it belongs to now.
    pub parent: Box<str>,
    /// Its middle, where known.
    pub point: Option<Point>,
}

/// All that the files hold.
pub(super) struct Data {
    pub communes: Vec<Commune>,
    pub former: Vec<FormerCommune>,
    pub departments: Vec<Arc<Department>>,
    pub regions: Vec<Region>,
}

const COMMUNES: &[u8] = include_bytes!("../../data/places/communes.csv.gz");
const FORMER: &[u8] = include_bytes!("../../data/places/communes_deleguees.csv.gz");

/// The columns that are read, in the order of the files.
const COMMUNE_COLUMNS: [&str; 10] = [
    "insee",
    "name",
    "postcodes",
    "department_code",
    "department_name",
    "region_code",
    "region_name",
    "population",
    "lat",
    "lon",
];
const FORMER_COLUMNS: [&str; 6] = ["insee", "name", "type", "parent_insee", "lat", "lon"];

/// Reads both files.
///
/// # Errors
/// When one of them is not the CSV that is expected, which only a broken build can bring about.
pub(super) fn read() -> Result<Data, DirectoryError> {
    let mut departments: BTreeMap<Box<str>, Arc<Department>> = BTreeMap::new();
    let mut communes = Vec::with_capacity(35_100);
    for_each_row(COMMUNES, &COMMUNE_COLUMNS, |row| {
        let code = text(row, 3);
        let department = departments.entry(code.into()).or_insert_with(|| {
            Arc::new(Department {
                code: code.into(),
                name: text(row, 4).into(),
                region_code: text(row, 5).into(),
                region_name: text(row, 6).into(),
            })
        });
        communes.push(Commune {
            insee: text(row, 0).into(),
            name: text(row, 1).trim_end_matches(" Arrondissement").into(),
            postcodes: text(row, 2).split(' ').filter_map(|code| code.parse().ok()).collect(),
            department: department.clone(),
            population: text(row, 7).parse().unwrap_or(0),
            point: point(row, 8),
        });
    })?;
    let mut former = Vec::with_capacity(2_600);
    for_each_row(FORMER, &FORMER_COLUMNS, |row| {
        former.push(FormerCommune {
            insee: text(row, 0).into(),
            name: text(row, 1).into(),
            parent: text(row, 3).into(),
            point: point(row, 4),
        });
    })?;
    communes.sort_by(|a, b| a.insee.cmp(&b.insee));
    let departments: Vec<Arc<Department>> = departments.into_values().collect();
    let regions = regions_of(&departments);
    Ok(Data { communes, former, departments, regions })
}

fn regions_of(departments: &[Arc<Department>]) -> Vec<Region> {
    let mut regions: BTreeMap<&str, Region> = BTreeMap::new();
    for department in departments {
        let region = regions.entry(&department.region_code).or_insert_with(|| Region {
            code: department.region_code.clone(),
            name: department.region_name.clone(),
            departments: Vec::new(),
        });
        region.departments.push(department.code.to_string());
    }
    regions.into_values().collect()
}

/// Hands every row of a gzipped CSV file to `take`, if its columns are the expected ones.
fn for_each_row(
    file: &[u8],
    columns: &[&str],
    mut take: impl FnMut(&StringRecord),
) -> Result<(), DirectoryError> {
    let mut reader = csv::Reader::from_reader(GzDecoder::new(file));
    if reader.headers()?.iter().ne(columns.iter().copied()) {
        return Err(DirectoryError::Columns);
    }
    let mut row = StringRecord::new();
    while reader.read_record(&mut row)? {
        take(&row);
    }
    Ok(())
}

fn text(row: &StringRecord, column: usize) -> &str {
    row.get(column).unwrap_or_default()
}

/// The point whose latitude is in `column` and whose longitude is in the next.
fn point(row: &StringRecord, column: usize) -> Option<Point> {
    Point::new(text(row, column).parse().ok()?, text(row, column + 1).parse().ok()?)
}
