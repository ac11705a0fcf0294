//! Why a file could not be read: what was expected, what was found, what to do, in Chinese and in English.

use std::fmt;

/// A file that was not read.
#[derive(Debug)]
#[non_exhaustive]
pub enum ReadError {
    /// The system did not hand the file over.
    Io {
        /// The file.
        file: String,
        /// Why.
        error: std::io::Error,
    },
    /// Nothing in it but white space.
    Empty {
        /// The file.
        file: String,
    },
    /// Larger than [`super::limits`] allow.
    TooLarge {
        /// The file.
        file: String,
        /// Which limit.
        limit: Limit,
        /// The most that is read.
        most: u64,
    },
    /// Encrypted.
    Password {
        /// The file.
        file: String,
    },
    /// It begins as a file of its kind does, but does not go on so.
    Damaged {
        /// The file.
        file: String,
        /// What it was read as.
        format: &'static str,
        /// What the reader stumbled over.
        detail: String,
    },
    /// A text of which much is zeros: copied or downloaded in part.
    Zeros {
        /// The file.
        file: String,
        /// How many bytes are zero.
        zeros: usize,
        /// How many there are.
        whole: usize,
    },
    /// A kind that is not read.
    Unsupported {
        /// The file.
        file: String,
        /// The kind.
        kind: Unsupported,
    },
}

/// What there is a limit for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Limit {
    /// Bytes of the file.
    File,
    /// Bytes of what is packed in it.
    Unpacked,
    /// Files packed in it.
    Entries,
    /// Rows of a table.
    Rows,
    /// Columns of a table.
    Columns,
    /// Cells of all tables, the empty ones between others counted.
    Cells,
    /// Bytes of all text.
    Text,
    /// Sheets and tables.
    Tables,
    /// Parts that stand in one another.
    Nesting,
}

/// Kinds of files that are told apart and not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unsupported {
    /// PDF.
    Pdf,
    /// OFD, the fixed layout of Chinese offices.
    Ofd,
    /// DOC, or WPS of old.
    Doc,
    /// RTF.
    Rtf,
    /// XLSB.
    Xlsb,
    /// A workbook older than Excel 95.
    OldExcel,
    /// Word as one XML file.
    WordXml,
    /// A page with everything in it (MHT).
    Mht,
    /// PowerPoint.
    Slides,
    /// A picture.
    Picture,
    /// Packed files.
    Archive,
    /// JSON that is not an export.
    Json,
    /// A list that is already compiled.
    Compiled,
    /// Anything else that is not text.
    Binary,
}

impl Unsupported {
    /// What it is and what to do, in Chinese and in English.
    fn advice(self) -> [&'static str; 2] {
        match self {
            Self::Pdf => [
                "PDF 不能直接读取：请用 WPS 打开，选“PDF 转 Word”或“PDF 转 Excel”（Microsoft Word 2013 以上也可直接打开 PDF），另存为 .docx 或 .xlsx 后再导入；扫描件须先做文字识别（OCR）并人工校对",
                "a PDF is not read: open it in WPS (PDF to Word, PDF to Excel) or in Microsoft Word 2013 or newer, save it as .docx or .xlsx and import that; a scan needs OCR and somebody to proofread it first",
            ],
            Self::Ofd => [
                "OFD 版式文件不能直接读取：请用 WPS 或 OFD 阅读器转换为 .docx 或 .xlsx 后再导入",
                "an OFD file is not read: convert it to .docx or .xlsx with WPS or an OFD reader and import that",
            ],
            Self::Doc => [
                "旧版 Word 文档（.doc、.wps）不能直接读取：请用 WPS 或 Word 打开，另存为 .docx 后再导入",
                "a Word document of the old format (.doc, .wps) is not read: open it in WPS or Word, save it as .docx and import that",
            ],
            Self::Rtf => [
                "RTF 文档不能直接读取：请用 WPS 或 Word 打开，另存为 .docx 后再导入",
                "an RTF document is not read: open it in WPS or Word, save it as .docx and import that",
            ],
            Self::Xlsb => [
                "二进制工作簿（.xlsb）不能直接读取：请用 WPS 或 Excel 打开，另存为 .xlsx 后再导入",
                "a binary workbook (.xlsb) is not read: open it in WPS or Excel, save it as .xlsx and import that",
            ],
            Self::OldExcel => [
                "Excel 95 以前的工作簿不能读取：请用 WPS 或 Excel 打开，另存为 .xlsx 后再导入",
                "a workbook older than Excel 95 is not read: open it in WPS or Excel, save it as .xlsx and import that",
            ],
            Self::WordXml => [
                "Word XML 文档不能直接读取：请用 WPS 或 Word 打开，另存为 .docx 后再导入",
                "Word as one XML file is not read: open it in WPS or Word, save it as .docx and import that",
            ],
            Self::Mht => [
                "单个文件网页（.mht、.mhtml）不能直接读取：请用 WPS、Word 或 Excel 打开，另存为 .xlsx、.docx 或 .html 后再导入",
                "a single-file page (.mht, .mhtml) is not read: open it in WPS, Word or Excel, save it as .xlsx, .docx or .html and import that",
            ],
            Self::Slides => [
                "演示文稿不能读取：请把其中的表格复制到 Excel 或 Word，存为 .xlsx 或 .docx 后再导入",
                "slides are not read: copy their tables to Excel or Word, save as .xlsx or .docx and import that",
            ],
            Self::Picture => [
                "图片不能读取：请先做文字识别（如 WPS“图片转表格”），校对后存为 .xlsx 再导入",
                "a picture is not read: turn it into a table by OCR (WPS does), proofread it, save it as .xlsx and import that",
            ],
            Self::Archive => [
                "压缩包不能直接读取：请先解压，再导入其中的文件",
                "packed files are not read: unpack them and import the files",
            ],
            Self::Json => [
                "JSON 文件不能读取：只认本程序导出的 .jsonl（第一行是 {\"type\":\"township\",…}）；其他数据请存为 .csv 或 .xlsx 后再导入",
                "JSON is not read, but for this program's own export (.jsonl, whose first line is {\"type\":\"township\",…}): save other data as .csv or .xlsx and import that",
            ],
            Self::Compiled => [
                "这是已经编译好的清单：请直接用 lvzhi --list 文件 …（Python：lvzhi.open(文件)）",
                "this is a compiled list already: use it with lvzhi --list FILE …, lvzhi.open(FILE) in Python",
            ],
            Self::Binary => [
                "不认识的文件格式：可读取 .xlsx、.xls、.ods、.docx、.odt、.csv、.tsv、.txt、.md、.html",
                "an unknown kind of file: .xlsx, .xls, .ods, .docx, .odt, .csv, .tsv, .txt, .md and .html are read",
            ],
        }
    }
}

