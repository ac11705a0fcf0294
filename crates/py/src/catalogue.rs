//! `Catalogue`: a list, with look-up, classification and export as its methods.

mod opened;

pub(crate) use opened::{Unopened, catalogue, hash, keep_built_in, order, rebuild_catalogue};

use crate::answer::Answer;
use crate::arguments::{File, List, Whole, Words};
use crate::cache::Made;
use crate::column::Choices;
use crate::department::{Category, Department};
use crate::error;
use crate::evidence::Evidence;
use crate::imported::{Facts, Report, must_end, of_rows, write};
use crate::item::Item;
use crate::keys::{Top, category_name, department_of, find_department, find_item, item_of, role_of, tier_of};
use crate::matter::{Cover, matter_of};
use crate::pages::html;
use crate::parts::{Part, Places};
use crate::review::{self, Review};
use crate::thresholds::Thresholds;
use crate::township::Township;
use lvzhi::{Options, Tier};
use lvzhi_manage::{label, teach};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyList, PyString, PyTuple};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::OnceLock;

/// A township's list of duties (清单): `lvzhi.catalogue()` is the built-in one, `lvzhi.open(path)` opens others.
///
/// Its methods are those that the module has as functions: `lvzhi.classify` is the method of the built-in list. Items, departments and answers
/// hold their list; it is freed with the last of them. Lists of the same bytes are one object while it lives, so `==`, `is` and the hash of
/// lists, and of all that belongs to them, go by what they hold. An opened list pickles by its bytes, wherever it came from, since a file may be
/// gone or another by the time; the built-in one by name.
///
/// >>> lvzhi.catalogue()
/// <Catalogue 夏马勒乡 xiamale-2026.11: 292 items>
#[pyclass(frozen, module = "lvzhi", weakref)]
pub(crate) struct Catalogue {
    pub(crate) list: lvzhi::Catalogue,
    /// The bytes of an opened list, which the list reads in place; `None`: built in.
    bytes: Option<Py<PyBytes>>,
    pub(crate) items: Made<Item>,
    pub(crate) departments: Made<Department>,
    /// The texts that columns choose from.
    pub(crate) choices: OnceLock<Choices>,
    /// What tells hashes of this list's parts from those of others.
    salt: u64,
    /// What the import said that made the list.
    report: OnceLock<Py<Report>>,
}

impl Catalogue {
    /// Keeps what an import said of the list: the first one's word stays.
    pub(crate) fn keep_report(&self, report: Py<Report>) {
        // A list of the same bytes that was imported before has its report already.
        let _ = self.report.set(report);
    }

    fn new(list: lvzhi::Catalogue, bytes: Option<Py<PyBytes>>) -> Self {
        let mut salt = DefaultHasher::new();
        (list.data_version(), list.township().name()).hash(&mut salt);
        let (items, departments) = (Made::new(), Made::new());
        Self { list, bytes, items, departments, choices: OnceLock::new(), salt: salt.finish(), report: OnceLock::new() }
    }
}

#[pymethods]
impl Catalogue {
    /// Opens a compiled list (``.lvz``) that is in memory. The bytes are checked once and read where they are.
    ///
    /// Raises :class:`ListError` (a ``ValueError``) where they are no sound list.
    ///
    /// >>> try:
    /// ...     lvzhi.Catalogue.from_bytes(b"PK")
    /// ... except ValueError as error:
    /// ...     print(type(error).__name__)
    /// ListError
    #[staticmethod]
    fn from_bytes(data: &Bound<'_, PyAny>) -> PyResult<Py<Self>> {
        let py = data.py();
        Self::opened(py, opened::bytes_of(data)?).map_err(|wrong| wrong.raised(py))
    }

