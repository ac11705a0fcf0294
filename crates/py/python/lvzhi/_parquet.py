"""Parquet files, read and written a batch at a time; the types of columns stay."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Any

from ._errors import OptionError, missing
from ._tables import ROWS, Added, Batch, Cells, Input, plain

__all__ = ["ParquetOutput", "read"]


def read(file: IO[bytes]) -> Input:
    """A Parquet file as it is read."""
    pyarrow = missing("pyarrow", "arrow")
    parquet = missing("pyarrow.parquet", "arrow")
    try:
        table = parquet.ParquetFile(file)
    except pyarrow.ArrowInvalid as error:
        raise OptionError(f"不是完好的 Parquet 文件 (no sound Parquet file): {error}") from None
    source = Input("parquet", _batches(table), table.metadata.num_rows)
    source.schema = table.schema_arrow
    source.head = list(table.schema_arrow.names)
    return source


def _batches(table: Any) -> Iterator[Batch]:
    done = 0
    for batch in table.iter_batches(batch_size=ROWS):
        rows = zip(*(column.to_pylist() for column in batch.columns), strict=True)
        yield Batch(list(range(done + 1, done + 1 + batch.num_rows)), [list(row) for row in rows], batch)
        done += batch.num_rows


class ParquetOutput:
    """A Parquet file. What was Parquet keeps its types; cells of CSV and of workbooks become texts."""

    def __init__(self, file: IO[bytes]) -> None:
        self._pyarrow = missing("pyarrow", "arrow")
        self._parquet = missing("pyarrow.parquet", "arrow")
        self._file = file
        self._writer: Any = None
        self._schema: Any = None

    def start(self, source: Input, added: list[Added]) -> None:
        pa = self._pyarrow
        head = [name or f"列{n}" for n, name in enumerate(source.head, 1)]
        same = sorted({name for name in head if head.count(name) > 1})
        if same:
            raise OptionError(f"Parquet 的列名不可相同，请改名后重试 (columns of Parquet must differ in name: rename): {'、'.join(same)}")
        fields = list(source.schema) if source.kind == "parquet" else [pa.field(name, pa.string()) for name in head]
        fields += [pa.field(column.heading, pa.float64() if column.is_number else pa.string()) for column in added]
        self._schema = pa.schema(fields)
        self._writer = self._parquet.ParquetWriter(self._file, self._schema)

    def write(self, batch: Batch, added: list[Cells]) -> None:
        if not batch.rows:
            return
        arrays = batch.arrow.columns if batch.arrow is not None else self._texts(batch, len(self._schema) - len(added))
        self._writer.write_batch(self._pyarrow.record_batch([*arrays, *added], schema=self._schema))

    def _texts(self, batch: Batch, width: int) -> list[Cells]:
        rows = [row if len(row) == width else [None] * width for row in batch.rows]
        return [[None if cell in (None, "") else str(plain(cell)) for cell in column] for column in zip(*rows, strict=True)]

    def end(self) -> None:
        self._writer.close()

    def close(self) -> None:
        # Left to itself, a writer would close a file that is closed.
        if self._writer is not None:
            self._writer.close()
