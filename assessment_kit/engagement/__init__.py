"""A client's folder: read it, check it, and what is in it as typed values."""

from __future__ import annotations

from assessment_kit.engagement.model import Engagement, Settings, Survey
from assessment_kit.engagement.reading import check, problems_text, read

__all__ = ["Engagement", "Settings", "Survey", "check", "problems_text", "read"]
