use super::*;

fn html(written: &str) -> String {
    super::html(written).unwrap_or_else(|| panic!("refused"))
}

#[test]
fn nothing_that_acts_gets_through() {
    for (bad, gone) in [
        ("<p onclick=\"x()\">a</p><script>alert(1)</script>", "script"),
        ("<p style=\"position:fixed\" class=\"x\">a</p>", "style"),
        ("<a href=\"javascript:alert(1)\">a</a>", "javascript"),
        ("<img src=x onerror=alert(1)>a", "img"),
        ("<svg><script>alert(1)</script></svg>a", "alert"),
        ("&lt;script&gt;alert(1)&lt;/script&gt;a", "<script"),
        ("&amp;lt;img src=x onerror=alert(1)&amp;gt;a", "<img"),
        ("<iframe src=\"https://x.fr\"></iframe>a", "iframe"),
        ("<form action=/x><input name=q></form>a", "input"),
        ("<textarea>a</textarea>", "textarea"),
    ] {
        let clean = html(bad);
        assert!(!clean.contains(gone), "{bad} → {clean}");
        assert!(clean.contains('a'), "{bad} → {clean}");
    }
}

#[test]
fn links_stay_and_promise_nothing() {
    assert_eq!(
        html("<p><a href=\"https://a.fr\" target=_blank rel=follow>b</a> <a href=\"/c\">d</a></p>"),
        "<p><a href=\"https://a.fr\" rel=\"nofollow noopener\">b</a> <a rel=\"nofollow noopener\">d</a></p>"
    );
}

#[test]
fn headings_begin_at_the_third() {
    assert_eq!(html("<h2>a</h2><h3>b</h3>"), "<h3>a</h3><h4>b</h4>");
    assert_eq!(html("<h1>a</h1><h6>b</h6>"), "<h3>a</h3><h6>b</h6>");
    assert_eq!(html("<h5>a</h5><h6>b</h6>"), "<h3>a</h3><h4>b</h4>");
}

#[test]
fn plain_text_becomes_paragraphs_and_lists() {
    assert_eq!(html("Un\\n\\nDeux\\nTrois"), "<p>Un</p><p>Deux<br>Trois</p>");
    let wrapped = "Je me rends sur le site de l’association de fourniture de biens de première\nnécessité :\n\n \
                   • la récupération des produits\n   en voiture ;\n • la cuisine.";
    assert_eq!(
        html(wrapped),
        "<p>Je me rends sur le site de l’association de fourniture de biens de première nécessité :</p>\
         <ul><li>la récupération des produits en voiture ;</li><li>la cuisine.</li></ul>"
    );
    assert_eq!(html("5 < 6 & <b>7</b>"), "<p>5 &lt; 6 &amp; <strong>7</strong></p>");
}

#[test]
fn what_was_escaped_too_often_is_read() {
    assert_eq!(html("&lt;p&gt;l&amp;eacute;ger&lt;/p&gt;"), "<p>léger</p>");
    assert_eq!(line(" L&#039;aide &amp;amp; <b>le</b>\\nreste "), "L'aide & le reste");
}

#[test]
fn text_has_a_line_for_each_block() {
    let clean =
        html("<h2>Titre</h2><p>Un <strong>mot</strong> &amp; <br>deux</p><ul><li>a</li><li>b</li></ul>");
    assert_eq!(text(&clean), "Titre\nUn mot &\ndeux\na\nb");
    assert_eq!(text(&html("<div>un</div><div>deux</div>")), "un\ndeux");
}

#[test]
fn what_takes_a_parser_the_square_of_its_length_is_not_parsed() {
    let tags: String = (0..5_000).map(|number| format!("<b a{number}>")).collect();
    for hostile in [
        format!("<p>{tags}{}", "<p>x".repeat(10_000)),
        format!("{}{}", &tags[..tags.len() / 5], "x\n\n".repeat(10_000)),
        format!("&lt;p&gt;{}", tags.replace('<', "&lt;")),
        "<div>".repeat(15_000),
    ] {
        assert_eq!(super::html(&hostile), None);
        assert!(line(&hostile).len() <= MOST_OF_LINE.0 && !fits_a_line(&hostile));
    }
    let long = "Un mot de plus.\n".repeat(6_000);
    assert!(html(&long).len() > long.len(), "many lines are only that");
    assert!(fits_a_line("<p>Un titre <b>gras</b></p>"));
}

proptest::proptest! {
    #[test]
    fn never_panics_and_stays_clean(written in ".{0,200}") {
        let once = html(&written);
        proptest::prop_assert!(!once.contains("<script"));
        let _ = text(&once);
        let _ = line(&written);
    }
}
