//! A map with pins that are links, as near as they lie together.

use super::{
    drawing::{DRAWN, Drawn, VIEW_BOX, bounds, drawn, project},
    france_map::escape,
};
use crate::{
    domain::{Lang, Point},
    texts::widget as say,
};
use leptos::prelude::*;
use std::fmt::Write;

/// A place where something is.
#[derive(Clone, Debug)]
pub struct Pin {
    /// Where.
    pub point: Point,
    /// INSEE code of the department.
    pub department: String,
    /// Where the pin leads.
    pub href: String,
    /// Where it leads once others have joined it: to a list.
    pub list: String,
    /// The place's name.
    pub name: String,
    /// How many things are there.
    pub count: usize,
}

/// The departments that the pins lie in, those around them, and the pins; pins that would touch become one, which leads
/// to the first one's list. Nothing at all for places that the map leaves out.
#[component]
pub fn PinMap(
    lang: Lang,
    pins: Vec<Pin>,
    /// What a screen reader says of the whole.
    label: String,
) -> impl IntoView {
    drawing(lang, &pins).map(|(view_box, drawing)| {
        view! { <svg class="pin-map" viewBox=view_box role="group" aria-label=label inner_html=drawing></svg> }
    })
}

/// The smallest square that is shown, in units of the drawing (some 60 km).
const LEAST: f64 = 50.0;
/// Radius of a pin as a share of the width: at 300 pixels, a finger's least target (WCAG 2.2, 2.5.8) and a little more.
const RADIUS: f64 = 1.0 / 23.0;

/// One or several pins, drawn as one.
struct Drop<'a> {
    x: f64,
    y: f64,
    pin: &'a Pin,
    count: usize,
    more: bool,
}

