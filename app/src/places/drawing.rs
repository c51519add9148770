//! The drawn departments, and where a point lies on the drawing.

use crate::domain::Point;
use std::sync::LazyLock;

/// A department as it is drawn.
pub(super) struct Drawn {
    pub code: &'static str,
    pub name: &'static str,
    /// SVG path in the units of [`VIEW_BOX`]; empty for overseas collectivities that the map leaves out.
    pub path: &'static str,
}

/// The whole drawing.
pub(super) const VIEW_BOX: &str = "0 0 1070 930";

/// The insets of the five overseas departments: all squares of the same size.
pub(super) const INSETS: [(f64, f64); 5] =
    [(2.0, 322.0), (2.0, 442.0), (2.0, 562.0), (2.0, 682.0), (2.0, 802.0)];
/// Their width and height.
pub(super) const INSET_SIZE: f64 = 104.0;

/// Every department and overseas collectivity, by code. Made by `scripts/simplify-map.mjs`.
pub(super) static DRAWN: LazyLock<Vec<Drawn>> = LazyLock::new(|| {
    include_str!("france_map.txt")
        .lines()
        .filter_map(|line| {
            let mut parts = line.split('\t');
            Some(Drawn { code: parts.next()?, name: parts.next()?, path: parts.next()? })
        })
        .collect()
});

/// The department drawn for an INSEE code.
pub(super) fn drawn(code: &str) -> Option<&'static Drawn> {
    DRAWN.iter().find(|department| department.code == code)
}

/// The name of the department with this INSEE code: `35` → `Ille-et-Vilaine`.
#[must_use]
pub fn department_name(code: &str) -> Option<&'static str> {
    drawn(code).map(|department| department.name)
}

/// How a part of the world is laid on the drawing (see `server/data/places/france_map.json`).
struct Frame {
    lat_middle: f64,
    lon_min: f64,
    lat_max: f64,
    scale: f64,
    dx: f64,
    dy: f64,
}

#[rustfmt::skip]
fn frame(department: &str) -> Option<Frame> {
    let (lat_middle, lon_min, lat_max, scale, dx, dy) = match department {
        "971" => (16.1752, -61.8065, 16.5105, 121.409, 8.0, 333.3),
        "972" => (14.6367, -61.229, 14.8785, 190.279, 15.48, 448.0),
        "973" => (3.9307, -54.6015, 5.7485, 25.306, 16.45, 568.0),
        "974" => (-21.1295, 55.2165, -20.872, 159.083, 8.0, 693.04),
        "976" => (-12.8347, 45.043, -12.6695, 278.366, 19.4, 808.0),
        _ if department.len() == 2 => (46.5, -5.2, 51.12, 92.0, 120.0, 10.0),
        _ => return None,
    };
    Some(Frame { lat_middle, lon_min, lat_max, scale, dx, dy })
}

/// Where a point of a department lies on the drawing; `None` for what the map leaves out.
pub(super) fn project(point: Point, department: &str) -> Option<(f64, f64)> {
    let frame = frame(department)?;
    let x = (point.lon - frame.lon_min) * frame.lat_middle.to_radians().cos() * frame.scale + frame.dx;
    let y = (frame.lat_max - point.lat) * frame.scale + frame.dy;
    Some((x, y))
}

/// The smallest box around a path: left, top, width, height. Only for paths as the script writes them
/// (`m`, `l` and `z` with relative whole numbers).
pub(super) fn bounds(path: &str) -> Option<(f64, f64, f64, f64)> {
    let (mut pen, mut start) = ((0.0, 0.0), (0.0, 0.0));
    let (mut low, mut high) = ((f64::MAX, f64::MAX), (f64::MIN, f64::MIN));
    for part in path.split_inclusive(['m', 'l', 'z']).scan(' ', |command, part| {
        let before = *command;
        *command = part.chars().next_back()?;
        Some((before, part.trim_end_matches(['m', 'l', 'z'])))
    }) {
        let (command, text) = part;
        let mut numbers = numbers(text);
        while let (Some(dx), Some(dy)) = (numbers.next(), numbers.next()) {
            pen = (pen.0 + dx, pen.1 + dy);
            if command == 'm' {
                start = pen;
            }
            low = (f64::min(low.0, pen.0), f64::min(low.1, pen.1));
            high = (f64::max(high.0, pen.0), f64::max(high.1, pen.1));
        }
        if command == 'l' {
            // What follows is `z`: the pen goes back to where the ring began.
            pen = start;
        }
    }
    (low.0 <= high.0).then_some((low.0, low.1, high.0 - low.0, high.1 - low.1))
}

/// Numbers with a minus or a space between them: `3-4 5`.
fn numbers(text: &str) -> impl Iterator<Item = f64> {
    let mut rest = text.trim_start();
    std::iter::from_fn(move || {
        let end = rest.get(1..)?.find([' ', '-']).map_or(rest.len(), |at| at + 1);
        let (number, after) = rest.split_at_checked(end)?;
        rest = after.trim_start();
        number.parse().ok()
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn draws_every_department_and_names_the_others() {
        assert_eq!(DRAWN.iter().filter(|department| !department.path.is_empty()).count(), 101);
        assert_eq!(department_name("35"), Some("Ille-et-Vilaine"));
        assert_eq!(department_name("988"), Some("Nouvelle-Calédonie"));
        assert_eq!(department_name("99"), None);
    }

    #[test]
    fn puts_points_into_their_department() {
        for (code, lat, lon) in
            [("35", 48.1113, -1.68), ("974", -21.1, 55.5), ("2A", 41.93, 8.74), ("75", 48.857, 2.343)]
        {
            let (x, y) = project(Point::new(lat, lon).unwrap(), code).unwrap();
            let (left, top, width, height) = bounds(drawn(code).unwrap().path).unwrap();
            assert!(
                (left..=left + width).contains(&x) && (top..=top + height).contains(&y),
                "{code}: {x} {y}"
            );
        }
    }

    #[test]
    fn keeps_all_on_the_sheet() {
        for department in DRAWN.iter().filter(|department| !department.path.is_empty()) {
            let (left, top, width, height) = bounds(department.path).unwrap();
            assert!(
                left >= 0.0 && top >= 0.0 && left + width <= 1070.0 && top + height <= 930.0,
                "{}",
                department.code
            );
            assert!(width > 4.0 && height > 4.0 && width < 170.0 && height < 170.0, "{}", department.code);
        }
    }
}
