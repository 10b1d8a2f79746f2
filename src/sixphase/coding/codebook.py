from sixphase.study.codebook import *  # noqa: F403
from sixphase.study.codebook import Codebook, Entry, Theme, read_codebook  # noqa: F401
