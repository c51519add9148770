//! What the free words of an All for Good feed mean here: a field, an activity, a flag; the others stay words.

use super::activities::ACTIVITIES;
use super::raw::RawMission;
use app::domain::Field;
use app::domain::text::fold;

/// The tag of needs that one can come to with reduced mobility, as our own feed writes it.
pub(crate) const MOBILITY: &str = "mobilite-reduite";
/// The tag of needs near public transport.
pub(crate) const TRANSPORT: &str = "transports-en-commun";

/// Words that such feeds file their opportunities under, folded, and the field each comes nearest to.
const WORDS: [(&str, Field); 38] = [
    ("animals", Field::Animals),
    ("arts culture", Field::Culture),
    ("arts", Field::Culture),
    ("board development", Field::Management),
    ("children youth", Field::Education),
    ("civil rights", Field::Citizenship),
    ("community", Field::Community),
    ("computers technology", Field::Digital),
    ("technology", Field::Digital),
    ("crisis support", Field::Emergency),
    ("disability", Field::Solidarity),
    ("disaster", Field::Emergency),
    ("disaster relief", Field::Emergency),
    ("education", Field::Education),
    ("education literacy", Field::Education),
    ("emergency safety", Field::Emergency),
    ("employment", Field::Employment),
    ("environment", Field::Environment),
    ("faith based", Field::Community),
    ("gay lesbian bi trans", Field::Community),
    ("health", Field::Health),
    ("health medicine", Field::Health),
    ("homeless housing", Field::Solidarity),
    ("homeless hungry", Field::Solidarity),
    ("hunger", Field::Solidarity),
    ("immigrants refugees", Field::Solidarity),
    ("international", Field::Humanitarian),
    ("justice legal", Field::Management),
    ("media broadcasting", Field::Communication),
    ("nature", Field::Environment),
    ("politics", Field::Citizenship),
    ("poverty", Field::Solidarity),
    ("race ethnicity", Field::Citizenship),
    ("science", Field::Research),
    ("seniors", Field::Solidarity),
    ("sports recreation", Field::Sport),
    ("veterans military families", Field::PublicService),
    ("women", Field::Solidarity),
];

/// Takes out of the tags of a mission what says its field, its activity and its flags. A field's own code comes first,
/// then the words above, the least general one; without any it is filed under living together, as the widest.
pub(super) fn sort(mission: &mut RawMission) {
    let mut tags = std::mem::take(&mut mission.tags);
    let mut flag = |name: &str| {
        let found = tags.iter().position(|tag| tag == name);
        found.map(|index| tags.remove(index)).map_or_else(String::new, |_| "yes".to_owned())
    };
    mission.reduced_mobility_accessible = flag(MOBILITY);
    mission.close_to_transport = flag(TRANSPORT);
    let code = tags.iter().position(|tag| Field::from_code(tag).is_some());
    let meant = |tag: &String| {
        let folded = fold(tag);
        WORDS.iter().find(|(word, _)| *word == folded).map(|(_, field)| *field)
    };
    mission.domain = match code {
        Some(index) => tags.remove(index),
        None => {
            let found: Vec<Field> = tags.iter().filter_map(meant).collect();
            let telling = found.iter().find(|field| **field != Field::Community).or(found.first());
            telling.unwrap_or(&Field::Community).code().to_owned()
        }
    };
    if let Some(index) = tags.iter().position(|tag| ACTIVITIES.contains(&tag.as_str())) {
        mission.activity = vec![tags.remove(index)];
    }
    mission.tags = tags;
}
