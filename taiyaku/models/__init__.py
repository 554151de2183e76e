"""The model store: which models are on this machine, and how they get there.

`store` is what the commands call, `record` the file beside each model by which its bytes are trusted, `spec` what is
published, `fetch` and `argos` how it comes.
"""

from .argos import own_packages as own_packages
from .record import Model as Model
from .record import models_folder as models_folder
from .store import add as add
from .store import engine_of as engine_of
from .store import find as find
from .store import install as install
from .store import list_models as list_models
from .store import remove as remove
from .store import verify as verify
