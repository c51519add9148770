//! The index alone, one thread: built from nothing, then asked as people might. `make bench` measures the same
//! through HTTP; this one says where the time goes. Sizes: `BENCH_NEEDS`, default `100000,1000000`.
#![allow(missing_docs, clippy::print_stdout, reason = "a program that prints")]

use app::domain::{Field, Point, need::Remote, search::Sort};
use rand::{RngExt, SeedableRng, rngs::StdRng, seq::IndexedRandom};
use server::{
    places::{Commune, Directory},
    search::{Index, IndexArea, IndexQuery, NeedDocument},
};
use std::time::{Duration, Instant};

type Outcome<T = ()> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

/// The most usual come first; half of all words are among them.
const WORDS: [&str; 24] = [
    "de",
    "bénévoles",
    "pour",
    "les",
    "association",
    "nous",
    "personnes",
    "aide",
    "enfants",
    "avec",
    "équipe",
    "accompagner",
    "animaux",
    "jardin",
    "maraude",
    "cuisine",
    "lecture",
    "vélos",
    "rivière",
    "théâtre",
    "numérique",
    "devoirs",
    "collecte",
    "vêtements",
];
const QUERIES: usize = 400;

fn main() -> Outcome {
    let sizes = std::env::var("BENCH_NEEDS").unwrap_or_else(|_| "100000,1000000".to_owned());
    let directory = Directory::load()?;
    let communes = Communes::new(directory.communes());
    for size in sizes.split(',') {
        measure(&communes, size.trim().parse()?)?;
    }
    Ok(())
}

fn measure(communes: &Communes<'_>, size: i64) -> Outcome {
    let dir = std::env::temp_dir().join(format!("search-index-{}", std::process::id()));
    let index = Index::open(Some(&dir))?;
    let mut rng = StdRng::seed_from_u64(1789);
    let mut spent = Duration::ZERO;
    let ids: Vec<i64> = (1..=size).collect();
    for batch in ids.chunks(1000) {
        let needs: Vec<_> = batch.iter().map(|id| communes.need(*id, &mut rng)).collect();
        let started = Instant::now();
        index.stage(&needs, &[])?;
        spent += started.elapsed();
    }
    let started = Instant::now();
    index.commit(size)?;
    spent += started.elapsed();
    println!("{size} needs: built in {:.1} s, {} MB resident", spent.as_secs_f64(), resident_mb());

    let paris = |radius_km| IndexArea::Circle { centre: Point { lat: 48.8566, lon: 2.3522 }, radius_km };
    let plain = IndexQuery { limit: 20, ..IndexQuery::default() };
    let near = IndexQuery { area: paris(50.0), sort: Sort::Distance, ..plain.clone() };
    let words = |words: &str| IndexQuery { words: words.to_owned(), sort: Sort::Pertinence, ..near.clone() };
    let cases = [
        ("everything", plain.clone()),
        ("Paris 50 km", near.clone()),
        ("Paris 50 km, field", IndexQuery { fields: vec![Field::Sport], ..near.clone() }),
        ("Paris 50 km, a usual word", words("bénévoles")),
        ("Paris 50 km, a usual word, field", IndexQuery { fields: vec![Field::Sport], ..words("bénévoles") }),
        ("Paris 50 km, two words, field", IndexQuery { fields: vec![Field::Sport], ..words("aide devoirs") }),
        ("Paris 50 km, a rare word", words("mot4321")),
        ("Paris 50 km, a slip", words("jadrin")),
        ("Paris 50 km, two slips", words("nuemrqiue")),
        (
            "a department, page 50",
            IndexQuery { area: IndexArea::Departments(vec!["59".to_owned()]), offset: 980, ..plain.clone() },
        ),
        ("everything, page 500", IndexQuery { offset: 9980, ..plain.clone() }),
    ];
    for (name, query) in &cases {
        let mut times = Vec::with_capacity(QUERIES);
        let mut total = 0;
        for _ in 0..QUERIES {
            let started = Instant::now();
            total = index.search(query)?.total;
            times.push(started.elapsed().as_secs_f64() * 1e3);
        }
        times.sort_by(f64::total_cmp);
        println!(
            "  {name:34} {total:>8} needs  p50 {:6.2} ms  p99 {:6.2} ms",
            times[QUERIES / 2],
            times[QUERIES * 99 / 100]
        );
    }
    let started = Instant::now();
    let ways =
        index.rescue(&IndexQuery { words: "zzzzzzzzzz".into(), minors: true, remote: true, ..near })?;
    println!("  rescue: {} ways in {:.1} ms", ways.len(), started.elapsed().as_secs_f64() * 1e3);
    let started = Instant::now();
    index.apply(&[communes.need(7, &mut rng)], &[8], size + 1)?;
    println!("  one change: {:.1} ms; {} MB resident", started.elapsed().as_secs_f64() * 1e3, resident_mb());
    drop(index);
    let started = Instant::now();
    Index::open(Some(&dir))?;
    println!("  opened again: {:.1} ms", started.elapsed().as_secs_f64() * 1e3);
    std::fs::remove_dir_all(dir)?;
    Ok(())
}

