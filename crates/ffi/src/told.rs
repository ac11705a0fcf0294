//! A whole answer in one call: as text for people, and as JSON.

use crate::arguments::Out;
use crate::classify::{Options, Wanted, answer};
use crate::input::Source;
use crate::lists::{List, ask};
use crate::output::{Buffer, Sink};
use crate::status::Outcome;
use lvzhi::{Answer, Catalogue, Evidence, Item, Match, Matter, Tier, Verdict};
use serde::ser::{Serialize, SerializeStruct, Serializer};
use std::ffi::c_void;

/// Text in, the answer out as text that a clerk can read, in Chinese, in the same encoding, with a line feed behind each line but the
/// last: the verdict and how sure it is (判断), the item (事项), its category (类别), who is responsible (负责单位), the evidence
/// (依据), other candidates (其他可能). The evidence quotes the text: an answer may be longer than the text by a kilobyte or two.
/// Control characters of the text are shown as spaces. Where the verdict is unlisted or unclear, it says so, and names candidates as such, and who usually does
/// what is unlisted (通常由谁办), where that is known.
/// For people only: the wording may change, programs use lvzhi_classify or lvzhi_classify_json.
///
/// A text for a buffer: see the conventions. The statuses are those of lvzhi_classify. NULL `options` stands for the defaults;
/// NULL with `len` 0 is the empty text.
/// Rust: `Answer::responsible`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lvzhi_answer_text(
    list: List,
    text: *const c_void,
    len: usize,
    encoding: i32,
    options: *const Options,
    buffer: *mut c_void,
    capacity: usize,
    needed: *mut usize,
) -> i32 {
    ask(list, |list| {
        // SAFETY: the caller promises `len` bytes to read, options or NULL, `capacity` bytes and a number to write.
        let (source, wanted, buffer, needed) = unsafe {
            let buffer = Buffer::new(buffer, capacity, encoding)?;
            (Source::new(text, len, encoding)?, Wanted::new(options)?, buffer, Out::new(needed)?)
        };
        source.read(|text| {
            let answer = answer(list, text, &wanted)?;
            buffer.write(needed, |sink| page(sink, list, text, &answer, &wanted))
        })
    })
}

/// Text in, JSON out, both in the same encoding:
/// {"verdict":"reclaimed","verdict_name":"上级部门收回","confidence":0.99,
/// "matter":{"id":"M0042","name":"农民工工资 · 保障","body":null,"basis":"…"},"responsible":["巴楚县人力资源和社会保障局"],
/// "matches":[{"id":"R009","name":"保障农民工工资支付","responsible":["…"],"score":1.1,"confidence":0.99,"matter":"M0042"}],
/// "evidence":[{"start":0,"end":27,"text":"…","met":"phrase","share":0.42}]}
///
/// `responsible` is empty where the verdict is unlisted or unclear (a candidate is no finding), where nobody does the matter any
/// more, and where the source lost the name: lvzhi_item_is_discontinued tells these two apart. `matter` is what the text is most likely
/// about, whether the list holds it or not, with who usually does it (body) and by which law (basis), null where nothing of the text is known;
/// in a match it is the matter through which the text met the item, null where the item's own words did. `evidence` is that for the best
/// candidate, with places in bytes of the text given; it is left out where options->evidence is 0. Behind it stand, where they apply, `"reason":"only_frame"` of a verdict that is unclear, and
/// `"elsewhere":true` of a text that names another county or township than the list's. New keys may come.
///
/// A text for a buffer: see the conventions. The statuses are those of lvzhi_classify. NULL `options` stands for the defaults;
/// NULL with `len` 0 is the empty text.
/// Rust: `Answer::to_json`, `Answer::responsible`, `Catalogue::evidence_json`, `Catalogue::evidence_with`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lvzhi_classify_json(
    list: List,
    text: *const c_void,
    len: usize,
    encoding: i32,
    options: *const Options,
    buffer: *mut c_void,
    capacity: usize,
    needed: *mut usize,
) -> i32 {
    ask(list, |list| {
        // SAFETY: the caller promises `len` bytes to read, options or NULL, `capacity` bytes and a number to write.
        let (source, wanted, buffer, needed) = unsafe {
            let buffer = Buffer::new(buffer, capacity, encoding)?;
            (Source::new(text, len, encoding)?, Wanted::new(options)?, buffer, Out::new(needed)?)
        };
        source.read(|text| {
            let answer = answer(list, text, &wanted)?;
            buffer.json(needed, &Json { source: &source, text, list, answer: &answer, wanted: &wanted })
        })
    })
}

