//! Exact look-up: item by id and name, department by spelling, beside tables that a user would take instead.
//!
//! Each measure passes once over all keys, in shuffled order, each key a fresh string on the heap.

use criterion::measurement::WallTime;
use criterion::{BenchmarkGroup, Criterion, Throughput, criterion_group, criterion_main};
use lvzhi::{Catalogue, ItemId};
use lvzhi_benches::keys::{self, DEPARTMENTS, Gperf, IDS, NAMES, PHF_DEPARTMENTS, PHF_IDS, PHF_NAMES};
use lvzhi_benches::shuffle::Shuffle;
use lvzhi_tables::fold::folded;
use rustc_hash::FxHashMap;
use std::collections::HashMap;
use std::hint::black_box;
use std::time::Duration;

type Keys = &'static [(&'static str, u16)];

fn item(list: &Catalogue, key: &str) -> Option<u16> {
    list.item(key).map(|item| item.index() as u16)
}

fn item_named(list: &Catalogue, key: &str) -> Option<u16> {
    list.item_named(key).map(|item| item.index() as u16)
}

fn department(list: &Catalogue, key: &str) -> Option<u16> {
    list.department(key).map(|department| department.index() as u16)
}

/// One pass over the keys. `found`: what each must give; where there is no such list, only that each gives nothing.
fn pass(
    group: &mut BenchmarkGroup<'_, WallTime>,
    name: &str,
    keys: &[String],
    found: Option<&[u16]>,
    get: impl Fn(&str) -> Option<u16>,
) {
    for (at, key) in keys.iter().enumerate() {
        assert_eq!(get(key), found.and_then(|found| found.get(at)).copied(), "{name}: {key}");
    }
    group.throughput(Throughput::Elements(keys.len() as u64));
    group.bench_function(name, |bencher| {
        bencher.iter(|| {
            for key in keys {
                black_box(get(black_box(key)));
            }
        });
    });
}

fn shuffled(keys: Keys) -> (Vec<String>, Vec<u16>) {
    let mut keys = keys.to_vec();
    Shuffle::new(1).shuffle(&mut keys);
    keys.into_iter().map(|(key, place)| (key.to_owned(), place)).unzip()
}

/// The other tables over the same keys.
fn others(
    group: &mut BenchmarkGroup<'_, WallTime>,
    keys: &[String],
    found: Option<&[u16]>,
    table: Keys,
    phf: &'static phf::Map<&'static str, u16>,
    gperf: Option<Gperf>,
) {
    pass(group, "phf::Map", keys, found, |key| phf.get(key).copied());
    let std: HashMap<&str, u16> = table.iter().copied().collect();
    pass(group, "std HashMap", keys, found, |key| std.get(key).copied());
    let brown: hashbrown::HashMap<&str, u16> = table.iter().copied().collect();
    pass(group, "hashbrown, foldhash", keys, found, |key| brown.get(key).copied());
    let fx: FxHashMap<&str, u16> = table.iter().copied().collect();
    pass(group, "HashMap, FxHash", keys, found, |key| fx.get(key).copied());
    pass(group, "sorted slice", keys, found, |key| {
        table.binary_search_by(|(is, _)| (*is).cmp(key)).ok().map(|at| table[at].1)
    });
    let fst = fst::Map::from_iter(table.iter().map(|&(key, place)| (key, u64::from(place)))).expect("keys are sorted");
    pass(group, "fst::Map", keys, found, |key| fst.get(key).map(|place| place as u16));
    if let Some(gperf) = gperf {
        pass(group, "gperf, C", keys, found, gperf);
    }
}

fn lookup(criterion: &mut Criterion) {
    let list = lvzhi::catalogue();
    let gperf = keys::gperf();
    if gperf.is_none() {
        println!("gperf is not installed: left out");
    }
    let [gperf_names, gperf_ids, gperf_departments] = gperf.map_or([None; 3], |gperf| gperf.map(Some));

    let (ids, found) = shuffled(IDS);
    let mut group = criterion.benchmark_group("id");
    let typed: Vec<ItemId> = ids.iter().filter_map(|id| id.parse().ok()).collect();
    assert_eq!(typed.len(), ids.len());
    group.throughput(Throughput::Elements(typed.len() as u64));
    group.bench_function("lvzhi, typed id", |bencher| {
        bencher.iter(|| {
            for &id in &typed {
                black_box(list.get(black_box(id)));
            }
        });
    });
    pass(&mut group, "lvzhi, written id", &ids, Some(&found), |key| item(list, key));
    others(&mut group, &ids, Some(&found), IDS, &PHF_IDS, gperf_ids);
    group.finish();

    let (names, found) = shuffled(NAMES);
    let mut group = criterion.benchmark_group("name, folded");
    // Where two items of one name exist, which of them a table holds is its own affair: the places are those of the list.
    let found: Vec<u16> =
        names.iter().zip(found).map(|(name, place)| item_named(list, name).unwrap_or(place)).collect();
    pass(&mut group, "lvzhi", &names, Some(&found), |key| item_named(list, key));
    others(&mut group, &names, Some(&found), NAMES, &PHF_NAMES, gperf_names);
    group.finish();

    let mut group = criterion.benchmark_group("name, as printed");
    let folded_key = |text: &str| folded(text).map(|(_, c)| c).collect::<String>();
    let printed: Vec<String> = found
        .iter()
        .filter_map(|&place| list.items().nth(usize::from(place)))
        .map(|item| item.name().to_owned())
        .collect();
    pass(&mut group, "lvzhi", &printed, Some(&found), |key| item_named(list, key));
    pass(&mut group, "phf::Map, folding into a String", &printed, Some(&found), |key| {
        PHF_NAMES.get(folded_key(key).as_str()).copied()
    });
    let spaced: Vec<String> = printed.iter().map(|name| format!(" {name}")).collect();
    pass(&mut group, "lvzhi, a space in front", &spaced, Some(&found), |key| item_named(list, key));
    group.finish();

    let absent: Vec<String> = names
        .iter()
        .map(|name| name.chars().rev().skip(1).collect::<Vec<_>>().into_iter().rev().chain(['口']).collect())
        .collect();
    let mut group = criterion.benchmark_group("name, absent");
    pass(&mut group, "lvzhi", &absent, None, |key| item_named(list, key));
    others(&mut group, &absent, None, NAMES, &PHF_NAMES, gperf_names);
    group.finish();

    let (spellings, found) = shuffled(DEPARTMENTS);
    let mut group = criterion.benchmark_group("department");
    let found: Vec<u16> =
        spellings.iter().zip(found).map(|(name, place)| department(list, name).unwrap_or(place)).collect();
    pass(&mut group, "lvzhi", &spellings, Some(&found), |key| department(list, key));
    others(&mut group, &spellings, Some(&found), DEPARTMENTS, &PHF_DEPARTMENTS, gperf_departments);
    group.finish();
}

criterion_group! {
    name = benches;
    config = Criterion::default()
        .warm_up_time(Duration::from_secs(1))
        .measurement_time(Duration::from_secs(3))
        .sample_size(50)
        .nresamples(10_000);
    targets = lookup
}
criterion_main!(benches);
