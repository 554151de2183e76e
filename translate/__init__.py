"""Translates Japanese documents sentence by sentence, checks every pair, and writes aligned text."""

from .align import Bead as Bead
from .align import align_documents as align_documents
from .align import align_sentences as align_sentences
from .checks import check_document as check_document
from .checks import check_segment as check_segment
from .checks import doubtful as doubtful
from .engines import Engine as Engine
from .engines import EngineFailed as EngineFailed
from .engines import EngineMissing as EngineMissing
from .engines import Hint as Hint
from .engines import load_engine as load_engine
from .memory import Memory as Memory
from .memory import MemoryProblem as MemoryProblem
from .memory import Unit as Unit
from .repair import Budget as Budget
from .segment import Flag as Flag
from .segment import Segment as Segment
from .segmenter import segment_document as segment_document
from .translator import translate_document as translate_document
