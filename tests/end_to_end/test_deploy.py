"""Deploying: what is sent, what is refused, what is held back."""

import re
from pathlib import Path

import pytest
from household import Ended, Home, tree

pytestmark = pytest.mark.usefixtures("hugo")


@pytest.fixture
def bucket(home: Home) -> Path:
    """Return the folder that the site of a home is deployed to; the site is made already."""
    home.after_a_first_run("deploy")
    folder = home.folder / "bucket"
    settings = home.folder / "site/hugo.toml"
    target = f"file://{folder}?create_dir=true&metadata=skip&no_tmp_dir=true"
    settings.write_text(re.sub(r"file:///[^\"]*", target, settings.read_text(), count=1))
    return folder


def in_one_line(ended: Ended) -> str:
    """Return the one sentence on what went wrong."""
    assert 1 == len(ended.err.splitlines()), ended.err
    assert "fault" not in ended.err
    return ended.err


def relative(folder: Path) -> dict[str, str]:
    """Return what is in a folder."""
    return {str(Path(name).relative_to(folder)): digest for name, (digest, _) in tree(folder).items()}


def test_the_whole_site_is_sent(home: Home, bucket: Path) -> None:
    """Every file of it, and nothing else."""
    ended = home.run("deploy")
    assert (0, "") == (ended.code, ended.err)
    assert relative(home.folder / "site/public") == relative(bucket)


def test_a_second_deploy_sends_nothing(home: Home, bucket: Path) -> None:
    """Not one file in the bucket is written again."""
    home.run("deploy")
    sent = tree(bucket)
    assert 0 == home.run("deploy").code
    assert sent == tree(bucket)


def test_only_what_changed_is_sent(home: Home, bucket: Path) -> None:
    """The page of a sold record leaves the bucket; pictures that stayed are not sent again."""
    home.run("deploy")
    sent = tree(bucket)
    del home.world.copies[1]
    home.run("--all")
    assert 0 == home.run("deploy").code
    after = tree(bucket)
    assert [] == list((bucket / "albums").glob("title-2-2/*"))
    pictures = {name: stamp for name, stamp in sent.items() if name.endswith(".jpg") and name in after}
    assert pictures == {name: after[name] for name in pictures}


def test_the_site_is_built_before_it_is_sent(home: Home, bucket: Path) -> None:
    """What was edited since is sent as it is now."""
    home.album(2).write_text(home.album(2).read_text() + "\nHeard in 1981.\n")
    home.run("deploy")
    assert "Heard in 1981." in (bucket / "albums/title-2-2/index.html").read_text()


def test_without_pages_nothing_is_sent(home: Home) -> None:
    """An empty site would empty the bucket."""
    ended = home.run("deploy")
    assert 1 == ended.code
    assert "There are no album pages" in in_one_line(ended)
    assert "run `scrape --all` first" in ended.err


def test_a_site_that_does_not_build_is_not_sent(home: Home, bucket: Path) -> None:
    """The bucket stays as it was, and the sentence names the layout."""
    home.run("deploy")
    sent = tree(bucket)
    (home.folder / "site/layouts/albums").mkdir(parents=True)
    (home.folder / "site/layouts/albums/page.html").write_text("{{ .Nonsense }}")
    ended = home.run("deploy")
    assert 1 == ended.code
    assert "albums/page.html" in in_one_line(ended)
    assert sent == tree(bucket)


def test_a_half_built_site_is_not_sent(home: Home, bucket: Path) -> None:
    """Hugo may leave pages out without an error: then the rest is not sent either."""
    home.run("deploy")
    sent = tree(bucket)
    settings = home.folder / "site/hugo.toml"
    settings.write_text('ignoreFiles = ["title-[234]-"]\n' + settings.read_text())
    ended = home.run("deploy")
    assert 1 == ended.code
    assert "Hugo left out 3 albums, such as title-2-2" in in_one_line(ended)
    assert sent == tree(bucket)


def test_many_deletes_are_held_back_and_said(home: Home, bucket: Path) -> None:
    """Hugo deletes no more than 256 files at once and calls that a success; we don't."""
    home.run("deploy")
    for number in range(300):
        (bucket / f"old-{number}.html").write_text("Old.")
    ended = home.run("deploy")
    assert 1 == ended.code
    assert "Hugo held back 300 deletes" in ended.out
    assert "maxDeletes" in ended.out
    assert 300 == len(list(bucket.glob("old-*")))


@pytest.mark.parametrize("target", ["", '[deployment]\n[[deployment.targets]]\nname = "x"\nURL = "nowhere://x"\n'])
def test_without_a_usable_target(home: Home, bucket: Path, target: str) -> None:
    """One sentence that says where to set it."""
    settings = home.folder / "site/hugo.toml"
    before = settings.read_text().split("# Where `hugo deploy`")[0]
    settings.write_text(before + target)
    ended = home.run("deploy")
    assert 1 == ended.code
    assert "[deployment] in" in in_one_line(ended)
    assert not bucket.exists()


@pytest.mark.usefixtures("settled")
def test_building_alone_needs_no_discogs(home: Home) -> None:
    """`scrape build` makes the site from the pages that are there."""
    home.asked()
    made = relative(home.folder / "site/public")
    (home.folder / "site/public/index.html").unlink()
    assert (0, {}) == (home.run("build").code, dict(home.asked()))
    assert made == relative(home.folder / "site/public")
