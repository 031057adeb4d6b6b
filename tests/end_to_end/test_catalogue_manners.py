"""`scrape catalogue`: what it says to who has nothing yet, asks for what is not there, or wants to be guided."""

import io
from datetime import UTC, datetime

import pytest
from pressings import OWNED, WANTED, Shop, press


@pytest.mark.parametrize(
    "words",
    [
        *("status", "sql", "search x", "show 1", "show --artist x", "dedupe", "prune", "clear", "optimize"),
        *("copy-to x.db", "optimize --unused", "dedupe --delete --yes"),
    ],
)
def test_without_a_catalogue_nothing_is_made(empty: Shop, words: str) -> None:
    """Whoever looks or tidies learns how to begin, and no file appears."""
    assert "`scrape catalogue guide`" in empty.refused(*words.split())
    assert [] == list(empty.home.folder.glob("*.db*"))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("ingest", "`scrape catalogue download` fetches them"),
        ("ingest nowhere.xml.gz --type releases", "There is no file nowhere.xml.gz"),
        ("ingest a.gz b.gz --type releases --type masters", "one --type at a time"),
        ("ingest --artists-file x", "give both"),
        ("ingest --keep artists --artists-file nowhere", "There is no file nowhere"),
        ("ingest --month 199901", "There are no dumps of 199901"),
        ("download --from nowhere", "neither a folder nor an address"),
        ("download --month August", "'August' is no month"),
        ("pipeline --library nowhere", "There is no file nowhere"),
        ("guide --wish station --yes", "give --library FILE"),
    ],
)
def test_bad_input_is_answered_in_one_sentence(empty: Shop, words: str, said: str) -> None:
    """With what to do about it."""
    assert said in empty.refused(*words.split())


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("show", "Name one record"),
        ("show 1 --artist x", "Name one record"),
        ("show 999", "holds no release 999; loaded are"),
        ("show --master 999", "holds no master 999"),
        ("show --artist Nobody", "knows no artist 'Nobody'"),
        ("search", "Say what to search for"),
        ("prune --library nowhere", "There is no file nowhere"),
        ("copy-to catalogue.db", "the catalogue itself"),
        ("copy-to mysql://x/y", "neither a file, nor sqlite"),
    ],
)
def test_bad_questions_are_answered_in_one_sentence(empty: Shop, words: str, said: str) -> None:
    """With what to do about it."""
    empty.loaded("--keep", "all")
    assert said in empty.refused(*words.split())


def test_who_has_several_names_alike_is_asked_for_an_id(empty: Shop) -> None:
    """All are listed."""
    empty.home.world.artists[700] = {"id": 700, "name": "Björk (2)"}
    press(empty.mirror, empty.home.world)
    empty.loaded("--keep", "all")
    assert "600 Björk; 700 Björk (2)" in empty.refused("show", "--artist", "bjork")


def test_without_a_command_it_says_which_there_are(empty: Shop) -> None:
    """And with what to begin."""
    assert "`scrape catalogue guide` asks what you want" in empty()


def test_quiet_is_quiet_and_a_log_is_kept(empty: Shop) -> None:
    """Commands that change something say nothing with -q; what was asked for is printed in any case."""
    assert "" == empty("download", "--from", str(empty.mirror), "--month", "202608", "-q")
    assert "" == empty("-q", "ingest", "--keep", "all")
    assert "" != empty("status", "-q")
    logs = [file.name.partition("-catalogue-")[2] for file in (empty.home.folder / "logs").glob("*.log")]
    assert ["download.log", "ingest.log"] == sorted(logs)


def typed(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """Pipe a text into the next command."""
    monkeypatch.setattr("sys.stdin", io.StringIO(text))


def test_the_guide_says_what_to_type_and_does_nothing_yet(empty: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the number of a wish, a list for a station, or what stands in brackets; sizes and times are estimates."""
    for answers, expected in (
        ("", "scrape catalogue ingest "),
        ("1\n", "scrape catalogue ingest "),
        ("2\nmy list.csv\n", "scrape catalogue pipeline --library 'my list.csv'"),
        ("everything\nno\n", "--keep"),
    ):
        typed(monkeypatch, answers)
        said = empty("guide")
        assert expected in said
        assert "estimates" in said
    typed(monkeypatch, "7\n")
    assert "'7' is none of 1, 2 and 3" in empty.refused("guide")
    assert [] == list(empty.home.folder.glob("catalogue.db*"))


def test_the_guide_does_it_when_told(empty: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    """Command by command; it ends with the first that fails."""
    press(empty.mirror, empty.home.world, f"{datetime.now(UTC):%Y%m}")
    typed(monkeypatch, "1\nyes\n")
    assert "releases: 6 of 13 kept." in empty("guide", "--from", str(empty.mirror))
    assert OWNED | WANTED == empty.ids()
    typed(monkeypatch, "")
    assert "is loaded already" in empty("guide", "--yes", "--from", str(empty.mirror))
    ended = empty.home.run("catalogue", "guide", "--yes", "--from", "nowhere")
    assert (2, False) == (ended.code, "scrape catalogue ingest\n" in ended.out)


def test_a_query_can_be_piped_in(empty: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    """As a whole; an empty one is refused."""
    empty.loaded("--keep", "all")
    typed(monkeypatch, "SELECT COUNT(*) AS n\nFROM release;\n")
    assert ["n", "13"] == empty("sql", "--csv").splitlines()
    typed(monkeypatch, " ;\n")
    assert "There is no query" in empty.refused("sql")
