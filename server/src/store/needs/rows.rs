//! What belongs to a need, as the database has it.

use crate::local_time::local;
use app::domain::{
    Point,
    need::{Address, Slot, SlotTimes},
};

#[derive(sqlx::FromRow)]
pub(super) struct AddressRow {
    pub(super) need_id: i64,
    pub(super) street: String,
    pub(super) postcode: String,
    pub(super) city: String,
    pub(super) insee: String,
    pub(super) department_code: String,
    pub(super) lat: f64,
    pub(super) lon: f64,
}

#[derive(sqlx::FromRow)]
pub(super) struct SlotRow {
    pub(super) id: i64,
    pub(super) need_id: i64,
    pub(super) starts_at: Option<i64>,
    pub(super) ends_at: Option<i64>,
    pub(super) capacity: i64,
    pub(super) taken: i64,
}

impl AddressRow {
    pub(super) fn address(self) -> Address {
        Address {
            street: self.street,
            postcode: self.postcode,
            city: self.city,
            insee: self.insee,
            department_code: self.department_code,
            point: Point { lat: self.lat, lon: self.lon },
        }
    }
}

impl SlotRow {
    /// `department` says which clocks; a slot that began is over for those who'd sign up now.
    pub(super) fn slot(&self, department: &str, now: i64) -> Slot {
        Slot {
            id: self.id,
            times: self.starts_at.map(|starts| SlotTimes {
                starts: local(starts, department),
                ends: self.ends_at.map(|ends| local(ends, department)),
            }),
            capacity: self.capacity,
            taken: self.taken,
            over: self.starts_at.is_some_and(|starts| starts <= now),
        }
    }
}
