"""Songs that services name in another way are found: by takes, subtitles and numbered parts; tempting ones are not."""

import pytest
from contenders import SINGLE, taken
from track_lists import album, release

from scraper.domain.evidence import Candidate, Wanted
from scraper.matching import decide

Cases = dict[str, list[tuple[Wanted, Candidate]]]

EIGHT = (
    "First Light {0}| Harbour Wall {0}| Glass House {0}| Long Way Down {0}| Paper Moon {0}| Salt {0}| Home Again {0}"
)
PLAIN = EIGHT.format("")


def noted(note: str) -> Candidate:
    """Return an entry with the same words behind each song."""
    return album("Luna", "Night Garden", EIGHT.format(f"{note} "))


OURS = release("Luna", "Night Garden", PLAIN)

RIGHT: Cases = {
    "take words": [
        (OURS, noted("- Single Version")),
        (OURS, noted("(Album Version)")),
        (OURS, noted("- Mono")),
        (OURS, noted("- 2019 Mix")),
        (OURS, noted("- Remastered 1999/Rudy Van Gelder Edition")),
        (OURS, noted("- Stereo; 2009 Remaster")),
        (OURS, noted("(2009 - Remaster)")),
        (
            release(
                "Bill Haley",
                "See You Later, Alligator",
                "See You Later, Alligator 2:45 | The Paper Boy 2:20",
                kinds=SINGLE,
            ),
            album(
                "Bill Haley",
                "See You Later, Alligator",
                "See You Later, Alligator - Single Version 2:45 | The Paper Boy - Single Version 2:20",
            ),
        ),
    ],
    "subtitles on one side": [
        (
            release("Luna", "Night Garden", f"I Can't Help Myself | {PLAIN}"),
            album("Luna", "Night Garden", f"I Can't Help Myself (Sugar Pie, Honey Bunch) | {PLAIN}"),
        ),
        (
            release("Luna", "Night Garden", "Breathe | Time | Money | Eclipse | Brain Damage"),
            album("Luna", "Night Garden", "Breathe (In The Air) | Time | Money | Eclipse | Brain Damage"),
        ),
        (
            release("Luna", "Night Garden", "War Pigs | Paranoid | Iron Man"),
            album("Luna", "Night Garden", "War Pigs / Luke's Wall | Paranoid | Iron Man"),
        ),
        (
            release("Luna", "Night Garden", "(Don't Fear) The Reaper | Sinful Love | Tattoo"),
            album("Luna", "Night Garden", "The Reaper | Sinful Love | Tattoo"),
        ),
        (
            release("Luna", "Night Garden", "Sinful Love - A Lament | Tattoo | Iron Man"),
            album("Luna", "Night Garden", "Sinful Love | Tattoo | Iron Man"),
        ),
        (
            release("Luna", "Night Garden", "Rain (Falling Down) | Tattoo | Iron Man"),
            album("Luna", "Night Garden", "Rain | Tattoo (On My Arm) | Iron Man [For Ever]"),
        ),
    ],
    "numbered parts": [
        (
            release("Luna", "Night Garden", f"Shine On You Crazy Diamond ({there}) 13:31 | Machine 7:31 | Cigar 5:08"),
            album("Luna", "Night Garden", f"Shine On You Crazy Diamond{here} 13:30 | Machine 7:31 | Cigar 5:08"),
        )
        for there, here in (
            ("Parts I–V", " (Pts. 1-5)"),
            ("Part One", ", Pt. 1"),
            ("Parts 1 & 2", ", Pts. I-II"),
            ("Parts I To III", " (Parts 1, 2 & 3)"),
            ("Teil 2", " (Part II)"),
            ("Parts VI-IX", " (Parts 6 - 9)"),
        )
    ],
}

WRONG: Cases = {
    "take words": [
        (OURS, noted(note))
        for note in (
            "- Live",
            "(Remix)",
            "(Instrumental)",
            "(Acoustic Version)",
            "(Demo Version)",
            "(Karaoke Version)",
            "- 2019 Version in Spanish",
        )
    ],
    "subtitles on one side": [
        (
            release("Luna", "Night Garden", "Breathe | Time | Money"),
            album("Luna", "Night Garden", f"Breathe ({note}) | Time ({note}) | Money ({note})"),
        )
        for note in (
            "Live",
            "Demo",
            "Rehearsal",
            "Remix",
            "Instrumental",
            "Acoustic",
            "Alternate Take",
            "Karaoke",
            "Part 2",
            "Reprise",
        )
    ],
    "numbered parts": [
        (
            release("Luna", "Night Garden", f"Diamond ({there}) | Machine ({there}) | Cigar"),
            album("Luna", "Night Garden", f"Diamond ({here}) | Machine ({here}) | Cigar"),
        )
        for there, here in (
            ("Parts I–V", "Parts VI-IX"),
            ("Part One", "Part Two"),
            ("Parts 1 & 2", "Parts 3 & 4"),
            ("Parts 1-3", "Parts 1-2"),
            ("Part 1", "Part 11"),
        )
    ],
}


@pytest.mark.parametrize(("kind", "number"), [(kind, number) for kind in RIGHT for number in range(len(RIGHT[kind]))])
def test_the_right_one_is_found(kind: str, number: int) -> None:
    """However its songs are cut, named and counted."""
    wanted, candidate = RIGHT[kind][number]
    verdict = decide(wanted, [candidate])
    assert candidate.entry_id == taken(verdict), verdict.reason


@pytest.mark.parametrize(("kind", "number"), [(kind, number) for kind in WRONG for number in range(len(WRONG[kind]))])
def test_a_tempting_one_is_not_taken(kind: str, number: int) -> None:
    """Beside the right one neither."""
    wanted, candidate = WRONG[kind][number]
    verdict = decide(wanted, [candidate])
    assert taken(verdict) is None
    assert verdict.reason
