"""Whether the packages that are installed are those of the lock file."""

from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version


def not_as_locked(packages: Mapping[str, str]) -> list[str]:
    """A sentence for each package of the lock file that is installed in another version, or not at all.

    Parameters
    ----------
    packages
        Versions by package, as `sixphase.verification.manifest.locked_packages` gives them. A package that the
        lock names under a condition (a system, a version of Python) may be absent.
    """
    told = []
    for name, locked in packages.items():
        found = _version(name)
        versions = [each.split(" ; ")[0] for each in locked.split(" | ")]
        if found is None and " ; " not in locked:
            told.append(f"{name} {locked} is not installed")
        elif found is not None and found not in versions:
            told.append(f"{name} {found} is installed, requirements.lock says {' or '.join(versions)}")
    return told


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
