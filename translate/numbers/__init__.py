"""Numbers, dates, units and money: set in English form before translating, compared by value after it."""

from .compare import compare as compare
from .compare import missing_numbers as missing_numbers
from .compare import number_flags as number_flags
from .compare import source_numbers as source_numbers
from .compare import target_numbers as target_numbers
from .english import read_english as read_english
from .japanese import read_japanese as read_japanese
from .quantity import MONTHS as MONTHS
from .quantity import Quantity as Quantity
from .rewrite import rewrite_numbers as rewrite_numbers
