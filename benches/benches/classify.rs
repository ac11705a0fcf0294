//! Free text to items, beside tantivy over the same 292 documents. 200 texts of each kind, in turn.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use lvzhi::{LONGEST_QUERY, MOST_MATCHES};
use lvzhi_benches::compose::{forms, texts};
use lvzhi_benches::documents::documents;
use lvzhi_benches::rivals::{Rival, Tantivy};
use std::hint::black_box;
use std::time::Duration;

/// Texts of each kind.
const TEXTS: usize = 200;

fn classify(criterion: &mut Criterion) {
    let list = lvzhi::catalogue();
    let tantivy = Tantivy::new(&documents(list)).expect("an index in memory");
    let sets = [
        ("25 characters", texts(list, TEXTS, 25)),
        ("200 characters", texts(list, TEXTS, 200)),
        ("a hotline form of 200 characters", forms(list, TEXTS, 200)),
    ];
    for (name, texts) in sets {
        let mut group = criterion.benchmark_group(format!("classify, {name}"));
        group.throughput(Throughput::Elements(TEXTS as u64));
        group.bench_function("lvzhi", |bencher| {
            bencher.iter(|| {
                for text in &texts {
                    let _ = black_box(list.classify(black_box(text)));
                }
            });
        });
        group.bench_function("lvzhi, with evidence", |bencher| {
            bencher.iter(|| {
                for text in &texts {
                    let Some(best) = list.classify(black_box(text)).ok().and_then(|answer| answer.best()) else {
                        continue;
                    };
                    list.evidence(text, best.item).for_each(|evidence| {
                        black_box(evidence);
                    });
                }
            });
        });
        group.bench_function("tantivy, bigrams, top 5", |bencher| {
            bencher.iter(|| {
                for text in &texts {
                    black_box(tantivy.ask(black_box(text), 5));
                }
            });
        });
        group.finish();
    }

    // As many characters as a query may have: 60,000, or what its limit in bytes holds of Chinese.
    let longest = 60_000.min(LONGEST_QUERY / '中'.len_utf8());
    let [text] = &texts(list, 1, longest)[..] else { return };
    assert!(
        text.len() <= LONGEST_QUERY && list.classify(text).is_ok_and(|answer| answer.matches().count() <= MOST_MATCHES)
    );
    let mut group = criterion.benchmark_group("classify, longest");
    group.throughput(Throughput::Elements(1)).sample_size(10);
    group.bench_function(format!("lvzhi, {longest} characters"), |bencher| {
        bencher.iter(|| list.classify(black_box(text)))
    });
    group.finish();
}

criterion_group! {
    name = benches;
    config = Criterion::default()
        .warm_up_time(Duration::from_secs(1))
        .measurement_time(Duration::from_secs(3))
        .sample_size(50)
        .nresamples(10_000);
    targets = classify
}
criterion_main!(benches);
