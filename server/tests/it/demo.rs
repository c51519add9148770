//! `coup-de-main demo`: the same today, moved on next week.

use crate::harness::both;
use server::demo::load;
use server::places::Directory;
use server::store::needs_import::known_needs;

both! {
    async fn the_demo_loads_once_and_moves_on_with_time(portal: Portal) {
        let directory = Directory::load().unwrap();
        let db = &portal.app.db;
        let first = load(db, &directory, portal.clock.now()).await.unwrap();
        assert!(first.added >= 60 && first.changed == 0, "{first:?}");
        let again = load(db, &directory, portal.clock.now() + 3600).await.unwrap();
        assert_eq!((again.added, again.changed, again.unchanged), (0, 0, first.added));
        let later = load(db, &directory, portal.clock.now() + 8 * 86_400).await.unwrap();
        assert!(later.added == 0 && later.changed > 0 && later.unchanged > 0, "{later:?}");
        let known = known_needs(db, "demo").await.unwrap();
        assert_eq!(known.iter().filter(|need| need.state == "closed").count(), 1);
    }
}
