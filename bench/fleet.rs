//! How fast the fleet is on this machine: `cargo xtask bench` runs it.
//!
//! The connections are those of the sandbox, read by the clients, a quarter from each vendor. Memory and what the screen
//! adds are measured in a browser.

mod queries;

use std::hint::black_box;
use std::time::Duration;

use criterion::{BatchSize, BenchmarkId, Criterion, criterion_group, criterion_main};
use patchbay_fleet::{Column, Facet, Filter, Fleet, Sort};
use patchbay_tests::play::{Play, sources};
use patchbay_vendors::page::Query;
use queries::QUERIES;

const SIZES: [usize; 2] = [100_000, 1_000_000];

fn filled(size: usize) -> Fleet {
    let mut fleet = Fleet::default();
    let kinds = ["pica", "composio-3.1", "peaka", "omni"];
    for source in kinds.map(sources::named) {
        let play = Play::of(&source, size / kinds.len());
        for connection in play.all(&Query::default()) {
            fleet.put(&source.id, connection);
        }
    }
    while fleet.prepare() {}
    fleet
}

fn text(text: &str) -> Filter {
    Filter { text: text.to_owned(), ..Filter::default() }
}

fn failed(mut filter: Filter) -> Filter {
    filter.choose(Facet::State, "failed".to_owned());
    filter
}

fn measure(criterion: &mut Criterion) {
    for size in SIZES {
        let fleet = filled(size);
        let mut group = criterion.benchmark_group(format!("{size} connections"));
        group
            .sample_size(10)
            .warm_up_time(Duration::from_millis(500))
            .measurement_time(Duration::from_secs(2));
        group.bench_function("all of twenty searches, letter by letter", |bench| {
            bench.iter(|| {
                for query in QUERIES {
                    for (end, letter) in query.char_indices() {
                        let typed = query.get(..end + letter.len_utf8()).unwrap_or_default();
                        black_box(fleet.find(&text(typed), Sort::default()));
                    }
                }
            });
        });
        for (name, filter) in [
            ("nothing", Filter::default()),
            ("one letter", text("a")),
            ("a word", text("nordwind")),
            ("a facet", failed(Filter::default())),
        ] {
            group.bench_function(BenchmarkId::new("find", name), |bench| {
                bench.iter(|| black_box(fleet.find(&filter, Sort::default())));
            });
        }
        for column in Column::ALL {
            // Three orders are remembered: with two others between, this one is made anew.
            let other = |column| Sort { column, descending: true };
            let others = [Column::State, Column::Source, Column::Tags, Column::Active];
            let others = others.map(other).into_iter().filter(|other| other.column != column).take(3);
            let others: Vec<Sort> = others.collect();
            group.bench_function(BenchmarkId::new("sort", column.code()), |bench| {
                bench.iter_batched(
                    || others.iter().for_each(|other| drop(fleet.find(&text("zzzzzz"), *other))),
                    |()| black_box(fleet.find(&Filter::default(), Sort { column, descending: false })),
                    BatchSize::PerIteration,
                );
            });
        }
        group.finish();
    }
}

criterion_group!(benches, measure);
criterion_main!(benches);
