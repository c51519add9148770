//! Puts associations and needs into a test portal's database, as an import would.

use crate::harness::{Portal, START};
use app::domain::{
    Field, Point,
    need::{Address, Remote, SignUpAt},
};
use server::store::needs_import::{
    AssociationToPut, FeedRow, NeedToPut, SlotToPut, close_need, put_association, put_feed, put_need,
    take_revisions,
};

/// A need to sow; `Seed::new("title")` is open, in Rennes, with one undated slot of eight.
#[derive(Clone)]
pub struct Seed {
    pub title: &'static str,
    pub description: &'static str,
    pub association: &'static str,
    pub contact: Option<&'static str>,
    pub field: Field,
    pub remote: Remote,
    pub open_to_minors: bool,
    pub reduced_mobility: bool,
    pub page_url: Option<&'static str>,
    pub sign_up: SignUpAt,
    pub first_day: Option<jiff::civil::Date>,
    pub last_day: Option<jiff::civil::Date>,
    pub addresses: Vec<Address>,
    pub slots: Vec<SlotToPut>,
    pub closed: bool,
}

impl Seed {
    pub fn new(title: &'static str) -> Self {
        Self {
            title,
            description: "Une description assez longue pour être lue.",
            association: "Les Mains ouvertes",
            contact: Some("contact@mains-ouvertes.example"),
            field: Field::Solidarity,
            remote: Remote::No,
            open_to_minors: false,
            reduced_mobility: false,
            page_url: None,
            sign_up: SignUpAt::Here,
            first_day: None,
            last_day: None,
            addresses: vec![rennes()],
            slots: vec![SlotToPut { starts_at: None, ends_at: None, capacity: 8 }],
            closed: false,
        }
    }

    /// One undated slot with that many places.
    pub fn places(mut self, capacity: i64) -> Self {
        self.slots = vec![SlotToPut { starts_at: None, ends_at: None, capacity }];
        self
    }

    /// Dated slots of three hours: days from the start of the test, and capacity.
    pub fn dated(mut self, slots: &[(i64, i64)]) -> Self {
        self.slots = slots
            .iter()
            .map(|(days, capacity)| SlotToPut {
                starts_at: Some(START + days * 86_400),
                ends_at: Some(START + days * 86_400 + 3 * 3600),
                capacity: *capacity,
            })
            .collect();
        self
    }

    /// At these places instead.
    pub fn at(mut self, addresses: &[Address]) -> Self {
        self.addresses = addresses.to_vec();
        self
    }

    /// Puts it into the database and the index; answers its id.
    pub async fn sow(self, portal: &Portal) -> i64 {
        let mut tx = portal.app.db.begin().await.unwrap();
        let feed = put_feed(&mut tx, FeedRow { name: "essai", url: "", credit: "" }, START).await.unwrap();
        let association = AssociationToPut {
            key: self.association,
            name: self.association,
            web_page: Some("https://mains-ouvertes.example"),
            contact_email: self.contact,
            ..AssociationToPut::default()
        };
        let association = put_association(&mut tx, feed, association, START).await.unwrap();
        let revision = take_revisions(&mut tx, 1).await.unwrap();
        let client_id = format!("essai-{revision}");
        let html = format!("<p>{}</p>", self.description);
        let need = NeedToPut {
            association_id: association,
            client_id: &client_id,
            content_hash: &client_id,
            title: self.title,
            description_html: &html,
            description_text: self.description,
            field: self.field,
            activity: None,
            remote: self.remote,
            schedule: None,
            audience: None,
            requirements: None,
            tags: None,
            open_to_minors: self.open_to_minors,
            reduced_mobility: self.reduced_mobility,
            close_to_transport: false,
            page_url: self.page_url,
            sign_up: self.sign_up,
            first_day: self.first_day,
            last_day: self.last_day,
            feed_extra: None,
            posted_at: START + revision,
            addresses: &self.addresses,
            slots: &self.slots,
        };
        let id = put_need(&mut tx, feed, &need, revision, START).await.unwrap();
        if self.closed {
            let revision = take_revisions(&mut tx, 1).await.unwrap();
            close_need(&mut tx, id, revision, START).await.unwrap();
        }
        tx.commit().await.unwrap();
        server::catch_up::catch_up(&portal.app).await.unwrap();
        id
    }
}

fn place(city: &str, postcode: &str, insee: &str, department: &str, lat: f64, lon: f64) -> Address {
    Address {
        street: "1 place de la Mairie".into(),
        postcode: postcode.into(),
        city: city.into(),
        insee: insee.into(),
        department_code: department.into(),
        point: Point::new(lat, lon).unwrap(),
    }
}

pub fn rennes() -> Address {
    place("Rennes", "35000", "35238", "35", 48.1113, -1.6800)
}

pub fn paris() -> Address {
    place("Paris", "75004", "75056", "75", 48.8555, 2.3600)
}

/// 8 km from Rennes.
pub fn cesson() -> Address {
    place("Cesson-Sévigné", "35510", "35051", "35", 48.1212, -1.6030)
}
