//! Changes, folders and revisions.

use super::*;
use std::fs;

fn total(index: &Index) -> u32 {
    index.search(&everything()).unwrap().total
}

#[test]
fn a_change_is_seen_at_once() {
    let index = index(&[need(1, "Maraude", ""), need(2, "Refuge", "")]);
    index.apply(&[need(1, "Chorale", ""), need(3, "Maraude", "")], &[2, 99], 7).unwrap();
    assert_eq!((total(&index), index.revision()), (2, 7));
    let words =
        |words: &str| ids(&index.search(&IndexQuery { words: words.into(), ..everything() }).unwrap());
    assert_eq!((words("maraude"), words("chorale"), words("refuge")), (vec![3], vec![1], vec![]));
    index.apply(&[], &[1, 3], 8).unwrap();
    assert!(index.is_empty());
}

#[test]
fn staged_needs_are_seen_together() {
    let index = index(&[need(1, "Maraude", "")]);
    index.clear().unwrap();
    index.stage(&[need(2, "Refuge", "")], &[]).unwrap();
    index.stage(&[need(3, "Chorale", "")], &[]).unwrap();
    assert_eq!((ids(&index.search(&everything()).unwrap()), index.revision()), (vec![1], 1));
    index.commit(5).unwrap();
    assert_eq!((ids(&index.search(&everything()).unwrap()), index.revision()), (vec![3, 2], 5));
}

#[test]
fn it_is_all_there_after_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("search");
    let index = Index::open(Some(&dir)).unwrap();
    assert_eq!((total(&index), index.revision()), (0, 0));
    index.apply(&[need(1, "Maraude", ""), need(2, "Refuge", "")], &[], 41).unwrap();
    index.apply(&[], &[2], 42).unwrap();
    drop(index);
    let index = Index::open(Some(&dir)).unwrap();
    assert_eq!((total(&index), index.revision()), (1, 42));
    assert_eq!(index.search(&everything()).unwrap().departments, [("35".to_owned(), 1)]);
}

#[test]
fn a_broken_or_foreign_index_starts_anew() {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path();
    let breaks: [fn(&std::path::Path); 5] = [
        |dir| fs::write(dir.join("meta.json"), "{").unwrap(),
        |dir| fs::write(dir.join("version"), "another").unwrap(),
        |dir| fs::remove_file(dir.join("meta.json")).unwrap(),
        |dir| change_segments(dir, |_| b"cut".to_vec()),
        |dir| {
            change_segments(dir, |mut bytes| {
                bytes[0] ^= 1;
                bytes
            });
        },
    ];
    for break_it in breaks {
        let index = Index::open(Some(dir)).unwrap();
        index.apply(&[need(1, "Maraude", "")], &[], 3).unwrap();
        drop(index);
        break_it(dir);
        let index = Index::open(Some(dir)).unwrap();
        assert_eq!((total(&index), index.revision()), (0, 0));
        index.apply(&[need(1, "Maraude", "")], &[], 4).unwrap();
        assert_eq!((total(&index), index.revision()), (1, 4));
    }
}

#[test]
fn one_folder_has_one_writer() {
    let folder = tempfile::tempdir().unwrap();
    let first = Index::open(Some(folder.path())).unwrap();
    first.apply(&[need(1, "Maraude", "")], &[], 3).unwrap();
    assert!(Index::open(Some(folder.path())).is_err());
    assert_eq!(total(&first), 1);
}

/// Changes the content of every file that holds needs.
fn change_segments(dir: &std::path::Path, change: impl Fn(Vec<u8>) -> Vec<u8>) {
    for entry in fs::read_dir(dir).unwrap().map(Result::unwrap) {
        if entry.path().extension().is_some_and(|end| end != "json" && end != "lock") {
            fs::write(entry.path(), change(fs::read(entry.path()).unwrap())).unwrap();
        }
    }
}

#[test]
fn it_recovers_from_a_folder_that_could_not_be_written() {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("search");
    let index = Index::open(Some(&dir)).unwrap();
    index.apply(&[need(1, "Maraude", "")], &[], 3).unwrap();
    // Root may write to a read-only folder, but not to one that is gone.
    let away = folder.path().join("away");
    fs::rename(&dir, &away).unwrap();
    assert!(index.apply(&[need(2, "Refuge", "")], &[], 4).is_err());
    assert_eq!((total(&index), index.revision()), (1, 3));
    fs::rename(&away, &dir).unwrap();
    index.apply(&[need(2, "Refuge", ""), need(3, "Chorale", "")], &[], 5).unwrap();
    assert_eq!((total(&index), index.revision()), (3, 5));
}
