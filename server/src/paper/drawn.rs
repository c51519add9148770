//! A drawing in SVG as strokes and fills of a PDF.

use pdf_writer::{
    Content,
    types::{LineCapStyle, LineJoinStyle},
};
use resvg::{
    tiny_skia::PathSegment,
    usvg::{Color, Group, Node, Options, Paint, Path, Transform, Tree},
};

/// Draws the shapes in `inside`, which are our own; y grows downwards.
pub(super) fn draw(content: &mut Content, inside: &str) {
    let whole = format!("<svg xmlns='http://www.w3.org/2000/svg' width='2000' height='2000'>{inside}</svg>");
    if let Ok(tree) = Tree::from_str(&whole, &Options::default()) {
        shapes(content, tree.root());
    }
}

fn shapes(content: &mut Content, group: &Group) {
    for node in group.children() {
        match node {
            Node::Group(inner) => shapes(content, inner),
            Node::Path(path) => shape(content, path),
            Node::Image(_) | Node::Text(_) => {}
        }
    }
}

fn shape(content: &mut Content, path: &Path) {
    let Transform { sx, ky, kx, sy, tx, ty } = path.abs_transform();
    content.save_state().transform([sx, ky, kx, sy, tx, ty]);
    let filled = path.fill().and_then(|fill| plain(fill.paint()));
    if let Some([red, green, blue]) = filled {
        content.set_fill_rgb(red, green, blue);
    }
    let stroked = path.stroke().and_then(|stroke| Some((stroke.width().get(), plain(stroke.paint())?)));
    if let Some((width, [red, green, blue])) = stroked {
        content.set_stroke_rgb(red, green, blue).set_line_width(width);
        content.set_line_cap(LineCapStyle::RoundCap).set_line_join(LineJoinStyle::RoundJoin);
    }
    outline(content, path);
    match (filled.is_some(), stroked.is_some()) {
        (true, true) => content.fill_nonzero_and_stroke(),
        (true, false) => content.fill_nonzero(),
        (false, true) => content.stroke(),
        (false, false) => content.end_path(),
    };
    content.restore_state();
}

fn outline(content: &mut Content, path: &Path) {
    let mut at = (0.0, 0.0);
    for segment in path.data().segments() {
        match segment {
            PathSegment::MoveTo(to) => {
                content.move_to(to.x, to.y);
                at = (to.x, to.y);
            }
            PathSegment::LineTo(to) => {
                content.line_to(to.x, to.y);
                at = (to.x, to.y);
            }
            PathSegment::QuadTo(by, to) => {
                let third = |from: f32, by: f32| from + (by - from) * 2.0 / 3.0;
                content.cubic_to(
                    third(at.0, by.x),
                    third(at.1, by.y),
                    third(to.x, by.x),
                    third(to.y, by.y),
                    to.x,
                    to.y,
                );
                at = (to.x, to.y);
            }
            PathSegment::CubicTo(first, second, to) => {
                content.cubic_to(first.x, first.y, second.x, second.y, to.x, to.y);
                at = (to.x, to.y);
            }
            PathSegment::Close => {
                content.close_path();
            }
        }
    }
}

fn plain(paint: &Paint) -> Option<[f32; 3]> {
    match paint {
        Paint::Color(Color { red, green, blue }) => {
            Some([*red, *green, *blue].map(|part| f32::from(part) / 255.0))
        }
        _ => None,
    }
}
