//! What the importer calls by the options of the command, as Python calls it; and back, for the command in Python.

use pyo3::prelude::*;

/// What messages say to whoever uses the command, and what to a programmer.
const CALLED: [(&str, &str); 9] = [
    ("--township", "township="),
    ("--county", "county="),
    ("--prefecture", "prefecture="),
    ("--region", "region="),
    ("--code", "code="),
    ("--edition", "edition="),
    ("--tier", "tier="),
    ("lvzhi --list 文件 …", "lvzhi.open(文件)"),
    ("lvzhi --list FILE …", "lvzhi.open(FILE)"),
];

/// A message of the importer with the arguments of `import_list` in place of options.
pub(crate) fn as_arguments(message: &str) -> String {
    CALLED.iter().fold(message.to_owned(), |message, (option, argument)| message.replace(option, argument))
}

/// The message as the command has it.
#[pyfunction]
pub(crate) fn as_options(message: &str) -> String {
    CALLED.iter().fold(message.to_owned(), |message, (option, argument)| message.replace(argument, option))
}
