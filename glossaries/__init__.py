"""Glossaries: terms with a status per form, and where they stand in a text."""

from .glossary import Glossary as Glossary
from .layers import Conflict as Conflict
from .layers import layer_conflicts as layer_conflicts
from .layers import layer_glossaries as layer_glossaries
from .load import load_glossaries as load_glossaries
from .load import load_glossary as load_glossary
from .load import shipped_glossaries as shipped_glossaries
from .model import Form as Form
from .model import GlossaryError as GlossaryError
from .model import Match as Match
from .model import Spec as Spec
from .model import Status as Status
from .model import Term as Term
