"""The record that is in git is that of the project as it stands, so that anybody's `verify` holds against it."""

import pytest
from conftest import TOP

from sixphase.cli.verifying import _platform
from sixphase.verification.differences import MAY_DIFFER
from sixphase.verification.manifest import read_manifest, same_file

pytestmark = pytest.mark.slow

RECORD = TOP / "data_raw/cmt_published/recorded_manifest.json"
RENEW = "make && .venv/bin/sixphase record cmt_published"


def test_the_record_in_git_is_that_of_this_project(built):
    assert RECORD.is_file(), f"there is no record; renew it: {RENEW}"
    record = read_manifest(RECORD)
    now = {**read_manifest(built.path("data_processed/cmt_published/manifest.json")), "platform": _platform()}
    kinds = ["inputs", "outputs"] if all(record[key] == now[key] for key in MAY_DIFFER) else ["inputs"]
    for kind in kinds:
        assert set(record[kind]) == set(now[kind]), f"renew the record: {RENEW}"
        different = [name for name in now[kind] if not same_file(record[kind][name], now[kind][name])]
        assert different == [], f"renew the record: {RENEW}"
    assert record["seed"] == now["seed"]
