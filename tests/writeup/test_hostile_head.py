"""The paper's head comes from `study.yml` and the abstract, which anybody may have written: it is Markdown, and no more."""

import copy

import pytest
import yaml
from writeup.fixture_paper.staging import HERE, laid_out

from sixphase.study.problem import InputError
from sixphase.writeup.render import PLACE, builtin

ATTACKS = {
    "script": "x <script>alert(1)</script> y",
    "image of a network": "x ![a](http://127.0.0.1:9/e.png) y",
    "image of this machine": "x ![a](/etc/passwd) y",
    "raw typst": 'x `#read("/etc/passwd")`{=typst} y',
    "raw HTML": "x `<script>alert(2)</script>`{=html} y",
    "raw Word": "x `<w:r/>`{=openxml} y",
    "TeX": "x \\input{/etc/passwd} y",
    "script as a link": "x [a](javascript:alert(3)) y",
    "page as a link": "x [a](data:text/html,b) y",
    "file as a link": "x [a](file:///etc/passwd) y",
    "script as an address": "x <javascript:alert(5)> y",
    "event": 'x [b]{onclick="alert(7)"} y',
}
META = yaml.safe_load((HERE / "reports" / "_metadata.yml").read_text(encoding="utf-8"))
PLACES = {
    "title": lambda words: {"title": words},
    "subtitle": lambda words: {"subtitle": words},
    "abstract": lambda words: {"abstract": words},
    "keyword": lambda words: {"keywords": ["good", words]},
    "licence": lambda words: {"license": {"text": words}},
    "date": lambda words: {"date": words},
    "name": lambda words: {"author": [{"name": {"literal": words}}]},
    "affiliation": lambda words: {"author": [{"name": "A B", "affiliations": [{"name": words}]}]},
    "email": lambda words: {"author": [{"name": "A B", "email": words, "corresponding": True}]},
    "ORCID": lambda words: {"author": [{"name": "A B", "orcid": words}]},
    "role": lambda words: {"author": [{"name": "A B", "roles": [words]}]},
}
HARMLESS = {
    "title": "What *eighty* answers tell & how; 5 < 6",
    "abstract": '**Background.** Of [80]{.value key="answers.count"}, see <https://example.org>.',
    "affiliation": "Institute for Invented Things & Co. (R&D)",
    "email": "ada_b.c@example.org",
    "keyword": "pros/cons",
}


def rehearsed(folder, place, words):
    staged, source = laid_out(folder, "Words.\n")
    head = {**copy.deepcopy(META), **PLACES[place](words)}
    (staged / PLACE / "_metadata.yml").write_text(yaml.safe_dump(head, allow_unicode=True), encoding="utf-8")
    return builtin.rehearse(staged, "html", source)[1].decode()


@pytest.mark.parametrize("place", PLACES)
def test_what_would_run_fetch_or_read_is_refused(tmp_path, place):
    for number, (name, words) in enumerate(ATTACKS.items()):
        with pytest.raises(InputError) as caught:
            rehearsed(tmp_path / str(number), place, words)
        assert "in the paper's head" in str(caught.value), name


@pytest.mark.parametrize(("place", "words"), HARMLESS.items(), ids=HARMLESS)
def test_ordinary_words_are_not(tmp_path, place, words):
    assert "<main" in rehearsed(tmp_path, place, words)