/// Characters of a name that a candidate is listed with.
const NAME: usize = 40;

fn page(sink: &mut Sink<'_>, list: &Catalogue, text: &str, answer: &Answer<'_>, wanted: &Wanted) -> Outcome<()> {
    sink.push("判断：")?;
    sink.push(answer.verdict.name())?;
    if let Some(reason) = answer.reason {
        sink.write_fmt(format_args!("（{}）", reason.name()))?;
    }
    let elsewhere = if answer.elsewhere { "\n说明：提到了别的县或乡镇，请核对属地" } else { "" };
    match answer.verdict {
        Verdict::Unclear if answer.best().is_none() => {
            return sink.push("\n说明：没有认出任何词语，请换一种说法");
        }
        Verdict::Unclear => {
            sink.push("\n说明：请人工判断")?;
            sink.push(elsewhere)?;
            return answer.matches().try_for_each(|found| candidate(sink, "候选", found));
        }
        Verdict::Unlisted => {
            sure(sink, "（把握 ", answer.confidence, "）\n说明：清单中没有这件事，以下候选仅供参考")?;
            sink.push(elsewhere)?;
            if let Some((matter, body)) = answer.matter.zip(answer.usual_body()) {
                label(sink, "通常由谁办")?;
                sink.write_fmt(format_args!("{}，{body}", matter.name()))?;
                sink.push(if matter.basis().is_some() { "，依据" } else { "" })?;
                sink.push(matter.basis().unwrap_or(""))?;
            }
            return answer.matches().try_for_each(|found| candidate(sink, "最接近", found));
        }
        Verdict::Basic | Verdict::Cooperative | Verdict::Reclaimed => {
            sure(sink, "（把握 ", answer.confidence, "）")?;
            sink.push(elsewhere)?;
        }
    }
    let mut matches = answer.matches();
    let Some(Match { item, .. }) = matches.next() else { return Ok(()) };
    label(sink, "事项")?;
    sink.write_fmt(format_args!("{} {}", item.id(), item.name()))?;
    label(sink, "类别")?;
    sink.push(item.category().name())?;
    label(sink, "负责单位")?;
    responsible(sink, item)?;
    sink.push(if item.tier() == Tier::Cooperative { "（牵头，乡镇配合）" } else { "" })?;
    if wanted.evidence {
        for (n, part) in list.evidence_with(text, item, wanted.options).enumerate() {
            if n == 0 {
                label(sink, "依据")?;
            }
            sink.push("“")?;
            words(sink, text.get(part.start..part.end).unwrap_or(""))?;
            sink.write_fmt(format_args!("”（{}）", part.met.name()))?;
        }
    }
    matches.try_for_each(|found| candidate(sink, "其他可能", found))
}

/// Words of the text, with a space for what would end the line or turn it round: an answer has lines of its own.
fn words(sink: &mut Sink<'_>, words: &str) -> Outcome<()> {
    let breaks = |c: char| c.is_control() || matches!(c, '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    for (n, part) in words.split(breaks).enumerate() {
        sink.push(if n == 0 { "" } else { " " })?;
        sink.push(part)?;
    }
    Ok(())
}

fn label(sink: &mut Sink<'_>, name: &str) -> Outcome<()> {
    sink.push("\n")?;
    sink.push(name)?;
    sink.push("：")
}

