//! What those read who may not see a need.

use crate::store::{
    Db, StoreError,
    dialect::{among, ids as listed, pick},
    rows,
};
use app::domain::need::{AssociationLine, Need, NeedState, Remote, SignUpAt};
use std::collections::HashSet;

/// Which of these the public doesn't see.
async fn withheld_of(db: &Db, ids: &[i64]) -> Result<HashSet<i64>, StoreError> {
    let found = rows!(
        db,
        (i64,),
        pick(
            db,
            among!(
                "SELECT need_id FROM need_holds WHERE state IN ('held', 'down') AND need_id IN ",
                "$1",
                ""
            )
        ),
        listed(ids)
    )?;
    Ok(found.into_iter().map(|(id,)| id).collect())
}

/// Takes out all that is said in what the public doesn't see, for those who must learn that it is closed.
///
/// # Errors
/// When the database fails.
pub async fn blanked(db: &Db, mut needs: Vec<Need>) -> Result<Vec<Need>, StoreError> {
    let closed: Vec<i64> =
        needs.iter().filter(|need| need.state == NeedState::Closed).map(|need| need.id).collect();
    if closed.is_empty() {
        return Ok(needs);
    }
    let withheld = withheld_of(db, &closed).await?;
    for need in needs.iter_mut().filter(|need| withheld.contains(&need.id)) {
        *need = blank(need);
    }
    Ok(needs)
}

/// A need of which one learns its id, whose it is and that it is closed. Each field is named: who adds one decides.
fn blank(need: &Need) -> Need {
    Need {
        id: need.id,
        slug: String::new(),
        title: String::new(),
        description_html: String::new(),
        description_text: String::new(),
        field: need.field,
        activity: None,
        remote: Remote::No,
        schedule: None,
        audience: None,
        requirements: None,
        tags: None,
        open_to_minors: false,
        reduced_mobility: false,
        close_to_transport: false,
        page_url: None,
        sign_up: SignUpAt::Here,
        first_day: None,
        last_day: None,
        state: NeedState::Closed,
        posted_on: need.posted_on,
        association: AssociationLine {
            id: need.association.id,
            name: String::new(),
            web_page: None,
            logo: None,
        },
        addresses: Vec::new(),
        slots: Vec::new(),
        credit: None,
    }
}
