//! Chunks of texts to chunks of replies, on all cores.

use super::chunk::{Chunk, ERROR, Evidence, Found, MISSING, NO_MATTER, besides_of};
use super::fields::Wish;
use super::memory::{Asked, Memory};
use super::replies::{Errors, Replies};
use super::texts::{Cell, Texts};
use crate::arguments::Words;
use crate::catalogue::Catalogue;
use crate::error;
use crate::keys::Top;
use crate::thresholds::Thresholds;
use lvzhi::Options;
use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;
use std::collections::HashSet;
use std::sync::{Arc, Mutex};

/// Rows that a thread takes at a time.
const BLOCK: usize = 256;

/// Classifies a column chunk by chunk: ``push`` the chunks, then ``finish``.
///
/// ``errors``: whether a row that cannot be classified raises; if not, it becomes null and is noted with the reason. ``threads``: 0
/// for all cores. ``evidence``: whether the replies hold what spoke for each candidate. ``prefix`` and ``chinese``: how columns
/// are headed. ``frames``: whether what is wrapped around matters is left out. ``parts``: whether the texts are a column of the replies.
#[pyclass(frozen, module = "lvzhi._native")]
pub(crate) struct Classifier {
    wish: Wish,
    thresholds: lvzhi::Thresholds,
    frames: bool,
    threads: usize,
    state: Mutex<State>,
}

struct State {
    memory: Memory,
    chunks: Vec<Chunk>,
    rows: usize,
    errors: Errors,
    /// The reasons of errors: many rows have the same.
    reasons: HashSet<Arc<str>>,
}

/// What is asked of each row, and of which list.
#[derive(Clone, Copy)]
struct Ask<'a> {
    list: &'a lvzhi::Catalogue,
    top: usize,
    evidence: bool,
    /// Whether the texts are kept: those of parts are made here.
    parts: bool,
    options: Options,
}

#[pymethods]
impl Classifier {
    #[new]
    #[pyo3(
        signature = (catalogue, top = Top(1), raises = true, threads = 0, evidence = false, thresholds = None, prefix = Words(String::new()), chinese = false, frames = true, parts = false),
        text_signature = "(catalogue, top=1, raises=True, threads=0, evidence=False, thresholds=None, prefix='', chinese=False, frames=True, parts=False)"
    )]
    #[expect(clippy::too_many_arguments, reason = "most have names in Python")]
    fn new(
        catalogue: Py<Catalogue>,
        top: Top,
        raises: bool,
        threads: usize,
        evidence: bool,
        thresholds: Option<&Bound<'_, PyAny>>,
        prefix: Words,
        chinese: bool,
        frames: bool,
        parts: bool,
    ) -> PyResult<Self> {
        let cores = || std::thread::available_parallelism().map_or(1, usize::from);
        Ok(Self {
            wish: Wish { catalogue, top: top.0, evidence, errors: !raises, parts, prefix: prefix.0, chinese },
            thresholds: Thresholds::of(thresholds)?,
            frames,
            threads: if threads == 0 { cores() } else { threads },
            state: Mutex::new(State::new()),
        })
    }

    /// Classifies a chunk. Without the GIL. Raises :class:`QueryError` or :class:`QueryTypeError` with the row, if asked to.
    fn push(&self, py: Python<'_>, texts: &Texts) -> PyResult<()> {
        let wrong = py.detach(|| {
            let mut state = self.state.lock().map_err(|_| ())?;
            let Wish { ref catalogue, top, evidence, errors, parts, .. } = self.wish;
            let options = Options { top, thresholds: self.thresholds, frames: self.frames };
            let ask = Ask { list: &catalogue.get().list, top, evidence, parts, options };
            Ok::<_, ()>(state.push(texts, ask, self.threads, !errors))
        });
        match wrong {
            Ok(None) => Ok(()),
            Ok(Some(wrong)) if wrong.wrong_type => Err(error::wrong_type(py, &wrong.message, Some(wrong.row))),
            Ok(Some(wrong)) => Err(error::query(py, &wrong.message, Some(wrong.row))),
            Err(()) => Err(PyRuntimeError::new_err("归类线程出错 (a thread failed): please report this")),
        }
    }

    /// The replies to what was pushed, in its order. The classifier is empty afterwards.
    fn finish(&self, py: Python<'_>) -> PyResult<Replies> {
        let mut state = self.state.lock().map_err(|_| PyRuntimeError::new_err("归类线程出错 (a thread failed)"))?;
        let State { chunks, errors, .. } = std::mem::replace(&mut *state, State::new());
        let Wish { ref prefix, chinese, .. } = self.wish;
        Ok(Replies::new(self.wish.headed(py, prefix.clone(), chinese), chunks, errors))
    }
}

