"""`python docs/pictures/take.py [ADDRESS]`: takes the pictures of the documentation from the pages as they are served.

Needs Chromium, and `make demo` running: the example documents are what the pictures show.
"""

import base64
import shutil
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

LAUNCH = "/ask/who-responded-to-event?event=north+korea+missile+launch+14+january+2025"
PICTURES = {
    "start": ("/", "light"),
    "question": (LAUNCH, "light"),
    "graph": (f"{LAUNCH}&view=graph#answer", "dark"),
    "document": ("/documents/2025-01-14-short-range-launches.md", "light"),
    "map": ("/ask/events?actor=North+Korea&view=map#answer", "light"),
}


def take(address: str) -> None:
    """Write `<name>.webp` beside this file for each picture."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for name, (path, scheme) in PICTURES.items():
            page = browser.new_page(
                base_url=address,
                viewport={"width": 1100, "height": 760},
                color_scheme="dark" if scheme == "dark" else "light",
            )
            page.goto(path, wait_until="networkidle")
            Path(__file__).with_name(f"{name}.webp").write_bytes(_webp(page, page.screenshot()))
            page.close()
        browser.close()


def _webp(page: Page, png: bytes) -> bytes:
    """A picture at a third of the size; Chromium, which takes pictures as PNG only, can write it."""
    page.goto("about:blank")
    written = page.evaluate(
        """async png => {
          const image = await createImageBitmap(await (await fetch(png)).blob());
          const canvas = Object.assign(document.createElement("canvas"), { width: image.width, height: image.height });
          canvas.getContext("2d").drawImage(image, 0, 0);
          return canvas.toDataURL("image/webp", 0.85);
        }""",
        f"data:image/png;base64,{base64.b64encode(png).decode()}",
    )
    return base64.b64decode(written.partition(",")[2])


if __name__ == "__main__":
    take(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8420")