/// Communes to draw from, each as often as people live there.
struct Communes<'a> {
    all: Vec<&'a Commune>,
    sums: Vec<u64>,
}

impl<'a> Communes<'a> {
    fn new(all: &'a [Commune]) -> Self {
        // Paris, Lyon and Marseille are there as arrondissements.
        let all: Vec<_> =
            all.iter().filter(|one| one.point.is_some() && !one.has_arrondissements()).collect();
        let mut sum = 0;
        let sums = all.iter().map(|one| {
            sum += u64::from(one.population);
            sum
        });
        Self { sums: sums.collect(), all }
    }

    fn pick(&self, rng: &mut StdRng) -> &'a Commune {
        let drawn = rng.random_range(0..self.sums.last().copied().unwrap_or(1));
        self.all[self.sums.partition_point(|sum| *sum <= drawn)]
    }

    /// A need of about sixty words; one in ten has two addresses, one in fifty none.
    fn need(&self, need_id: i64, rng: &mut StdRng) -> NeedDocument {
        let count = if need_id % 50 == 3 { 0 } else { 1 + usize::from(need_id % 10 == 0) };
        let places: Vec<&Commune> = (0..count).map(|_| self.pick(rng)).collect();
        let text: Vec<String> = (0..55).map(|_| word(rng)).collect();
        let first_day = rng.random_bool(0.5).then(|| rng.random_range(20_700..20_900));
        let mut near = |place: &Commune| {
            let jitter = rng.random_range(-0.02..0.02);
            place.point.map(|at| {
                (Point { lat: at.lat + jitter, lon: at.lon - jitter }, place.department.code.to_string())
            })
        };
        NeedDocument {
            need_id,
            title: text[..5].join(" "),
            description_text: text.join(" "),
            association: format!("Association {}", need_id / 40),
            activity: String::new(),
            tags: String::new(),
            addresses: places.iter().filter_map(|place| near(place)).collect(),
            cities: places.iter().map(|place| place.name.to_string()).collect(),
            field: Field::ALL.choose(rng).copied().unwrap_or(Field::Sport),
            remote: if count == 0 { Remote::Full } else { Remote::No },
            open_to_minors: need_id % 3 == 0,
            reduced_mobility: need_id % 4 == 0,
            first_day,
            last_day: first_day,
            days: Vec::new(),
            opened: need_id,
            posted_at: 1_790_000_000 + need_id % 7_776_000,
        }
    }
}

/// One of the usual words, or one of 20,000 others, the earlier the more often.
fn word(rng: &mut StdRng) -> String {
    let drawn: f64 = rng.random();
    if rng.random_bool(0.5) {
        return WORDS[(drawn * drawn * WORDS.len() as f64) as usize].to_owned();
    }
    format!("mot{}", (drawn * drawn * drawn * 20_000.0) as u32)
}

/// What the kernel counts as resident, file pages included.
fn resident_mb() -> u64 {
    let pages = std::fs::read_to_string("/proc/self/statm").ok();
    let pages = pages.and_then(|text| text.split(' ').nth(1).and_then(|pages| pages.parse::<u64>().ok()));
    pages.unwrap_or(0) * 4096 / 1_048_576
}
