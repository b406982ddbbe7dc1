"""The method as typed content: what is asked, what may be found, what may be advised."""

from assessment_kit.method.load import load_method
from assessment_kit.method.model import (
    Action,
    Element,
    Facet,
    Item,
    Method,
    Situation,
)
from assessment_kit.method.thresholds import Thresholds

__all__ = ["Action", "Element", "Facet", "Item", "Method", "Situation", "Thresholds", "load_method"]
