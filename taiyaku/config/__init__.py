"""A project's settings: [tool.taiyaku] in pyproject.toml, or taiyaku.toml, found upwards from each file.

As in ruff, the nearest file that has settings counts, alone: those of folders above are not added to it. The
search goes up to the root of the file system. In one folder taiyaku.toml comes before pyproject.toml, and a
pyproject.toml without [tool.taiyaku] counts as none.

`project` has the settings that stand before all tables, a module of a table's name those of the table.
"""

from .files import Configs, folder_of, read_config
from .project import Config
from .values import DEFAULT_GLOSSARY, ConfigProblem, did_you_mean, glossary_names

__all__ = [
    "DEFAULT_GLOSSARY",
    "Config",
    "ConfigProblem",
    "Configs",
    "did_you_mean",
    "folder_of",
    "glossary_names",
    "read_config",
]
