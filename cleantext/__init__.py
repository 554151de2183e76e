"""Cleans Japanese text: finds what should not be printed, and fixes what can be fixed without asking."""

from .check import check_text as check_text
from .document import Block as Block
from .document import Document as Document
from .document import Place as Place
from .document import Run as Run
from .documents import FixedDocument as FixedDocument
from .documents import Located as Located
from .documents import check_document as check_document
from .documents import fix_document as fix_document
from .findings import Finding as Finding
from .findings import Fixed as Fixed
from .findings import Hit as Hit
from .findings import Rule as Rule
from .fix import fix_text as fix_text
from .formats import read_document as read_document
from .formats import write_document as write_document
from .sentences import split_sentences as split_sentences
