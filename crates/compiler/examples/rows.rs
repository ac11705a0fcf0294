//! Prints every row of a compiled file as the library reads it, a JSON line each, for `tests/read_compiled.py` to compare with what it reads:
//! `cargo run --release -p lvzhi-compiler --example rows -- FILE`.

use lvzhi_tables::container::{Container, FileKind};
use lvzhi_tables::frame::FrameRow;
use lvzhi_tables::index::{Index, IndexRow, Parts};
use lvzhi_tables::layout::{HashRow, Run, Span};
use lvzhi_tables::list::{ListTags, Tables};
use lvzhi_tables::matters::{Logistic, Matters, MattersTags};
use lvzhi_tables::meaning::Place;
use lvzhi_tables::own::Shares;
use lvzhi_tables::weights::Weights;
use serde_json::{Value, json};
use std::io::{self, Write};

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let path = std::env::args_os().nth(1).ok_or("usage: rows FILE")?;
    let bytes = std::fs::read(path)?;
    let mut out = Out { out: io::BufWriter::new(io::stdout().lock()) };
    if bytes.get(12..16) == Some(&FileKind::Matters.tag()) {
        matters(&Matters::open(&bytes)?, &mut out)?;
        let file = Container::open(&bytes, FileKind::Matters)?;
        let parts = Parts {
            displacements: file.rows(MattersTags::DISPLACEMENTS)?,
            terms: file.rows(MattersTags::TERMS)?,
            postings: file.bytes(MattersTags::POSTINGS)?,
        };
        indexes("indx", ["disp", "term"], file.rows(MattersTags::INDEX)?, &parts, Of::Matters, &mut out)?;
        let frame: &[FrameRow] = file.rows(MattersTags::FRAME)?;
        out.rows("fram", frame, |row| {
            let bounds = [row.bias, row.other, row.part].map(|number| number.get());
            json!([index(&row.terms), hash(&row.labels), bounds])
        })?;
        frame.iter().try_for_each(|row| out.postings(&row.terms, &parts, Of::Matters))?;
    } else {
        let tables = Tables::open(&bytes)?;
        list(&tables, &mut out)?;
        let file = Container::open(&bytes, FileKind::List)?;
        out.rows("hash", file.rows(ListTags::HASHES)?, hash)?;
        indexes("ownw", ["disp", "term"], tables.own, &tables.parts, Of::Items, &mut out)?;
        let taught = &tables.taught;
        out.rows("tauw", taught.rows, |row| json!([row.item.get(), row.text.of(taught.text)]))?;
        out.rows("taul", taught.links, |row| json!([row.item.get(), row.matter.get()]))?;
        indexes("taui", ["taud", "taut"], taught.index, &taught.parts, Of::Items, &mut out)?;
    }
    out.out.flush()?;
    Ok(())
}

/// What the classes of an index are.
#[derive(Clone, Copy)]
enum Of {
    Matters,
    Items,
}

struct Out<W> {
    out: W,
}

impl<W: Write> Out<W> {
    fn rows<T>(&mut self, section: &str, rows: &[T], fields: impl Fn(&T) -> Value) -> io::Result<()> {
        rows.iter().try_for_each(|row| writeln!(self.out, "{}", json!([section, fields(row)])))
    }

    /// What the terms of an index say, one line a term.
    fn postings(&mut self, row: &IndexRow, parts: &Parts<'_>, of: Of) -> io::Result<()> {
        let index = Index::of_row(row, parts);
        for term in 0..index.len() {
            let said = index.said(term);
            let weight = |class| match of {
                Of::Matters => i16::from(Weights::of(said).weight(class)),
                Of::Items => i16::from(Shares::of(said).share(class)),
            };
            let said: Vec<(usize, i16)> =
                (0..index.classes).map(|class| (class, weight(class))).filter(|&(_, weight)| weight != 0).collect();
            writeln!(self.out, "{}", json!(["postings", [index.key(term), index.rarity(term), said]]))?;
        }
        Ok(())
    }
}

fn run(run: Run) -> Value {
    json!([run.start.get(), run.len.get()])
}

fn hash(row: &HashRow) -> Value {
    json!([row.seed.get(), run(row.displacements), row.slots.get(), row.reading])
}

fn index(row: &IndexRow) -> Value {
    let hash = &row.hash;
    json!([
        hash.seed.get(),
        run(hash.displacements),
        hash.slots.get(),
        hash.reading,
        run(row.terms),
        run(row.postings),
        row.scale.get(),
        row.classes.get()
    ])
}

