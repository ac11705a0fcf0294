//! Why a workbook cannot be written.

use rust_xlsxwriter::XlsxError;
use std::fmt;

/// Why a workbook cannot be written.
#[derive(Debug)]
#[non_exhaustive]
pub enum WorkbookError {
    /// A text is longer than a cell of a workbook may be.
    TooLong {
        /// The cell, `C051 上级部门职责` or `基本履职!C7`.
        cell: String,
        /// Its characters, as spreadsheets count them.
        found: usize,
        /// As many as there may be.
        most: usize,
    },
    /// Something else that the format does not allow.
    Format(XlsxError),
}

impl fmt::Display for WorkbookError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLong { cell, found, most } => write!(
                f,
                "{cell}：{found} 个字符，单元格最多 {most} 个，请拆成几项，或改用 lvzhi export 的 JSON \
                 ({found} characters, a cell holds {most}: split the item, or export JSON lines)"
            ),
            Self::Format(error) => write!(f, "工作簿无法生成 (the workbook cannot be written): {error}"),
        }
    }
}

impl std::error::Error for WorkbookError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::TooLong { .. } => None,
            Self::Format(error) => Some(error),
        }
    }
}

impl From<XlsxError> for WorkbookError {
    fn from(error: XlsxError) -> Self {
        Self::Format(error)
    }
}
