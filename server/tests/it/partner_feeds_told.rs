//! That partners learn of every change, and of all that is said.

use crate::{
    harness::both,
    partner_feeds_out::{OUT, obeys_the_rules, taken_in, text, with_all_kinds},
    sow::Seed,
};
use axum::http::StatusCode;
use roxmltree::Document;

both! {
    async fn what_changes_and_leaves_the_numbers_alone_is_told_too(portal: Portal) {
        assert_eq!(portal.association("mains").await, 1);
        let mut owner = portal.signed_in("owner@mains.example").await;
        let need = Seed::new("Servir la soupe").dated(&[(15, 4), (22, 4)]).sow(&portal).await;
        portal.gives(need, 1).await;
        let slots = portal.slots(need).await;
        let tag = async || portal.get(OUT).await.header("etag").to_owned();
        let token = portal.confirmed(need, slots[0], "lea@exemple.fr").await;
        let before = tag().await;
        assert_eq!(before, tag().await);
        // One place is given back, and one of the other shift is taken.
        portal.press(&format!("/inscriptions/{token}/annulation")).await;
        portal.confirmed(need, slots[1], "zoe@exemple.fr").await;
        let after = tag().await;
        assert_ne!(before, after);
        // A logo takes the place of another.
        let mut tags = vec![after];
        for format in [image::ImageFormat::Png, image::ImageFormat::Jpeg] {
            crate::logos::put(&mut owner, 1, &crate::logos::file(format)).await;
            tags.push(tag().await);
        }
        portal.sql("UPDATE association_logos SET hash = 'another'").await;
        tags.push(tag().await);
        tags.sort_unstable();
        tags.dedup();
        assert!(tags.len() >= 3, "{tags:?}");
    }

    async fn what_an_association_and_a_partner_have_said_goes_out(portal: Portal) {
        with_all_kinds(&portal).await;
        portal.sql("UPDATE associations SET about = 'Nous aidons & accueillons.'").await;
        let partners = r#"<source><publisher>Essai</publisher><mission><title>Mission d'ailleurs</title><clientId>x</clientId>
            <description>Aider</description><applicationUrl>https://exemple.org/x</applicationUrl><domain>sport</domain>
            <image>https://exemple.org/x.jpg</image><priority>high</priority><metadata>deux &amp; trois</metadata>
            <addresses><address><city>RENNES</city><postalCode>35000</postalCode></address></addresses>
            <organizationName>Les Amis</organizationName><organizationDescription>Des amis.</organizationDescription>
            </mission></source>"#;
        let (done, refused) = taken_in(&portal, partners, "Essai").await;
        assert_eq!((done.added, refused), (1, Vec::new()));
        let all = portal.get(&format!("{OUT}?tout=oui")).await;
        assert_eq!(obeys_the_rules(&all), 4);
        let document = Document::parse(&all.body).unwrap();
        let missions: Vec<_> = document.descendants().filter(|node| node.has_tag_name("mission")).collect();
        assert_eq!(text(missions[0], "organizationDescription"), "Nous aidons & accueillons.");
        let picture = text(missions[0], "image");
        assert_eq!(picture, "https://portail.example/missions/1-cafe-the-l-accueil/carte.png");
        let picture = portal.get(picture.strip_prefix("https://portail.example").unwrap()).await;
        assert_eq!((picture.status, picture.header("content-type")), (StatusCode::OK, "image/png"));
        for (name, as_it_came) in [
            ("image", "https://exemple.org/x.jpg"),
            ("priority", "high"),
            ("metadata", "deux & trois"),
            ("organizationDescription", "Des amis."),
            ("applicationUrl", "https://exemple.org/x"),
        ] {
            assert_eq!(text(missions[3], name), as_it_came, "{name}");
        }
    }
}
