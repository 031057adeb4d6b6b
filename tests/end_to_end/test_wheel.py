"""What a user installs: the wheel, in an empty environment."""

import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[2]


def run(*words: str | Path, cwd: Path) -> str:
    """Run a command that has to succeed, and return what it said."""
    done = subprocess.run(words, cwd=cwd, capture_output=True, text=True, check=False)
    assert 0 == done.returncode, done.stdout + done.stderr
    return done.stdout


def test_the_wheel_makes_the_sample_site_in_an_empty_environment(tmp_path: Path) -> None:
    """Templates and the site's skeleton travel in the wheel; it needs nothing of the checkout."""
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", tmp_path, ROOT, cwd=tmp_path)
    wheel = next(tmp_path.glob("sleevenotes-*.whl"))
    names = zipfile.ZipFile(wheel).namelist()
    assert [] == [name for name in names if "/site/content/" in name or "/public/" in name or name.startswith("tests")]
    run(sys.executable, "-m", "venv", tmp_path / "empty", cwd=tmp_path)
    binaries = tmp_path / "empty" / "bin"
    run(binaries / "python", "-m", "pip", "install", "--quiet", wheel, cwd=tmp_path)
    said = run(binaries / "scrape", "demo", cwd=tmp_path)
    assert "failed" not in said
    albums = list((tmp_path / "demo" / "site" / "public" / "albums").glob("*-*/index.html"))
    assert len(albums) >= 48
    assert (tmp_path / "demo" / "site" / "public" / "index.html").is_file()
