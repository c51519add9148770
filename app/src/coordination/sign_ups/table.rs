//! The table, with boxes to tick and one form for what is done with those ticked.

use super::{FilterForm, export_form::exports, filter::Filters, keys::Keys};
use crate::{
    coordination::{DeskFrame, Tab},
    domain::{
        Lang,
        association::{Association, Role},
        handling::{Handling, Seen},
        numbers::whole,
    },
    sign_up_table::LiveTable,
    texts::{follow_ups, sign_up_table as say},
    ui::turn,
};
use leptos::prelude::*;

/// What is sent where nothing is to be done.
pub const NOTHING: &str = "rien";

/// A sign-up, in words.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its id.
    pub id: i64,
    /// First and last name.
    pub name: String,
    /// Their address.
    pub email: String,
    /// The need's title.
    pub need: String,
    /// When, if the slot is dated.
    pub slot: Option<String>,
    /// When they signed up.
    pub since: String,
    /// Full days that a new one has been waiting.
    pub days: i64,
    /// What was made of it.
    pub seen: Seen,
    /// What else there is to know of the place: on the waiting list, not confirmed.
    pub place: Option<&'static str>,
    /// Who looks after them.
    pub assigned: Option<String>,
    /// The same address is in two places at once.
    pub twice: bool,
    /// Somebody called the same is in for the same need.
    pub namesake: bool,
}

/// All that the page shows but its frame.
#[derive(Clone, Debug)]
pub struct TableView {
    /// The table's address, without query, with language.
    pub base: String,
    /// The need, where the table is about one.
    pub need: Option<String>,
    /// The filter as it was sent.
    pub filter: FilterForm,
    /// The same as a query, without the page: `q=…&tri=nom`, or nothing.
    pub query: String,
    /// Where one writes to all whom the filter finds.
    pub write: String,
    /// Needs to choose from.
    pub needs: Vec<(i64, String)>,
    /// Slots to choose from.
    pub slots: Vec<(i64, String)>,
    /// Who may look after somebody.
    pub members: Vec<(i64, String)>,
    /// The lines of this page.
    pub rows: Vec<Row>,
    /// How many there are.
    pub count: i64,
    /// Whether there are more than were counted.
    pub more: bool,
    /// Which page, from 1.
    pub page: i64,
    /// The last page.
    pub pages: i64,
}

impl TableView {
    fn at(&self, page: i64) -> String {
        match (self.query.is_empty(), page) {
            (true, 1) => self.base.clone(),
            (true, _) => format!("{}?page={page}", self.base),
            (false, 1) => format!("{}?{}", self.base, self.query),
            (false, _) => format!("{}?{}&page={page}", self.base, self.query),
        }
    }
}

/// The page.
#[component]
pub fn SignUpsPage(
    lang: Lang,
    association: Association,
    role: Role,
    table: TableView,
    #[prop(default = None)] notice: Option<String>,
) -> impl IntoView {
    let acts = role >= Role::Coordinator;
    let desk = lang.href(&association.desk());
    let here = table.at(table.page);
    let found = if table.more {
        say::found_more(lang, whole(lang, table.count))
    } else {
        say::found(lang, table.count)
    };
    let none = table.rows.is_empty();
    let of_one = table.need.is_some();
    let rows = table.rows.iter().map(|row| line(lang, row, &desk, acts, of_one)).collect_view();
    let members = table.members.clone();
    let title =
        table.need.clone().map_or_else(|| say::title(lang).to_owned(), |need| say::title_of(lang, need));
    let presence = of_one.then(|| table.base.replace("/inscriptions", "/presence"));
    let head = view! {
        <thead>
            <tr>
                {acts.then(|| view! { <th scope="col"><span class="away">{say::tick(lang)}</span></th> })}
                <th scope="col">{say::col_who(lang)}</th>
                <th scope="col">{if of_one { say::slot(lang) } else { say::col_need(lang) }}</th>
                <th scope="col">{say::col_since(lang)}</th>
                <th scope="col">{say::col_state(lang)}</th>
                <th scope="col">{say::col_assigned(lang)}</th>
            </tr>
        </thead>
    };
    view! {
        <DeskFrame lang association role tab=Tab::SignUps notice>
            <div class="sign-ups-page">
                <div class="desk-title">
                    <h1>{title}</h1>
                    {presence.map(|href| view! { <a class="button quiet" href=href>{say::presence_link(lang)}</a> })}
                </div>
                <Filters lang base=table.base.clone() filter=table.filter.clone() needs=table.needs.clone() slots=table.slots.clone()
                    members=members.clone()/>
                <p class="heard" role="status"></p>
                <div class="table-found">
                    <p class="table-count" data-swap="count">{found}</p>
                    <p data-swap="write">
                        {(acts && !none).then(|| view! { <a href=table.write.clone()>{say::write_to_all(lang)}</a> })}
                    </p>
                </div>
                <div data-swap="none">{none.then(|| view! { <p>{say::none(lang)}</p> })}</div>
                // Where nobody was found it isn't seen; a live page may yet fill it.
                <form class="table-form" method="post" action=format!("{desk}/inscriptions/reponse")>
                    // Enter in a box presses the form's first button.
                    {acts.then(|| view! {
                        <button class="away" type="submit" name="faire" value=NOTHING tabindex="-1" aria-hidden="true"></button>
                    })}
                    <span data-swap="back"><input type="hidden" name="retour" value=here/></span>
                    <table class="sign-up-table">
                        <caption class="away">{say::title(lang)}</caption>
                        {head}
                        <tbody data-swap="rows">{rows}</tbody>
                    </table>
                    <Keys lang/>
                    {acts.then(|| view! { <a class="button to-answers" href="#reponse">{say::to_answers(lang)}</a> })}
                    {acts.then(|| view! { <ForTicked lang members write=format!("{desk}/relances/nouvelle")/> })}
                </form>
                <div data-swap="pages">{turn(lang, table.page, table.pages, &|page| table.at(page))}</div>
                {exports(lang, &table)}
                <LiveTable/>
            </div>
        </DeskFrame>
    }
}