impl Limit {
    /// What there is too much of, and what to do, in Chinese and in English.
    fn advice(self) -> [&'static str; 4] {
        match self {
            Self::File => [
                "文件字节",
                "请删去图片等无关内容，或拆成几个文件",
                "bytes",
                "take out pictures and the like, or split the file",
            ],
            Self::Unpacked => [
                "解压后字节",
                "请另存一份，只留清单的工作表或表格",
                "bytes when unpacked",
                "save a copy that holds nothing but the list",
            ],
            Self::Entries => {
                ["内部文件", "请另存一份，只留清单", "packed files", "save a copy that holds nothing but the list"]
            }
            Self::Rows => [
                "行",
                "下方很远处有内容的单元格请删除，或拆成几个文件",
                "rows",
                "delete stray cells far below, or split the file",
            ],
            Self::Columns => ["列", "右侧很远处有内容的单元格请删除", "columns", "delete stray cells far to the right"],
            Self::Cells => [
                "单元格",
                "表格以外有内容的单元格请删除，或拆成几个文件",
                "cells",
                "delete stray cells outside the table, or split the file",
            ],
            Self::Text => ["字节文字", "请拆成几个文件", "bytes of text", "split the file"],
            Self::Tables => {
                ["个表", "请另存一份，只留清单的工作表或表格", "tables", "save a copy that holds nothing but the list"]
            }
            Self::Nesting => [
                "层嵌套",
                "请把清单的表格复制到新文件",
                "levels of parts inside others",
                "copy the list's tables into a new file",
            ],
        }
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io { file, error } => {
                write!(f, "{file}：无法打开，请检查路径和权限 (cannot be opened, check path and permissions): {error}")
            }
            Self::Empty { file } => write!(
                f,
                "{file}：文件是空的，请选择存有清单的文件 (there is nothing in the file: choose the one that holds the list)"
            ),
            Self::TooLarge { file, limit, most } => {
                let [what, remedy, what_english, remedy_english] = limit.advice();
                write!(
                    f,
                    "{file}：超过 {most} {what}，不予读取。{remedy} (more than {most} {what_english} are not read: {remedy_english})"
                )
            }
            Self::Password { file } => write!(
                f,
                "{file}：文件有密码。请用 WPS 或 Office 输入密码打开，去掉密码另存后再导入 (the file is encrypted: open it with its password in WPS or Office, save it without one and import that)"
            ),
            Self::Damaged { file, format, detail } => write!(
                f,
                "{file}：{format} 文件已损坏（{detail}）。请用 WPS 或 Office 打开并另存一份后再导入；打不开就请重新索取原件 (a damaged {format} file: open it in WPS or Office, which may repair it, save it anew and import that, or ask for the original once more)"
            ),
            Self::Zeros { file, zeros, whole } => write!(
                f,
                "{file}：{whole} 字节中有 {zeros} 个是空字节（NUL），文件没有传完整，或已损坏。请重新复制、下载，或索取原件 ({zeros} of its {whole} bytes are zero: it was copied or downloaded in part, or is damaged; copy it anew, or ask for the original)"
            ),
            Self::Unsupported { file, kind } => {
                let [chinese, english] = kind.advice();
                write!(f, "{file}：{chinese} ({english})")
            }
        }
    }
}

impl std::error::Error for ReadError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io { error, .. } => Some(error),
            _ => None,
        }
    }
}
