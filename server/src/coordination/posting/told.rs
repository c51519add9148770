//! What changes for people who signed up is told to them: the coordinator is led to the mail, written already, sees
//! whom it goes to, mends it, sends it or leaves it.

use super::new::to;
use crate::{
    http::{AppError, Visit, signed_in::Member},
    store::needs_posted::CountsOn,
};
use app::coordination::posting::News;
use axum::response::Response;

/// More people than an address can name: then all of the need are meant.
pub(super) const MOST_NAMED: usize = 200;

/// Those for whom time or place is another now. Who isn't among `after` any more was moved into the past, and is told.
pub(super) fn affected(before: &[CountsOn], after: &[CountsOn]) -> Vec<i64> {
    before.iter().filter(|one| !after.contains(one)).map(|one| one.sign_up_id).collect()
}

/// To the mail for these people of a need.
pub(super) fn tell(
    visit: &Visit,
    member: &Member,
    need: i64,
    people: &[i64],
    news: News,
) -> Result<Response, AppError> {
    let (subject, body) = news.words(visit.lang);
    let mut query = vec![("subject", subject.to_owned()), ("body", body.to_owned())];
    if people.len() > MOST_NAMED {
        query.push(("mission", need.to_string()));
    } else {
        query.extend(people.iter().map(|id| ("personne", id.to_string())));
    }
    query.push(("fait", news.code().to_owned()));
    let query = serde_html_form::to_string(&query).map_err(|_| AppError::BadRequest("not a form"))?;
    Ok(to(visit, member, &format!("/relances/nouvelle?{query}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_counts_on_something_else_now_is_told() {
        let one = |sign_up_id, starts_at, place: &str| CountsOn {
            sign_up_id,
            starts_at: Some(starts_at),
            ends_at: None,
            place: place.to_owned(),
        };
        let before = [one(1, 10, "a"), one(2, 20, "a"), one(3, 30, "a")];
        assert_eq!(affected(&before, &before), Vec::<i64>::new());
        assert_eq!(affected(&before, &[one(1, 10, "a"), one(2, 25, "a")]), [2, 3]);
        assert_eq!(affected(&before, &[one(1, 10, "b"), one(2, 20, "b"), one(3, 30, "b")]), [1, 2, 3]);
    }
}