/// A row that raises.
struct Wrong {
    row: usize,
    message: String,
    wrong_type: bool,
}

/// A part of a chunk that a thread fills.
struct Block<'a> {
    start: usize,
    verdicts: &'a mut [i8],
    confidences: &'a mut [f32],
    matters: &'a mut [u16],
    besides: &'a mut [u8],
    found: &'a mut [Found],
    /// Empty, if it is not asked for.
    evidence: &'a mut [Evidence],
}

/// What a thread leaves to be done when all have ended.
#[derive(Default)]
struct Left {
    /// Rows with the row (of the column) that has the same text.
    same: Vec<(usize, usize)>,
    /// Rows of the chunk that cannot be classified.
    errors: Vec<(usize, String)>,
}

#[expect(
    clippy::arithmetic_side_effects,
    reason = "numbers of rows that are in memory, each with its text: their sums fit"
)]
impl State {
    fn new() -> Self {
        Self { memory: Memory::new(), chunks: Vec::new(), rows: 0, errors: Errors::new(), reasons: HashSet::new() }
    }

    fn push(&mut self, texts: &Texts, ask: Ask<'_>, threads: usize, raises: bool) -> Option<Wrong> {
        let mut chunk = Chunk::new(self.rows, texts.len(), ask.top, ask.evidence, ask.parts);
        let room = BLOCK * ask.top;
        let blocks = chunk
            .verdicts
            .chunks_mut(BLOCK)
            .zip(chunk.confidences.chunks_mut(BLOCK))
            .zip(chunk.matters.chunks_mut(BLOCK))
            .zip(chunk.besides.chunks_mut(BLOCK))
            .zip(chunk.found.chunks_mut(room))
            .zip(chunk.evidence.chunks_mut(room).chain(std::iter::repeat_with(Default::default)))
            .enumerate()
            .map(|(n, (((((verdicts, confidences), matters), besides), found), evidence))| Block {
                start: n * BLOCK,
                verdicts,
                confidences,
                matters,
                besides,
                found,
                evidence,
            });
        let (base, memory) = (self.rows, &self.memory);
        let queue = Mutex::new(blocks);
        let threads = threads.min(texts.len().div_ceil(BLOCK)).max(1);
        let work = || {
            let mut left = Left::default();
            loop {
                // The lock is given back before the block is worked on.
                let Some(block) = queue.lock().ok().and_then(|mut queue| queue.next()) else { break left };
                fill(block, texts, memory, base, ask, &mut left);
            }
        };
        let mut all = Left::default();
        std::thread::scope(|scope| {
            let others: Vec<_> = (1..threads).map(|_| scope.spawn(work)).collect();
            let mut add = |left: Left| {
                all.same.extend(left.same);
                all.errors.extend(left.errors);
            };
            add(work());
            for other in others {
                // A thread can end early only by a panic, of which the core has none; its rows would stay missing.
                if let Ok(left) = other.join() {
                    add(left);
                }
            }
        });
        if ask.parts {
            for (slot, row) in chunk.parts.iter_mut().zip(0..) {
                if let Cell::Text(text) = texts.get(row) {
                    *slot = Some(Arc::from(text));
                }
            }
        }
        self.chunks.push(chunk);
        self.settle(&mut all, texts, ask.list);
        all.errors.sort_unstable();
        if raises && let Some((row, message)) = all.errors.first() {
            return Some(Wrong { row: base + row, message: message.clone(), wrong_type: texts.is_wrong_type(*row) });
        }
        self.rows += texts.len();
        for (row, message) in all.errors {
            let reason = match self.reasons.get(message.as_str()) {
                Some(reason) => Arc::clone(reason),
                None => Arc::from(message),
            };
            self.reasons.insert(Arc::clone(&reason));
            self.errors.push((base + row, reason));
        }
        None
    }