    /// A list from a frame of pandas, polars or pyarrow, or from a mapping of headings to columns: a row for each item.
    ///
    /// Columns are told by their headings, as those of :func:`import_list` are (序号, 清单类别, 事项类别, 事项名称, 对应上级部门, 上级部门职责,
    /// 乡镇（街道）配合职责, 承接部门及工作方式, or words of the same meaning); ``tier`` is that of the rows, where no column says it.
    ///
    /// Raises :class:`ListError` (a ``ValueError``) where the frame is no duty list, ``TypeError`` where it is no frame.
    ///
    /// >>> ours = lvzhi.Catalogue.from_frame(
    /// ...     {"序号": [1, 2], "事项类别": ["民生服务"] * 2, "事项名称": ["受理高龄津贴申请", "维修村内路灯"]},
    /// ...     township="幸福镇", county="安居县", tier="基本履职",
    /// ... )
    /// >>> ours.classify("路灯坏了").best.item.id
    /// 'B002'
    #[staticmethod]
    #[pyo3(
        signature = (frame, *, township = None, county = None, prefecture = None, region = None, code = None, edition = None, tier = None),
        text_signature = "(frame, *, township=None, county=None, prefecture=None, region=None, code=None, edition=None, tier=None)"
    )]
    #[allow(clippy::too_many_arguments, reason = "keywords of a Python function")]
    fn from_frame(
        frame: &Bound<'_, PyAny>,
        township: Option<Words>,
        county: Option<Words>,
        prefecture: Option<Words>,
        region: Option<Words>,
        code: Option<Words>,
        edition: Option<Words>,
        tier: Option<Bound<'_, PyAny>>,
    ) -> PyResult<Py<Self>> {
        let py = frame.py();
        let rows: Vec<Vec<_>> = py.import("lvzhi._report")?.call_method1("rows", (frame,))?.extract()?;
        of_rows(py, rows, Facts { township, county, prefecture, region, code, edition, tier })
    }

    /// What people taught the list: pairs of a text and its :class:`Item`, ``None`` where the list does not hold what it is about.
    #[getter]
    fn taught<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyList>> {
        let taught = slf.get().list.taught().map(|taught| {
            let item = taught.item.map(|item| Item::of(slf, item)).transpose()?;
            Ok((taught.text, item))
        });
        PyList::new(slf.py(), taught.collect::<PyResult<Vec<_>>>()?)
    }

    /// A list like this one that was taught corrections: texts, and for each the item that it is about, by id, name or :class:`Item`, or ``"清单外"``.
    ///
    /// What was taught before stays; texts without an item are left out. Texts near to a taught one get its item; others are answered as before. :meth:`moves` shows what changed,
    /// :attr:`taught` what the list knows; :meth:`forget` takes corrections back; :meth:`save` keeps the taught list.
    ///
    /// Raises :class:`ListError` (a ``ValueError``) with all ``problems`` where items are unknown, one text is about two or says nothing of a matter,
    /// :class:`OptionError` for an :class:`Item` of another list; nothing is taught then. Rows count from 0.
    ///
    /// >>> taught = lvzhi.catalogue().teach(["村口大喇叭整天响"], ["清单外"])
    /// >>> taught.classify("村口大喇叭整天响").verdict.label
    /// '清单外'
    fn teach(slf: &Bound<'_, Self>, texts: &Bound<'_, PyAny>, items: &Bound<'_, PyAny>) -> PyResult<Py<Self>> {
        let rows = review::rows(slf, Some(("texts", texts)), &[("items", items)])?;
        review::corrected(slf, |list| teach::corrections(list, &rows))
    }

    /// A list like this one without the corrections of these texts: what :meth:`teach` taught is taken back. To correct a correction, forget it and teach another.
    ///
    /// Texts are those of :attr:`taught`; width, white space and punctuation do not matter.
    ///
    /// Raises :class:`ListError` (a ``ValueError``) with all ``problems`` where the list was not taught a text; nothing is forgotten then.
    ///
    /// >>> taught = lvzhi.catalogue().teach(["村口大喇叭整天响"], ["清单外"])
    /// >>> taught.forget(["村口大喇叭整天响"]).taught
    /// []
    fn forget(slf: &Bound<'_, Self>, texts: &Bound<'_, PyAny>) -> PyResult<Py<Self>> {
        let rows = review::rows(slf, Some(("texts", texts)), &[])?;
        review::corrected(slf, |list| teach::without(list, &rows))
    }

    /// Which of these texts another list, as one that :meth:`teach` made, answers otherwise: a :class:`Review` with the table ``moves``.
    fn moves(slf: &Bound<'_, Self>, after: List, texts: &Bound<'_, PyAny>) -> PyResult<Review> {
        let rows = review::rows(slf, Some(("texts", texts)), &[])?;
        let (before, after) = (&slf.get().list, &after.0.get().list);
        Ok(slf.py().detach(|| {
            let texts = rows.iter().map(|row| (row.place.as_str(), row.text.as_str()));
            Review::of_columns(teach::moves(before, after, texts))
        }))
    }

    /// How right the list is about texts with labels: items, tiers, categories or departments, ``"清单外"`` for what it does not hold; a list of
    /// them where several are right. Texts without a label are left out. Rows (``place``) count from 0.
    ///
    /// Raises :class:`OptionError` (a ``ValueError``) for labels that name nothing of the list, or are of another list.
    ///
    /// A :class:`Review`: right at first and within three with intervals, by tier, category and department (tables ``overall``, ``by_tier``, …), what is mixed up
    /// (``confusions``), whether the confidence can be believed (``calibration``), what each threshold costs (``thresholds``), every mistake (``mistakes``).
    ///
    /// >>> lvzhi.catalogue().evaluate(["老板欠我们工钱不给", "公积金怎么提取"], ["R009", "清单外"]).facts["right_at_1"]
    /// 1.0
    fn evaluate(slf: &Bound<'_, Self>, texts: &Bound<'_, PyAny>, labels: &Bound<'_, PyAny>) -> PyResult<Review> {
        let rows = review::rows(slf, Some(("texts", texts)), &[("labels", labels)])?;
        let list = &slf.get().list;
        let done = slf.py().detach(|| lvzhi_manage::evaluate(list, &rows));
        done.map(Review::of_columns).map_err(|wrong| error::value(slf.py(), &review::from_zero(&wrong)))
    }

    /// Texts for people to label, with an empty column: spread over the confidence, for measuring, or with ``informative`` those first from which
    /// the list learns most. A :class:`Review` with the table ``sample``.
    #[pyo3(
        signature = (texts, size = Whole(200), informative = false),
        text_signature = "($self, texts, size=200, informative=False)"
    )]
    fn sample(slf: &Bound<'_, Self>, texts: &Bound<'_, PyAny>, size: Whole, informative: bool) -> PyResult<Review> {
        let rows = review::rows(slf, Some(("texts", texts)), &[])?;
        let choice = if informative { label::Choice::Informative } else { label::Choice::Spread };
        let list = &slf.get().list;
        Ok(slf.py().detach(|| Review::of_columns(label::sample(list, &rows, size.0, choice))))
    }

    /// How far two people agree who labelled the same texts: a :class:`Review` with Cohen's kappa and the table ``disagreements``. Labels are those of
    /// :meth:`evaluate`; its notes name those that the list does not know.
    #[pyo3(signature = (first, second, texts = None))]
    fn agreement(
        slf: &Bound<'_, Self>,
        first: &Bound<'_, PyAny>,
        second: &Bound<'_, PyAny>,
        texts: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Review> {
        let labels = [("first", first), ("second", second)];
        let rows = review::rows(slf, texts.map(|texts| ("texts", texts)), &labels)?;
        Ok(Review::of_columns(label::agreement(&slf.get().list, &rows)))
    }

    /// What another edition of the list differs in: a :class:`Review` with the tables ``changes``, ``totals`` and ``shifted``. Same items are found by
    /// name, duties and matters, not by number; the column ``reason`` is for the editor.
    ///
    /// >>> lvzhi.catalogue().diff(lvzhi.catalogue()).facts["changes"]
    /// 0
    fn diff(&self, py: Python<'_>, new: List) -> Review {
        let new = &new.0.get().list;
        py.detach(|| Review::of(lvzhi_manage::diff(&self.list, new).review()))
    }

    /// 职责准入审查: whether the township has to take on a task, whose it is, which clause to cite, and what is doubtful; ``by`` is who hands it down.
    ///
    /// >>> lvzhi.catalogue().admit("开展国土调查").facts["item"]
    /// 'C051 做好国土调查工作'
    #[pyo3(signature = (task, by = None))]
    fn admit(&self, py: Python<'_>, task: Words, by: Option<Words>) -> PyResult<Review> {
        lvzhi_manage::admit(&self.list, &task.0, by.as_ref().map(|by| by.0.as_str()))
            .map(Review::of)
            .map_err(|wrong| error::query(py, &wrong.to_string(), None))
    }

    /// What the import said that made the list: a :class:`Report`; ``None`` for a list that was opened.
    #[getter]
    fn report(&self, py: Python<'_>) -> Option<Py<Report>> {
        self.report.get().map(|report| report.clone_ref(py))
    }

    /// The compiled list, as a ``.lvz`` file holds it.
    fn to_bytes(&self, py: Python<'_>) -> PyResult<Py<PyBytes>> {
        self.compiled(py)
    }

    /// Writes the compiled list (``.lvz``), which :func:`open` opens in less than a millisecond.
    ///
    /// Raises :class:`OptionError` (a ``ValueError``) for another ending, :class:`FileError` (an ``OSError``) where it cannot be written.
    fn save(&self, py: Python<'_>, path: File) -> PyResult<()> {
        must_end(py, &path.0, ".lvz")?;
        write(py, &path.0, self.to_bytes(py)?.as_bytes(py))
    }

    /// The version of the data, such as ``"xiamale-2026.11"``; it changes with every change of the data.
    #[getter]
    fn data_version(&self) -> &str {
        self.list.data_version()
    }

    /// The township (乡镇) whose list it is: a :class:`Township`.
    #[getter]
    fn township(slf: Py<Self>) -> Township {
        Township { catalogue: slf }
    }

    /// Whose duty is the matter that ``text`` is about?
    ///
    /// ``top`` is the number of candidates, 1 to 16. With ``evidence`` the parts of the text that spoke for each candidate are
    /// found at once; without, they are found when :attr:`Match.evidence` is first asked for. ``thresholds``: where an answer becomes
    /// unlisted or unclear, if not where the library was calibrated to. Width, case, traditional characters and white space between
    /// characters do not matter. Mark-up, fields of forms, addresses and formulas around the matter are left out; a text that says
    /// nothing else is unclear. Takes a few microseconds, more for longer texts.
    ///
    /// Raises :class:`QueryError` (a ``ValueError``) for text of nothing but white space, of more than 65,536 bytes in UTF-8,
    /// or with a lone surrogate; :class:`QueryTypeError` (a ``TypeError``) for anything but ``str``.
    ///
    /// >>> answer = lvzhi.classify("老板欠我们工钱不给")
    /// >>> answer.verdict
    /// <Verdict.RECLAIMED: 'reclaimed'>
    /// >>> answer.matches[0].item.lead.name
    /// '巴楚县人力资源和社会保障局'
    #[pyo3(
        signature = (text, top = Top(3), evidence = false, thresholds = None, frames = true),
        text_signature = "($self, text, top=3, evidence=False, thresholds=None, frames=True)"
    )]
    fn classify(
        slf: &Bound<'_, Self>,
        text: &Bound<'_, PyAny>,
        top: Top,
        evidence: bool,
        thresholds: Option<&Bound<'_, PyAny>>,
        frames: bool,
    ) -> PyResult<Answer> {
        let query = error::text(text, "查询 text ")?;
        let options = Options { top: top.0, thresholds: Thresholds::of(thresholds)?, frames };
        let answer = slf.get().list.classify_with(query, options);
        let answer = answer.map_err(|wrong| error::query(slf.py(), &wrong.to_string(), None))?;
        Ok(Answer::new(slf, &answer, text.cast::<PyString>()?, query, options, evidence))
    }

    /// What the list says to each request of a message, from left to right: a tuple of :class:`Part`, at least one, at most
    /// :data:`MOST_PARTS`. A message of one request is one part, all of it, with the answer of :meth:`classify`, whose options these are.
    ///
    /// >>> parts = lvzhi.classify_parts("老板欠我们工钱不给，另外蝗虫把庄稼吃光了")
    /// >>> [(part.answer.text, part.answer.best.item.id) for part in parts]
    /// [('老板欠我们工钱不给', 'R009'), ('另外蝗虫把庄稼吃光了', 'C031')]
    #[pyo3(
        signature = (text, top = Top(3), evidence = false, thresholds = None, frames = true),
        text_signature = "($self, text, top=3, evidence=False, thresholds=None, frames=True)"
    )]
    fn classify_parts<'py>(
        slf: &Bound<'py, Self>,
        text: &Bound<'py, PyAny>,
        top: Top,
        evidence: bool,
        thresholds: Option<&Bound<'py, PyAny>>,
        frames: bool,
    ) -> PyResult<Bound<'py, PyTuple>> {
        let py = slf.py();
        let query = error::text(text, "查询 text ")?;
        let options = Options { top: top.0, thresholds: Thresholds::of(thresholds)?, frames };
        let parts = slf.get().list.classify_parts(query, options);
        let mut places = Places::of(query);
        let mut told = Vec::new();
        for part in parts.map_err(|wrong| error::query(py, &wrong.to_string(), None))? {
            let words = query.get(part.start..part.end).unwrap_or("");
            let own = PyString::new(py, words);
            let answer = Py::new(py, Answer::new(slf, &part.answer, &own, words, options, evidence))?;
            told.push(Part { start: places.before(part.start), end: places.before(part.end), answer });
        }
        PyTuple::new(py, told)
    }

    /// The parts of ``text`` that spoke for an item, from left to right: a tuple of :class:`Evidence`. Empty where nothing did.
    ///
    /// ``item`` is an :class:`Item` of this list, an id or a name.
    ///
    /// >>> lvzhi.evidence("老板欠我们工钱不给", "R009") == lvzhi.classify("老板欠我们工钱不给").best.evidence
    /// True
    fn evidence<'py>(
        slf: &Bound<'py, Self>,
        text: &Bound<'py, PyAny>,
        item: &Bound<'py, PyAny>,
    ) -> PyResult<Bound<'py, PyTuple>> {
        let text = error::text(text, "查询 text ")?;
        let item = item_of(slf, item, "事项 item ")?;
        let parts = slf.get().list.evidence(text, item.get().item()).map(|part| Evidence::new(text, part));
        PyTuple::new(slf.py(), parts.collect::<Vec<_>>())
    }

    /// The item with this id, in any case, width or padding, or of this name.
    ///
    /// Raises :class:`NotFoundError` (a ``KeyError``) with the nearest names.
    ///
    /// >>> lvzhi.item("ｃ51") is lvzhi.item("做好国土调查工作")
    /// True
    fn item(slf: &Bound<'_, Self>, key: &Bound<'_, PyAny>) -> PyResult<Py<Item>> {
        find_item(slf, error::text(key, "编号或名称 key ")?)
    }

    /// The items, by tier and number: all, or those of a tier, a category, a department (in a role, if given).
    ///
    /// Raises :class:`NotFoundError` for a category or department that the list does not hold, :class:`OptionError` (a
    /// ``ValueError``) for what is no tier or role, and for a category or department of another list.
    ///
    /// >>> len(lvzhi.items()), len(lvzhi.items(tier="收回"))
    /// (292, 44)
    /// >>> lvzhi.items(department="教育局", role="lead")[0].id
    /// 'C016'
    #[pyo3(signature = (tier = None, category = None, department = None, role = None))]
    fn items<'py>(
        slf: &Bound<'py, Self>,
        tier: Option<&Bound<'py, PyAny>>,
        category: Option<&Bound<'py, PyAny>>,
        department: Option<&Bound<'py, PyAny>>,
        role: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyList>> {
        let mut found = slf.get().list.items();
        if let Some(tier) = tier {
            found = found.in_tier(tier_of(tier)?);
        }
        if let Some(category) = category {
            found = found.in_category(&category_name(slf, category)?);
        }
        let role = role.map(role_of).transpose()?;
        if let Some(department) = department {
            let department = department_of(slf, department, "部门 department ")?;
            found = found.of_department(department.get().department(), role);
        } else if role.is_some() {
            return Err(error::value(slf.py(), "指定 role 时须同时指定 department (role needs a department)"));
        }
        PyList::new(slf.py(), found.map(|item| Item::of(slf, item)).collect::<PyResult<Vec<_>>>()?)
    }

    /// The items that cover a matter, each with how it does: a list of pairs of :class:`Item` and :class:`Cover`, those that are mainly about it first.
    ///
    /// ``matter`` is a :class:`Matter` or an id. Empty where the list does not hold it.
    ///
    /// >>> lvzhi.covering(lvzhi.classify("老板欠我们工钱不给").best.matter)[0][0].id
    /// 'R009'
    fn covering<'py>(slf: &Bound<'py, Self>, matter: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyList>> {
        let found = slf.get().list.covering(matter_of(matter)?);
        let pairs = found.map(|(item, cover)| Ok((Item::of(slf, item)?, Cover::of(cover))));
        PyList::new(slf.py(), pairs.collect::<PyResult<Vec<_>>>()?)
    }

    /// The department that people call ``key``: by its name, short name or an alias.
    ///
    /// Raises :class:`NotFoundError` (a ``KeyError``) with the nearest names.
    ///
    /// >>> lvzhi.department("人社局") is lvzhi.department("县人力资源和社会保障局")
    /// True
    fn department(slf: &Bound<'_, Self>, key: &Bound<'_, PyAny>) -> PyResult<Py<Department>> {
        find_department(slf, error::text(key, "部门 key ")?)
    }

    /// All departments, in the order of the registry.
    ///
    /// >>> len(lvzhi.departments())
    /// 38
    fn departments<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyList>> {
        let all = slf.get().list.departments().map(|department| Department::of(slf, department));
        PyList::new(slf.py(), all.collect::<PyResult<Vec<_>>>()?)
    }

    /// The categories of a tier, or of all tiers in turn, in the order of the list.
    ///
    /// >>> print(lvzhi.categories("basic")[0])
    /// 党的建设
    #[pyo3(signature = (tier = None))]
    fn categories<'py>(slf: &Bound<'py, Self>, tier: Option<&Bound<'py, PyAny>>) -> PyResult<Bound<'py, PyList>> {
        let tiers = match tier {
            Some(tier) => vec![tier_of(tier)?],
            None => Tier::ALL.to_vec(),
        };
        let places = tiers.into_iter().flat_map(|tier| {
            let places = 0..slf.get().list.categories(tier).len();
            places.map(move |place| (tier, place))
        });
        let all = places.map(|(tier, place)| Category::new(slf, tier, place));
        PyList::new(slf.py(), all.collect::<PyResult<Vec<_>>>()?)
    }

    /// The list as lines of JSON: the township, the departments, the items. The same bytes in every language.
    ///
    /// >>> import json
    /// >>> json.loads(lvzhi.export().splitlines()[0])["name"]
    /// '夏马勒乡'
    fn export(&self) -> String {
        self.list.export()
    }

    /// A line of the export, counted from 0, without its line break; ``None`` beyond the last.
    fn export_line(&self, number: Whole) -> Option<String> {
        self.list.export_line(number.0)
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let native = slf.py().import("lvzhi._native")?;
        Ok(match &slf.get().bytes {
            Some(bytes) => (native.getattr("rebuild_catalogue")?, PyTuple::new(slf.py(), [bytes])?),
            None => (native.getattr("catalogue")?, PyTuple::empty(slf.py())),
        })
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, memo: &Bound<'_, PyAny>) -> Py<Self> {
        let _ = memo;
        slf
    }

    fn __repr__(&self) -> String {
        let list = &self.list;
        format!("<Catalogue {} {}: {} items>", list.township().name(), list.data_version(), list.items().len())
    }

    fn __str__(&self) -> String {
        format!("{}履职事项清单", self.list.township().name())
    }

    fn _repr_html_(slf: &Bound<'_, Self>) -> PyResult<String> {
        html(slf.getattr("township")?.as_any(), "township")
    }
}
