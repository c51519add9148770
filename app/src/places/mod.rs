//! Places as people see and type them: the field with suggestions, the map of France, the list of
//! departments.

mod place_live;

#[cfg(feature = "ssr")]
mod department_list;
#[cfg(feature = "ssr")]
mod drawing;
#[cfg(feature = "ssr")]
mod france_map;
#[cfg(feature = "ssr")]
mod pin_map;
#[cfg(feature = "ssr")]
mod place_field;
#[cfg(all(test, feature = "ssr"))]
mod place_field_tests;
#[cfg(feature = "ssr")]
mod small_map;

#[cfg(feature = "ssr")]
pub use department_list::DepartmentList;
#[cfg(feature = "ssr")]
pub use drawing::department_name;
#[cfg(feature = "ssr")]
pub use france_map::FranceMap;
#[cfg(feature = "ssr")]
pub use pin_map::{Pin, PinMap};
#[cfg(feature = "ssr")]
pub use place_field::PlaceField;
pub use place_live::PlaceLive;
#[cfg(feature = "ssr")]
pub use small_map::SmallMap;
