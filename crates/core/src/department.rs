//! Departments (部门、单位): names, spellings, kinds, and the items that name them.

use crate::catalogue::Catalogue;
use crate::item::Item;
use core::fmt;
use lvzhi_tables::layout::{DepartmentRow, Tables, piece, rows};

/// What a department has to do with an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "lowercase"))]
pub enum Role {
    /// 牵头: the first upper department that a cooperative item names.
    Lead,
    /// 协同: the others that it names.
    Joint,
    /// 承接: who took a reclaimed item over.
    Successor,
}

impl Role {
    /// All.
    pub const ALL: [Self; 3] = [Self::Lead, Self::Joint, Self::Successor];

    /// The key in exports: `lead`, `joint`, `successor`.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Lead => "lead",
            Self::Joint => "joint",
            Self::Successor => "successor",
        }
    }

    /// The Chinese name: 牵头, 协同, 承接.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Lead => "牵头",
            Self::Joint => "协同",
            Self::Successor => "承接",
        }
    }
}

/// What kind of body a department is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum Kind {
    /// 党委部门
    Party,
    /// 人大
    Congress,
    /// 政协
    Cppcc,
    /// 政府部门
    Government,
    /// 群团组织
    MassOrganisation,
    /// 垂直管理机构
    VerticalAgency,
    /// 事业单位
    PublicInstitution,
    /// 银行
    Bank,
}

impl Kind {
    /// All.
    pub const ALL: [Self; 8] = [
        Self::Party,
        Self::Congress,
        Self::Cppcc,
        Self::Government,
        Self::MassOrganisation,
        Self::VerticalAgency,
        Self::PublicInstitution,
        Self::Bank,
    ];

    /// The key in exports, such as `mass_organisation`.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Party => "party",
            Self::Congress => "congress",
            Self::Cppcc => "cppcc",
            Self::Government => "government",
            Self::MassOrganisation => "mass_organisation",
            Self::VerticalAgency => "vertical_agency",
            Self::PublicInstitution => "public_institution",
            Self::Bank => "bank",
        }
    }

    /// The Chinese name, such as 群团组织.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Party => "党委部门",
            Self::Congress => "人大",
            Self::Cppcc => "政协",
            Self::Government => "政府部门",
            Self::MassOrganisation => "群团组织",
            Self::VerticalAgency => "垂直管理机构",
            Self::PublicInstitution => "事业单位",
            Self::Bank => "银行",
        }
    }
}

/// A department that the list names.
#[derive(Clone, Copy)]
pub struct Department<'a> {
    pub(crate) tables: &'a Tables<'a>,
    pub(crate) index: u8,
}

impl<'a> Department<'a> {
    fn row(&self) -> Option<&'a DepartmentRow> {
        self.tables.departments.get(usize::from(self.index))
    }

    /// The canonical name: 巴楚县人力资源和社会保障局.
    #[must_use]
    pub fn name(&self) -> &'a str {
        self.row().map_or("", |row| piece(self.tables.text, row.name))
    }

    /// As the list abbreviates it: 县人力资源和社会保障局.
    #[must_use]
    pub fn short(&self) -> &'a str {
        self.row().map_or("", |row| piece(self.tables.text, row.short))
    }

    /// Other spellings, of the list and of common speech: 人社局, ….
    pub fn aliases(&self) -> impl ExactSizeIterator<Item = &'a str> + DoubleEndedIterator + Clone + use<'a> {
        let tables = self.tables;
        let spans = self.row().map_or(&[][..], |row| rows(tables.spans, row.aliases));
        spans.iter().map(move |&span| piece(tables.text, span))
    }

    /// What kind of body it is.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.row().and_then(|row| Kind::ALL.get(usize::from(row.kind)).copied()).unwrap_or(Kind::Government)
    }

    /// Its place in the registry, from 0.
    #[must_use]
    pub fn index(&self) -> usize {
        usize::from(self.index)
    }

    /// The items that name it in a role (`Role::Lead`), or in any (`None`), in the order of the list.
    pub fn items<R: Into<Option<Role>>>(
        &self,
        role: R,
    ) -> impl DoubleEndedIterator<Item = Item<'a>> + Clone + use<'a, R> {
        let (this, role) = (*self, role.into());
        let places = self.row().map_or(&[][..], |row| rows(this.tables.department_items, row.items));
        let list = Catalogue { tables: this.tables };
        places.iter().map(move |&place| list.at(usize::from(place))).filter(move |item| {
            role.is_none_or(|role| item.departments().any(|(department, is)| department == this && is == role))
        })
    }
}

impl AsRef<str> for Department<'_> {
    fn as_ref(&self) -> &str {
        self.name()
    }
}

impl fmt::Debug for Department<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Department").field(&self.name()).finish()
    }
}

impl fmt::Display for Department<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
