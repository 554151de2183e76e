"""Finds Chinese left over in Japanese text, exact to the character."""

from .model import KINDS, Residue
from .search import find_quoted, find_residue

__all__ = ["KINDS", "Residue", "find_quoted", "find_residue"]