    /// Gives the rows of the last chunk that repeat a text the reply of its first row.
    fn settle(&mut self, left: &mut Left, texts: &Texts, list: &lvzhi::Catalogue) {
        for &(row, first) in &left.same {
            let source = self.chunks.partition_point(|chunk| chunk.start <= first).saturating_sub(1);
            let Some(chunk) = self.chunks.get(source) else { continue };
            let reply = chunk.reply(first - chunk.start);
            if let (ERROR, Cell::Text(text)) = (reply.verdict, texts.get(row)) {
                let error = list.classify(text).err();
                left.errors.push((row, error.map_or_else(String::new, |error| error.to_string())));
            }
            if let Some(chunk) = self.chunks.last_mut() {
                chunk.set(row, &reply);
            }
        }
    }
}

/// Classifies the rows of a block whose texts are new.
#[expect(
    clippy::arithmetic_side_effects,
    reason = "numbers of rows that are in memory, each with its text: their sums fit"
)]
fn fill(block: Block<'_>, texts: &Texts, memory: &Memory, base: usize, ask: Ask<'_>, left: &mut Left) {
    let Block { start, verdicts, confidences, matters, besides, found, evidence } = block;
    let Ask { list, top, options, .. } = ask;
    let mut asked = Vec::with_capacity(verdicts.len());
    for (n, verdict) in verdicts.iter_mut().enumerate() {
        match texts.get(start + n) {
            Cell::Missing => *verdict = MISSING,
            Cell::Wrong(message) => {
                *verdict = ERROR;
                left.errors.push((start + n, message));
            }
            Cell::Text(text) => asked.push(memory.ask(text, base + start + n)),
        }
    }
    memory.find(&mut asked);
    for Asked { text, row, first, .. } in asked {
        let row = row - base;
        if let Some(first) = first {
            left.same.push((row, first));
            continue;
        }
        let n = row - start;
        let (Some(verdict), Some(confidence), Some(matter), Some(beside)) =
            (verdicts.get_mut(n), confidences.get_mut(n), matters.get_mut(n), besides.get_mut(n))
        else {
            continue;
        };
        match list.classify_with(text, options) {
            Ok(answer) => {
                *verdict = answer.verdict as i8;
                *confidence = answer.confidence;
                *matter = answer.matter.map_or(NO_MATTER, |matter| matter.id().number());
                *beside = besides_of(&answer);
                for (slot, m) in found.iter_mut().skip(n * top).zip(answer.matches()) {
                    *slot = Found { item: m.item.index() as u16, confidence: m.confidence };
                }
                for (slot, m) in evidence.iter_mut().skip(n * top).zip(answer.matches()) {
                    *slot = spoken(list, text, m.item, options);
                }
            }
            Err(error) => {
                *verdict = ERROR;
                left.errors.push((row, error.to_string()));
            }
        }
    }
}

/// What of a text spoke for an item, as the command prints it: “欠薪”（说法）.
fn spoken(list: &lvzhi::Catalogue, text: &str, item: lvzhi::Item<'_>, options: Options) -> Evidence {
    let parts = list.evidence_with(text, item, options);
    let parts = parts.filter_map(|part| Some(format!("“{}”（{}）", text.get(part.start..part.end)?, part.met.name())));
    let parts: Vec<String> = parts.collect();
    (!parts.is_empty()).then(|| Arc::from(parts.join(" ")))
}
