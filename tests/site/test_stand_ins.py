"""Fonts that stand in for ours are as wide and as high as ours, so that nothing moves when ours comes."""

from pathlib import Path

import letters
import pytest

STAND_INS = letters.stand_ins()
FAMILIES = {stand_in.family: stand_in for stand_in in STAND_INS}


def file_of(stand_in: letters.StandIn) -> Path:
    """Return the file of a stand-in's font; where this machine has none, the test is skipped."""
    file = letters.installed(stand_in)
    if file is None:
        pytest.skip(f"needs one of these fonts: {', '.join(stand_in.fonts)}")
    return file


def test_every_stand_in_is_asked_for() -> None:
    """The stylesheet names each family among those that titles are drawn with, in the order of its rules."""
    rule = next(line for line in letters.STYLESHEET.read_text(encoding="utf-8").splitlines() if "--display:" in line)
    assert ", ".join(f'"{family}"' for family in FAMILIES) in rule
    assert 2 * len(FAMILIES) == len(STAND_INS)


@pytest.mark.parametrize("stand_in", STAND_INS, ids=[f"{one.family} {one.weight}" for one in STAND_INS])
def test_a_stand_in_is_as_wide_and_as_high_as_ours(stand_in: letters.StandIn) -> None:
    """Its numbers are those of the font files: widths by how often letters are used, heights by the size that makes."""
    file = file_of(stand_in)
    ours, theirs = (
        letters.mean_width(*files, stand_in.weight) for files in ((letters.OURS, file), (file, letters.OURS))
    )
    ascent, descent, gap = letters.heights(letters.OURS)
    size = stand_in.percents["size-adjust"]
    assert pytest.approx(100 * ours / theirs, abs=0.051) == size
    expected = {"ascent-override": ascent, "descent-override": descent, "line-gap-override": gap}
    assert {"size-adjust": size} | {
        name: pytest.approx(10_000 * value / size, abs=0.051) for name, value in expected.items()
    } == stand_in.percents
