"""Office files are zip archives: here they are packed anew so that the same content gives the same bytes and no maker is named."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile

MADE = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
"""An office file carries the moment of its making; here it is always the same."""
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
_DATES = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_THUMBNAIL = re.compile(rb"<Relationship [^>]*thumbnail[^>]*/>")
_APPLICATION = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"></Properties>'
)


def packed(data: bytes) -> bytes:
    """The archive with fixed times, the workbooks inside it too; without the preview picture of a template."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            if entry.filename.startswith("docProps/thumbnail"):
                continue
            new.writestr(_entry(entry.filename), _settled(entry.filename, old.read(entry)))
    return made.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _ZIP_EPOCH)
    entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
    return entry


def _settled(name: str, data: bytes) -> bytes:
    if name.endswith(".xlsx"):
        return packed(data)
    if name == "docProps/core.xml":
        return _DATES.sub(lambda m: m[1] + MADE.strftime("%Y-%m-%dT%H:%M:%SZ").encode(), data)
    if name == "docProps/app.xml":
        return _APPLICATION
    return _THUMBNAIL.sub(b"", data) if name == "_rels/.rels" else data
