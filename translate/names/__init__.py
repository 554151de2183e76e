"""Names in both languages: which of the English have something in the Japanese, and the reverse."""

from .belonging import belongs as belongs
from .belonging import places_in as places_in
from .common import is_common as is_common
from .countries import unsupported_names as unsupported_names
from .find import Names as Names
from .find import Word as Word
from .find import compare_names as compare_names
from .parts import is_part as is_part
from .source import Known as Known
from .source import Source as Source
from .table import is_listed_in as is_listed_in
