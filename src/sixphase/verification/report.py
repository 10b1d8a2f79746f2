"""What `sixphase verify` says: causes first, then a table of what came out, then each difference."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from sixphase.study.problem import safe
from sixphase.verification.differences import (
    DIFFERENT,
    EVERY_BYTE,
    EXTRA,
    GROUPS,
    MISSING,
    NOT_THE_SAME,
    Comparison,
    FileDifference,
    group_of,
)

MOST_PLACES = 5  # of one file; the first ones show the way


def lines_of_causes(settings: Mapping[str, str], inputs: Comparison, installed: Sequence[str]) -> Iterator[str]:
    """What goes into the run and is not as recorded; the cause of what follows, so it stands first."""
    if not settings and not inputs.differing and not installed:
        yield f"What goes in is as recorded: {sum(inputs.same.values())} files, the seed, the versions."
        return
    yield "What goes in is not as recorded:"
    yield from _files(inputs.differing)
    yield from (f"  {line}" for line in settings.values())
    yield from (f"  {line}" for line in installed[:MOST_PLACES])


def lines_of_table(comparison: Comparison) -> Iterator[str]:
    """A row for each kind of output: how many are the same, different, missing, extra; then each that is not."""
    counts: dict[str, Counter[str]] = {group: Counter(same=number) for group, number in comparison.same.items()}
    for each in comparison.differing:
        counts.setdefault(group_of(each.name), Counter())[each.state] += 1
    yield f"  {'':<28}{'same':>9}{'different':>11}{'missing':>9}{'extra':>7}"
    for group, title in GROUPS.items():
        if held := counts.get(group):
            numbers = f"{held['same']:>9}{held[DIFFERENT]:>11}{held[MISSING]:>9}{held[EXTRA]:>7}"
            yield f"  {title:<28}{numbers}"
    yield from _files(comparison.differing)


def line_of_level(comparison: Comparison, excused: bool, unlike: Sequence[str] = ()) -> str:
    """Which level of sameness holds for what was rebuilt; `unlike` names what else is not as recorded."""
    level, number = comparison.level, sum(comparison.same.values())
    but = f" But {' and '.join(unlike)} {'is' if len(unlike) == 1 else 'are'} not as recorded." if unlike else ""
    if level == EVERY_BYTE:
        alone = f"Same in every byte: all {number} files are the recorded ones."
        return f"Rebuilt, all {number} files are the recorded ones in every byte.{but}" if but else alone
    if level == NOT_THE_SAME:
        return "Not the same: values, tables or text differ, or files are missing or extra."
    why = "as may be where the system, Python or the renderer is another" if excused else "though nothing should differ"
    return f"Same values, tables and text; some bytes differ, {why}.{but}"


def _files(differing: Sequence[FileDifference]) -> Iterator[str]:
    for each in differing:
        yield f"  {each.state:<10}{safe(each.name)}"
        yield from (f"            {safe(line)}" for line in each.how[:MOST_PLACES])
        if len(each.how) > MOST_PLACES:
            yield f"            and {len(each.how) - MOST_PLACES} more places"