/// A line; where all are for one need, that isn't said again.
fn line(lang: Lang, row: &Row, desk: &str, acts: bool, of_one: bool) -> AnyView {
    let href = format!("{desk}/inscriptions/{}", row.id);
    let label = say::tick_one(lang, &row.name);
    let waits =
        (row.seen == Seen::Handled(Handling::New) && row.days > 0).then(|| say::waits(lang, row.days));
    view! {
        <tr data-id=row.id.to_string()>
            {acts.then(|| view! {
                <td class="pick">
                    <label>
                        <input type="checkbox" name="personne" value=row.id.to_string()/>
                        <span class="away">{label}</span>
                    </label>
                </td>
            })}
            <th scope="row">
                <a href=href>{row.name.clone()}</a>
                <span class="small">{row.email.clone()}</span>
                {row.twice.then(|| view! { <span class="badge warn">{say::twice(lang)}</span> })}
                {row.namesake.then(|| view! { <span class="badge warn">{say::namesake(lang)}</span> })}
            </th>
            <td>
                {(!of_one).then(|| view! { <span>{row.need.clone()}</span> })}
                {row.slot.clone().map(|slot| view! { <span class=if of_one { "" } else { "small" }>{slot}</span> })}
            </td>
            <td class="since" data-label=say::col_since(lang)>
                <span>{row.since.clone()}</span>
                {waits.map(|words| view! { " " <span class="small waits">{words}</span> })}
            </td>
            <td class="state">
                <span class=format!("badge {}", row.seen.tone())>{row.seen.label(lang)}</span>
                {row.place.map(|words| view! { <span class="small">{words}</span> })}
            </td>
            {match row.assigned.clone() {
                Some(name) => view! { <td class="assigned" data-label=say::col_assigned(lang)>{name}</td> }.into_any(),
                None => view! { <td class="nobody">"–"</td> }.into_any(),
            }}
        </tr>
    }
    .into_any()
}

/// The buttons of what one makes of sign-ups.
#[component]
pub(super) fn HandlingButtons(lang: Lang, #[prop(default = None)] but: Option<Handling>) -> AnyView {
    let buttons = Handling::ALL
        .into_iter()
        .filter(|handling| Some(*handling) != but)
        .map(|handling| {
            let class = if handling == Handling::Declined { "button quiet danger" } else { "button quiet" };
            let words = match handling {
                Handling::New => say::do_new(lang),
                Handling::Contacted => say::do_contacted(lang),
                Handling::Accepted => say::do_accepted(lang),
                Handling::Declined => say::do_declined(lang),
                Handling::Came => say::do_came(lang),
                Handling::Absent => say::do_absent(lang),
            };
            view! { <button class=class type="submit" name="faire" value=handling.code()>{words}</button> }
        })
        .collect_view();
    view! { <div class="handling-buttons">{buttons}</div> }.into_any()
}

/// Who looks after them.
#[component]
pub(super) fn AssignTo(lang: Lang, members: Vec<(i64, String)>, chosen: Option<i64>) -> AnyView {
    let options = members
        .into_iter()
        .map(|(id, name)| {
            let selected = Some(id) == chosen;
            view! { <option value=id.to_string() selected=selected>{name}</option> }
        })
        .collect_view();
    view! {
        <div class="assign">
            <label for="membre">{say::assign(lang)}</label>
            <select id="membre" name="membre">
                <option value="0">{say::nobody(lang)}</option>
                {options}
            </select>
            <button class="button quiet" type="submit" name="faire" value="suivi">{say::do_assign(lang)}</button>
        </div>
    }
    .into_any()
}

#[component]
fn ForTicked(
    lang: Lang,
    members: Vec<(i64, String)>,
    /// Where one writes to them.
    write: String,
) -> impl IntoView {
    view! {
        <fieldset class="for-ticked" id="reponse">
            <legend>{say::for_ticked(lang)}</legend>
            <div>
                <HandlingButtons lang/>
                <button class="button quiet" type="submit" formmethod="get" formaction=write>
                    {follow_ups::write(lang)}
                </button>
                <AssignTo lang members chosen=None/>
            </div>
        </fieldset>
    }
}
