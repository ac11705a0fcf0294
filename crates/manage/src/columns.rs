//! The columns of a table of answers: which there are, and how they are headed in every language.

/// A fact of an answer or of a candidate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "their keys and headings say what they are")]
pub enum Fact {
    Verdict,
    Confidence,
    Responsible,
    Id,
    Name,
    Tier,
    Category,
    Departments,
    Matter,
    UsualBody,
    Reason,
    Elsewhere,
    Evidence,
    Error,
    Part,
}

/// What is told of a row. Facts about an item are told of findings, which are verdicts that are a tier.
pub const ROW: [Fact; 11] = [
    Fact::Verdict,
    Fact::Confidence,
    Fact::Responsible,
    Fact::Id,
    Fact::Name,
    Fact::Category,
    Fact::Departments,
    Fact::Matter,
    Fact::UsualBody,
    Fact::Reason,
    Fact::Elsewhere,
];

/// What is told of a candidate, whatever the verdict.
pub const CANDIDATE: [Fact; 5] = [Fact::Id, Fact::Name, Fact::Tier, Fact::Confidence, Fact::Evidence];

impl Fact {
    /// Its name, whatever it is headed.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Verdict => "verdict",
            Self::Confidence => "confidence",
            Self::Responsible => "responsible",
            Self::Id => "id",
            Self::Name => "name",
            Self::Tier => "tier",
            Self::Category => "category",
            Self::Departments => "departments",
            Self::Matter => "matter",
            Self::UsualBody => "usual_body",
            Self::Evidence => "evidence",
            Self::Reason => "reason",
            Self::Elsewhere => "elsewhere",
            Self::Part => "part",
            Self::Error => "error",
        }
    }

    /// Its heading in Chinese.
    #[must_use]
    pub const fn chinese(self) -> &'static str {
        match self {
            Self::Verdict => "判断",
            Self::Confidence => "把握",
            Self::Responsible => "负责单位",
            Self::Id => "编号",
            Self::Name => "事项名称",
            Self::Tier => "清单类别",
            Self::Category => "事项类别",
            Self::Departments => "全部部门",
            Self::Matter => "事由",
            Self::UsualBody => "通常承办单位",
            Self::Evidence => "依据",
            Self::Reason => "待定原因",
            Self::Elsewhere => "提到外地",
            Self::Part => "事项原文",
            Self::Error => "未答原因",
        }
    }

    /// The heading in Chinese of what is told of the candidate of this rank, from 1; of the row where there is none.
    #[must_use]
    pub fn heading(self, rank: Option<usize>) -> String {
        rank.map_or_else(|| self.chinese().to_owned(), |rank| format!("候选{rank}{}", self.chinese()))
    }
}
