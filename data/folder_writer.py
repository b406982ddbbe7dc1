"""How a made-up client is written down, byte for byte the same on every run."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter
import yaml

from written_tables import Row

MADE_UP = "See data/README.md for what is built into it."
_MADE = dt.datetime(
    2026, 10, 16, 9, 0, tzinfo=dt.UTC
)  # a workbook carries the moment of its making; this one is always the same


class _Quoted(yaml.SafeDumper):
    """YAML with every text in quotation marks, so that No and 1e3 stay text; keys stay bare."""

    def represent_str(self, text: str) -> yaml.ScalarNode:
        return self.represent_scalar("tag:yaml.org,2002:str", text, style='"')

    def represent_mapping(self, tag: str, mapping: Any, flow_style: Any = None) -> yaml.MappingNode:
        node = super().represent_mapping(tag, mapping, flow_style)
        for key, _ in node.value:
            key.style = None
        return node


_Quoted.add_representer(str, _Quoted.represent_str)


def write_csv(file: Path, table: Sequence[Row]) -> None:
    """One table as UTF-8 text with commas; the columns in the order of the first row."""
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, fieldnames=list(table[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(table)


def write_workbook(file: Path, sheets: Mapping[str, Sequence[Row]]) -> None:
    """All tables as sheets of one workbook; numbers as numbers, empty cells left out."""
    with xlsxwriter.Workbook(str(file), {"strings_to_numbers": True, "strings_to_formulas": False}) as book:
        book.set_properties({"title": "Inventory", "created": _MADE})
        bold = book.add_format({"bold": True, "bottom": 1})
        for name, table in sheets.items():
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, 0)
            sheet.write_row(0, 0, list(table[0]), bold)
            for column, heading in enumerate(table[0]):
                longest = max([len(heading), *(len(row[heading]) for row in table)])
                sheet.set_column(column, column, min(48, longest + 2))
            for number, row in enumerate(table, start=1):
                for column, cell in enumerate(row.values()):
                    if cell:
                        sheet.write(number, column, cell)


def write_yaml(file: Path, content: object, comment: str = "") -> None:
    """One YAML file, texts quoted, keys in the order given, opened by a comment where there is one."""
    text = yaml.dump(content, Dumper=_Quoted, sort_keys=False, allow_unicode=True, width=10_000)
    file.write_text("".join(f"# {line}\n" for line in comment.splitlines()) + text, encoding="utf-8")