/// View box and content, or `None` if no pin can be shown.
fn drawing(lang: Lang, pins: &[Pin]) -> Option<(String, String)> {
    let placed: Vec<(f64, f64, &Pin)> = pins
        .iter()
        .filter_map(|pin| {
            let (x, y) = project(pin.point, &pin.department)?;
            Some((x, y, pin))
        })
        .collect();
    let square = square(&placed)?;
    let (left, top, size) = square;
    let radius = size * RADIUS;
    let own = |code: &str| placed.iter().any(|(_, _, pin)| pin.department == code);
    let mut out = String::new();
    let mut departments: Vec<&Drawn> = DRAWN.iter().filter(|one| lies_in(one, square)).collect();
    // Drawn last, so that no neighbour lies over their border.
    departments.sort_by_key(|one| own(one.code));
    for one in departments {
        let class = if own(one.code) { "" } else { r#" class="beside""# };
        // Writing to a string can't fail, here and below.
        let _ = write!(out, r#"<path{class} d="{}"/>"#, one.path);
    }
    for drop in together(&placed, radius) {
        let place = if drop.more { say::pin_more(lang, &drop.pin.name) } else { drop.pin.name.clone() };
        let label = escape(&say::pin(lang, i64::try_from(drop.count).unwrap_or(i64::MAX), place));
        let href = escape(if drop.more { &drop.pin.list } else { &drop.pin.href });
        let (x, y) = (drop.x, drop.y);
        let _ = write!(
            out,
            r#"<a href="{href}" aria-label="{label}"><title>{label}</title><circle cx="{x:.1}" cy="{y:.1}" r="{radius:.1}"/>"#
        );
        if drop.count > 1 {
            let (base, height) = (y + radius * 0.38, radius * 1.1);
            let count = drop.count;
            let _ = write!(
                out,
                r#"<text x="{x:.1}" y="{base:.1}" font-size="{height:.1}" text-anchor="middle">{count}</text>"#
            );
        }
        out.push_str("</a>");
    }
    Some((format!("{left:.0} {top:.0} {size:.0} {size:.0}"), out))
}

/// The square around all departments that a pin lies in: left, top, size. The whole map where some lie in an inset and
/// some don't.
fn square(placed: &[(f64, f64, &Pin)]) -> Option<(f64, f64, f64)> {
    let mut boxes = placed.iter().filter_map(|(_, _, pin)| bounds(drawn(&pin.department)?.path));
    let (x, y, width, height) = boxes.next()?;
    let first = (x, y, x + width, y + height);
    let (left, top, right, bottom) =
        boxes.fold(first, |(left, top, right, bottom), (x, y, width, height)| {
            (left.min(x), top.min(y), right.max(x + width), bottom.max(y + height))
        });
    let size = (right - left).max(bottom - top).max(LEAST) * 1.12;
    let whole: f64 = VIEW_BOX.split(' ').nth(2).and_then(|width| width.parse().ok()).unwrap_or(size);
    let size = size.min(whole).ceil();
    Some((((left + right - size) / 2.0).floor(), ((top + bottom - size) / 2.0).floor(), size))
}

fn lies_in(one: &Drawn, (left, top, size): (f64, f64, f64)) -> bool {
    bounds(one.path).is_some_and(|(x, y, width, height)| {
        x < left + size && x + width > left && y < top + size && y + height > top
    })
}

/// Pins that would touch one that is there already join it.
fn together<'a>(placed: &[(f64, f64, &'a Pin)], radius: f64) -> Vec<Drop<'a>> {
    let mut drops: Vec<Drop> = Vec::new();
    for (x, y, pin) in placed {
        let near = drops.iter_mut().find(|drop| (drop.x - x).hypot(drop.y - y) < 2.2 * radius);
        match near {
            Some(drop) => {
                drop.count += pin.count;
                drop.more = true;
            }
            None => drops.push(Drop { x: *x, y: *y, pin, count: pin.count, more: false }),
        }
    }
    drops
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn pin(name: &str, department: &str, lat: f64, lon: f64, count: usize) -> Pin {
        Pin {
            point: Point::new(lat, lon).unwrap(),
            department: department.to_owned(),
            href: format!("/<{name}>"),
            list: format!("#<{name}>"),
            name: name.to_owned(),
            count,
        }
    }

    #[test]
    fn pins_are_links_and_never_touch() {
        let pins = [
            pin("Rennes", "35", 48.11, -1.68, 2),
            pin("Cesson", "35", 48.12, -1.60, 1),
            pin("Saint-Malo", "35", 48.65, -2.0, 1),
        ];
        let (_, html) = drawing(Lang::Fr, &pins).unwrap();
        assert_eq!((html.matches("<a ").count(), html.matches("<text").count()), (2, 1), "{html}");
        assert!(html.contains("Rennes et tout près\u{202f}: 3 missions"), "{html}");
        assert!(html.contains("href=\"#&lt;Rennes&gt;\"") && !html.contains("<Rennes"), "{html}");
        assert!(html.contains("href=\"/&lt;Saint-Malo&gt;\""), "{html}");
    }

    #[test]
    fn the_map_is_as_large_as_it_must_be() {
        let size = |pins: &[Pin]| {
            let (view_box, _) = drawing(Lang::Fr, pins).unwrap();
            view_box.rsplit(' ').next().unwrap().parse::<f64>().unwrap()
        };
        let rennes = pin("Rennes", "35", 48.11, -1.68, 1);
        let one = size(std::slice::from_ref(&rennes));
        let two = size(&[rennes.clone(), pin("Nantes", "44", 47.2, -1.5, 1)]);
        let all = size(&[rennes, pin("Saint-Denis", "974", -21.1, 55.5, 1)]);
        assert!(one < two && two < all && all <= 1070.0, "{one} {two} {all}");
        assert!(drawing(Lang::Fr, &[pin("Nouméa", "988", -22.27, 166.4, 1)]).is_none());
        assert!(drawing(Lang::Fr, &[]).is_none());
    }
}
