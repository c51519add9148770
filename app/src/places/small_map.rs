//! The small map on a need's page: the outline of its department and a dot where it is.

use super::drawing::{DRAWN, Drawn, VIEW_BOX, bounds, drawn, project};
use crate::domain::Point;
use leptos::prelude::*;
use std::fmt::Write;

/// An outline with a dot at each point: of the department if all lie in one, of mainland France
/// otherwise. Nothing at all for places that the map leaves out.
#[component]
pub fn SmallMap(
    /// Points with the code of their department.
    points: Vec<(Point, String)>,
    /// What a screen reader says: `Rennes, Ille-et-Vilaine`.
    label: String,
) -> impl IntoView {
    drawing(&points).map(|(view_box, drawing)| {
        view! { <svg class="small-map" viewBox=view_box role="img" aria-label=label inner_html=drawing></svg> }
    })
}

/// The smallest square that is shown, in units of the drawing (some 60 km).
const LEAST: f64 = 50.0;

/// View box and content, or `None` if no point can be shown.
fn drawing(points: &[(Point, String)]) -> Option<(String, String)> {
    let shown: Vec<((f64, f64), &str)> =
        points.iter().filter_map(|(point, code)| Some((project(*point, code)?, &**code))).collect();
    let (_, first) = shown.first()?;
    let single = shown.iter().all(|(_, code)| code == first);
    let mut out = String::new();
    let (view_box, radius) = if single {
        let (left, top, width, height) = bounds(drawn(first)?.path)?;
        let size = width.max(height).max(LEAST) * 1.12;
        let (left, top) =
            ((left + width / 2.0 - size / 2.0).floor(), (top + height / 2.0 - size / 2.0).floor());
        let size = size.ceil() + 1.0;
        for department in around(first, (left, top, size)) {
            let class = if department.code == *first { "" } else { r#" class="beside""# };
            let _ = write!(out, r#"<path{class} d="{}"/>"#, department.path);
        }
        (format!("{left} {top} {size} {size}"), size / 26.0)
    } else {
        for department in DRAWN.iter() {
            let _ = write!(out, r#"<path d="{}"/>"#, department.path);
        }
        (VIEW_BOX.to_owned(), 16.0)
    };
    for ((x, y), _) in shown {
        let _ = write!(out, r#"<circle cx="{x:.1}" cy="{y:.1}" r="{radius:.1}"/>"#);
    }
    Some((view_box, out))
}

/// The department, and before it, where it is so small that it says little alone (Paris and around),
/// those that lie in the same square.
fn around(code: &str, (left, top, size): (f64, f64, f64)) -> Vec<&'static Drawn> {
    let mut found: Vec<&Drawn> = Vec::new();
    let own = drawn(code).and_then(|department| bounds(department.path));
    if own.is_some_and(|(_, _, width, height)| width.max(height) < LEAST) {
        found.extend(DRAWN.iter().filter(|department| {
            department.code != code
                && bounds(department.path).is_some_and(|(x, y, w, h)| {
                    x < left + size && x + w > left && y < top + size && y + h > top
                })
        }));
    }
    found.extend(drawn(code));
    found
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn shows_the_department_or_the_country() {
        let at = |lat, lon, code: &str| (Point::new(lat, lon).unwrap(), code.to_owned());
        let (_, one) = drawing(&[at(48.11, -1.68, "35")]).unwrap();
        assert_eq!((one.matches("<path").count(), one.matches("<circle").count()), (1, 1));
        let (_, paris) = drawing(&[at(48.857, 2.343, "75")]).unwrap();
        assert!(paris.matches("beside").count() >= 3, "{paris}");
        let (view_box, two) = drawing(&[at(48.11, -1.68, "35"), at(47.2, -1.5, "44")]).unwrap();
        assert_eq!((view_box.as_str(), two.matches("<circle").count()), (VIEW_BOX, 2));
        assert!(drawing(&[at(-22.27, 166.4, "988")]).is_none());
        assert!(drawing(&[]).is_none());
    }
}
