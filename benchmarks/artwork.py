"""CPU that an album's images take, beside Pillow's own encoding of the large JPEG alone.

python benchmarks/artwork.py [SLEEVES]
"""

import io
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from PIL import Image

from scraper.artwork import Artwork, opened
from services.fakes.sample import sample_world

SIDE = 1200
REPEATS = 3


def sleeves(count: int) -> list[bytes]:
    """Return so many drawn sleeves, 600 pixels wide as Discogs has them."""
    names = [name for name in sample_world().images if name.startswith("/images/release-") and name.count("-") == 1]
    images = sample_world().images
    return [images[name]() for name in names[:count]]


def photographs(count: int, side: int) -> list[bytes]:
    """Return so many photographs of nothing: soft shapes under the grain of a fast film."""
    random.seed(side)
    return [_photograph(side) for _ in range(count)]


def _photograph(side: int) -> bytes:
    shape = Image.radial_gradient("L").resize((side, side))
    soft = Image.merge("RGB", (shape, shape.rotate(90), shape.transpose(Image.Transpose.FLIP_LEFT_RIGHT)))
    grain = (Image.effect_noise((side // 2, side // 2), 40).resize((side, side)) for _ in range(3))
    return encoded(Image.blend(soft, Image.merge("RGB", tuple(grain)), 0.3))


def enlarged(bodies: Iterable[bytes]) -> list[bytes]:
    """Return images at the largest size that is kept."""
    return [encoded(opened(body).resize((SIDE, SIDE), Image.Resampling.LANCZOS)) for body in bodies]


def encoded(image: Image.Image) -> bytes:
    """Return a JPEG as a service would send it."""
    out = io.BytesIO()
    image.save(out, "JPEG", quality=92)
    return out.getvalue()


def cpu(work: Callable[[], object]) -> float:
    """Return the least milliseconds of CPU that something took."""
    taken = []
    for _ in range(REPEATS):
        began = time.process_time()
        work()
        taken.append(1000 * (time.process_time() - began))
    return min(taken)


def alone(body: bytes) -> Callable[[], object]:
    """Return what only encodes an image as one large JPEG, as Pillow does it when asked for a small file."""
    image = opened(body)
    return lambda: image.save(io.BytesIO(), "JPEG", quality=88, progressive=True, optimize=True)


def compare(name: str, bodies: list[bytes]) -> None:
    """Print what keeping these images takes, and how large their files are."""
    with tempfile.TemporaryDirectory() as folder:
        kept = Artwork(Path(folder), SIDE)
        whole = [cpu(lambda body=body: kept.keep("release", 1, body)) for body in bodies]  # type: ignore[misc]
        least = [cpu(alone(body)) for body in bodies]
        picture = kept.keep("release", 1, bodies[0])
        sizes = {one: (Path(folder) / f"releases/1-{one}").stat().st_size / 1000 for one in picture.made}
    mean = statistics.mean(whole)
    ratio = mean / statistics.mean(least)
    print(f"{name:<32} {mean:5.1f} ms an album, {max(whole):5.1f} at most, {ratio:4.1f} times one large JPEG")
    print(f"{'':<32} the first: {', '.join(f'{one} {size:.0f} kB' for one, size in sizes.items())}")


if __name__ == "__main__":
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 40
    drawn = sleeves(number)
    compare("drawn sleeves, 600 pixels", drawn)
    compare("photographs, 600 pixels", photographs(max(1, number // 4), 600))
    compare("drawn sleeves, 1,200 pixels", enlarged(drawn[: max(1, number // 4)]))
    compare("photographs, 1,200 pixels", photographs(max(1, number // 4), SIDE))
