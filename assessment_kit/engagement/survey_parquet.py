"""survey/*.parquet: an export with the column names as its headings, read column by column (see survey_cells).

Numbers, texts, categories and times may be mixed from column to column. A column that holds lists or records is told and left out;
a file that is no Parquet file is told.
"""

from __future__ import annotations

import pyarrow as pa
import pyarrow.parquet as pq

from assessment_kit import words
from assessment_kit.engagement.suggestions import shorten
from assessment_kit.engagement.survey_arrow import ColumnSheet, look
from assessment_kit.errors import Problem

_MOST_ROWS = 50_000_000


def read_parquet(data: bytes, file: str, problems: list[Problem]) -> ColumnSheet | None:
    """The export of a Parquet file; None, and a problem, where it cannot be read.

    Texts come as categories, so that each distinct one is held once. Row 1 stands for the headings, so that a respondent has the
    row that the same list would have as csv.
    """
    try:
        source = pa.BufferReader(data)
        opened = pq.ParquetFile(source)
        schema = opened.schema_arrow
        if opened.metadata.num_rows > _MOST_ROWS:
            rule = f"the file has {words.number(opened.metadata.num_rows)} rows"
            problems.append(
                Problem(
                    file, rule, f"Split it into files of at most {words.number(_MOST_ROWS)} rows.", left_out="the file"
                )
            )
            return None
        texts = [
            field.name for field in schema if pa.types.is_string(field.type) or pa.types.is_large_string(field.type)
        ]
        table = pq.ParquetFile(pa.BufferReader(data), read_dictionary=texts).read()
    except (pa.ArrowException, OSError, ValueError, UnicodeDecodeError):
        problems.append(
            Problem(file, "the file cannot be read as Parquet", "Export it once more, or as csv.", left_out="the file")
        )
        return None
    columns = [_single(table.column(n), name, file, problems) for n, name in enumerate(table.column_names)]
    rows = [(1, list(table.column_names)), *look(columns, first=2)]
    return ColumnSheet(file, rows, columns, table.num_rows, first=2)


def _single(column: pa.ChunkedArray, name: str, file: str, problems: list[Problem]) -> pa.ChunkedArray:
    """The column; an empty one, and a problem, where its cells hold more than one value each."""
    kind = column.type.value_type if pa.types.is_dictionary(column.type) else column.type
    if pa.types.is_nested(kind):
        rule = "the column holds lists or records, not single values"
        problems.append(
            Problem(file, rule, "Export one column per question.", None, shorten(name), left_out="the column")
        )
        return pa.chunked_array([pa.nulls(len(column), pa.int8())])
    return column
