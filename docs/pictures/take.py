"""`python docs/pictures/take.py [ADDRESS]`: takes the pictures of the documentation from the pages as they are served.

Needs Chromium, and `make demo` running: the example documents are what the pictures show.
"""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

LAUNCH = "/ask/who-responded-to-event?event=north+korea+missile+launch+14+january+2025"
PICTURES = {
    "start": ("/", "light"),
    "question": (LAUNCH, "light"),
    "graph": (f"{LAUNCH}&view=graph#answer", "dark"),
    "document": ("/documents/2025-01-14-short-range-launches.md", "light"),
    "map": ("/ask/events?actor=North+Korea&view=map#answer", "light"),
}


def take(address: str) -> None:
    """Write `<name>.png` beside this file for each picture."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for name, (path, scheme) in PICTURES.items():
            page = browser.new_page(
                base_url=address,
                viewport={"width": 1100, "height": 760},
                color_scheme="dark" if scheme == "dark" else "light",
            )
            page.goto(path, wait_until="networkidle")
            page.screenshot(path=Path(__file__).with_name(f"{name}.png"))
            page.close()
        browser.close()


if __name__ == "__main__":
    take(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8420")
