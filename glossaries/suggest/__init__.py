"""Names and terms in texts that a glossary should have, for a person to review."""

from .candidates import Passage as Passage
from .english import English as English
from .suggestions import SURE as SURE
from .suggestions import Context as Context
from .suggestions import Offline as Offline
from .suggestions import Suggestion as Suggestion
from .suggestions import suggest_terms as suggest_terms