fn list<W: Write>(list: &Tables<'_>, out: &mut Out<W>) -> io::Result<()> {
    let text = |span: Span| span.of(list.text);
    out.rows("town", std::slice::from_ref(list.township), |row| {
        let texts =
            [row.data_version, row.edition, row.name, row.county, row.prefecture, row.region, row.code].map(text);
        let numbers: Vec<u16> = [row.items, row.categories, row.departments, row.missing_departments]
            .into_iter()
            .flatten()
            .chain(row.tiers)
            .chain([row.longest_key])
            .map(|number| number.get())
            .collect();
        json!([texts, numbers, row.made_up])
    })?;
    out.rows("figu", list.figures, |row| json!([text(row.key), text(row.name), row.value.get(), text(row.unit)]))?;
    out.rows("cate", list.categories, |row| json!([row.tier, text(row.name), row.items.get()]))?;
    out.rows("depa", list.departments, |row| {
        json!([text(row.name), text(row.short), run(row.aliases), row.kind, run(row.items)])
    })?;
    out.rows("span", list.spans, |&row| json!([text(row)]))?;
    out.rows("item", list.items, |row| {
        let runs = [
            row.departments,
            row.upper_duties,
            row.township_duties,
            row.takeovers,
            row.lines,
            row.repairs,
            row.related,
        ];
        json!([row.category.get(), text(row.name), runs.map(run)])
    })?;
    out.rows("link", list.links, |row| json!([run(row.covers), row.own_weight.get()]))?;
    out.rows("grou", list.groups, |row| json!([text(row.heading), row.department.get(), run(row.duties)]))?;
    out.rows("take", list.takeovers, |row| json!([row.department.get(), text(row.method)]))?;
    out.rows("line", list.lines, |row| json!([row.get()]))?;
    out.rows("repa", list.repairs, |row| {
        json!([text(row.field), text(row.scanned), row.kind, text(row.basis), text(row.basis_zh)])
    })?;
    out.rows("rela", list.related, |row| json!([row.get()]))?;
    out.rows("cove", list.covers, |row| {
        json!([row.item.get(), row.matter.get(), row.offset.get(), row.sure, row.flags])
    })?;
    out.rows("byma", list.by_matter, |row| json!([row.get()]))?;
    out.rows("fima", list.first_of_matter, |row| json!([row.get()]))?;
    out.rows("itde", list.item_departments, |row| json!([row.get()]))?;
    out.rows("deit", list.department_items, |row| json!([row.get()]))?;
    out.rows("plac", list.places, place)?;
    for (section, table) in [("name", &list.names), ("spel", &list.spellings)] {
        out.rows(section, table.keys, |row| json!([text(row.key), row.value.get()]))?;
    }
    Ok(())
}

/// Indexes, and the sections that their parts stand in.
fn indexes<W: Write>(
    section: &str,
    [displacements, terms]: [&str; 2],
    rows: &[IndexRow],
    parts: &Parts<'_>,
    of: Of,
    out: &mut Out<W>,
) -> io::Result<()> {
    out.rows(section, rows, index)?;
    out.rows(displacements, parts.displacements, |row| json!([row.get()]))?;
    out.rows(terms, parts.terms, |row| json!([row.key.get(), row.packed.get()]))?;
    rows.iter().try_for_each(|row| out.postings(row, parts, of))
}

fn place(place: &Place) -> Value {
    place.iter().map(|number| number.get()).collect()
}

fn matters<W: Write>(matters: &Matters<'_>, out: &mut Out<W>) -> io::Result<()> {
    let text = |span: Span| span.of(matters.text);
    let logistic =
        |of: &Logistic| std::iter::once(of.constant).chain(of.factors).map(|number| number.get()).collect::<Vec<f32>>();
    out.rows("head", std::slice::from_ref(matters.head), |row| {
        json!([text(row.version), text(row.fingerprint), logistic(&row.listed), logistic(&row.right)])
    })?;
    for (section, rows) in [("acts", matters.acts), ("fiel", matters.fields)] {
        out.rows(section, rows, |row| json!([text(row.key), text(row.name)]))?;
    }
    out.rows("matt", matters.matters, |row| {
        let numbers = [row.act.get(), row.field.get(), row.flags.get(), row.within.get()];
        let [act, field, flags, within] = numbers;
        json!([text(row.thing), text(row.name), act, field, text(row.body), text(row.basis), flags, within])
    })?;
    out.rows("labe", matters.frame.labels.keys, |row| json!([text(row.key), row.value.get()]))?;
    out.rows("plte", matters.meaning.of_term, |row| json!([row.get()]))?;
    out.rows("tepl", matters.meaning.terms, |place| json!(place.as_slice()))?;
    out.rows("mapl", matters.meaning.matters, place)?;
    out.rows("bias", matters.bias, |row| json!([row.get()]))?;
    Ok(())
}
