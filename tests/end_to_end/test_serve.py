"""The preview: on this machine only, and gone when it is ended."""

import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest
from household import COMMAND, ROOT, Home

PATIENCE = 60


def answered(address: str) -> bytes:
    """Return the page at an address, once there is one."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            with urllib.request.urlopen(address, timeout=5) as page:
                return bytes(page.read())
        except urllib.error.URLError:
            assert time.monotonic() < until, "the preview never answered"
            time.sleep(0.1)


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.usefixtures("hugo", "settled")
def test_the_preview_reloads_itself_and_ends_with_its_command(home: Home, ending: signal.Signals) -> None:
    """With Ctrl-C or when it is told to end: quietly, and the server with it; public/ is not touched."""
    before = {file: file.stat().st_mtime_ns for file in (home.folder / "site/public").rglob("*")}
    preview = subprocess.Popen(
        [sys.executable, "-c", COMMAND, "serve"],
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
        env={"PATH": "/usr/bin:/bin", "HOME": str(home.folder), "PYTHONPATH": str(ROOT)},
    )
    assert preview.stdout is not None
    line = next(line for line in preview.stdout if "Web Server is available" in line)
    port = re.search(r":(\d+)/", line)
    assert port is not None
    assert "127.0.0.1" in line
    address = f"http://127.0.0.1:{port[1]}/"
    assert b"livereload" in answered(address)
    preview.send_signal(ending)
    assert 0 == preview.wait(PATIENCE)
    preview.stdout.close()
    with pytest.raises(urllib.error.URLError):
        urllib.request.urlopen(address, timeout=5)
    assert before == {file: file.stat().st_mtime_ns for file in (home.folder / "site/public").rglob("*")}