/// A probability in per cent.
fn sure(sink: &mut Sink<'_>, before: &str, probability: f32, behind: &str) -> Outcome<()> {
    sink.write_fmt(format_args!("{before}{}%{behind}", lvzhi::percent(probability)))
}

fn responsible(sink: &mut Sink<'_>, item: Item<'_>) -> Outcome<()> {
    if item.responsible().next().is_some() {
        sink.list(item.responsible(), "、")
    } else if item.is_discontinued() {
        sink.push("不再开展，无负责单位")
    } else {
        sink.push("原文缺失")
    }
}

fn candidate(sink: &mut Sink<'_>, name: &str, found: Match<'_>) -> Outcome<()> {
    let item = found.item;
    label(sink, name)?;
    sink.write_fmt(format_args!("{} ", item.id()))?;
    let whole = item.name();
    let end = whole.char_indices().nth(NAME).map_or(whole.len(), |(at, _)| at);
    sink.push(whole.get(..end).unwrap_or(whole))?;
    sink.push(if end < whole.len() { "…（" } else { "（" })?;
    sink.push(item.tier().name())?;
    sink.push("，")?;
    responsible(sink, item)?;
    sure(sink, "，", found.confidence, "）")
}

/// An answer with what a reader would have to look up: names, and who is responsible.
struct Json<'a> {
    source: &'a Source<'a>,
    text: &'a str,
    list: &'a Catalogue,
    answer: &'a Answer<'a>,
    wanted: &'a Wanted,
}

/// A sequence that is made while it is written.
struct Seq<I>(I);

impl<I: Iterator<Item: Serialize> + Clone> Serialize for Seq<I> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.clone())
    }
}

impl Serialize for Json<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Answer", 9)?;
        out.serialize_field("verdict", &self.answer.verdict)?;
        out.serialize_field("verdict_name", self.answer.verdict.name())?;
        out.serialize_field("confidence", &self.answer.confidence)?;
        out.serialize_field("matter", &self.answer.matter.map(Matter::in_answers))?;
        out.serialize_field("responsible", &Seq(self.answer.responsible()))?;
        out.serialize_field("matches", &Seq(self.answer.matches().map(Candidate)))?;
        if self.wanted.evidence {
            let spoke = |best: Match<'_>| self.list.evidence_with(self.text, best.item, self.wanted.options);
            let parts = self.answer.best().into_iter().flat_map(spoke);
            out.serialize_field("evidence", &Seq(parts.map(|part| Part { of: self, part })))?;
        }
        if let Some(reason) = self.answer.reason {
            out.serialize_field("reason", &reason)?;
        }
        if self.answer.elsewhere {
            out.serialize_field("elsewhere", &true)?;
        }
        out.end()
    }
}

struct Candidate<'a>(Match<'a>);

impl Serialize for Candidate<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Match { item, matter, score, confidence } = self.0;
        let mut out = serializer.serialize_struct("Match", 6)?;
        out.serialize_field("id", &item.id())?;
        out.serialize_field("name", item.name())?;
        out.serialize_field("responsible", &Seq(item.responsible()))?;
        out.serialize_field("score", &score)?;
        out.serialize_field("confidence", &confidence)?;
        out.serialize_field("matter", &matter.map(Matter::id))?;
        out.end()
    }
}

struct Part<'a> {
    of: &'a Json<'a>,
    part: Evidence,
}

impl Serialize for Part<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Evidence { start, end, met, share } = self.part;
        let place = |at| self.of.source.place(self.of.text, at);
        let mut out = serializer.serialize_struct("Evidence", 5)?;
        out.serialize_field("start", &place(start))?;
        out.serialize_field("end", &place(end))?;
        out.serialize_field("text", self.of.text.get(start..end).unwrap_or(""))?;
        out.serialize_field("met", &met)?;
        out.serialize_field("share", &(f32::from(share) / 1000.0))?;
        out.end()
    }
}
