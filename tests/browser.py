"""A real browser for tests: Chromium without a window, driven over a pipe by its DevTools protocol.

No library in between: messages are JSON, ended by NUL, on the file descriptors 3 and 4.
"""

import base64
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

NAMES = ("chromium", "chromium-browser", "google-chrome")

OPTIONS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--no-default-browser-check",
    "--remote-debugging-pipe",
)

_CONNECT = """
import os, sys
os.dup2(int(sys.argv[1]), 3)
os.dup2(int(sys.argv[2]), 4)
os.execv(sys.argv[3], sys.argv[3:])
"""
"""Gives the browser its ends of the pipes under the numbers it expects."""


def browser_path() -> str | None:
    """Where Chromium is; None if it is not installed."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


class Tab:
    """One tab: it opens files, answers questions about them, and keeps what was fetched and what went wrong."""

    def __init__(self, to_browser: int, from_browser: BinaryIO) -> None:
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self._write, self._read = to_browser, from_browser
        self._number, self._session, self._loaded = 0, "", False
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Network", "Log", "Runtime"):
            self.call(f"{domain}.enable")

    def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        """What the browser answers to one command."""
        self._number += 1
        message = {"id": self._number, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._write, json.dumps(message).encode() + b"\0")
        while (answer := self._receive()).get("id") != self._number:
            self._note(answer)
        assert "error" not in answer, (method, answer["error"])
        found: dict[str, Any] = answer["result"]
        return found

    def open(self, page: Path, *, width: int = 1440, dark: bool = False) -> None:
        """Load a file, in a window `width` pixels wide."""
        self.requests, self.complaints, self._loaded = [], [], False
        self.call(
            "Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=width < 500
        )
        self.media("screen", dark=dark)
        self.call("Page.navigate", url=page.as_uri())
        while not self._loaded:
            self._note(self._receive())

    def media(self, name: str, *, dark: bool = False) -> None:
        """Show the page as on a `screen`, or in `print`."""
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.call("Emulation.setEmulatedMedia", media=name, features=[scheme])

    def ask(self, expression: str) -> Any:
        """The value of an expression in the page."""
        answer = self.call("Runtime.evaluate", expression=expression, returnByValue=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def press(self, key: str) -> None:
        """Press a key: Tab, Enter, or a blank."""
        code = {"Tab": 9, "Enter": 13, " ": 32}[key]
        text = {"Enter": "\r", " ": " "}.get(key, "")
        for kind in ("keyDown", "keyUp"):
            self.call("Input.dispatchKeyEvent", type=kind, key=key, windowsVirtualKeyCode=code, text=text)

    def pdf(self) -> bytes:
        """The page as it is printed, on the paper that its style sheet asks for."""
        self.media("print")
        printed = self.call("Page.printToPDF", preferCSSPageSize=True, printBackground=False)
        return base64.b64decode(printed["data"])

    def _receive(self) -> dict[str, Any]:
        data = bytearray()
        while (char := self._read.read(1)) != b"\0":
            assert char, "the browser has gone"
            data += char
        message: dict[str, Any] = json.loads(data)
        return message

    def _note(self, event: dict[str, Any]) -> None:
        """Keep what matters of what the browser tells unasked."""
        parameters = event.get("params", {})
        match event.get("method"):
            case "Page.loadEventFired":
                self._loaded = True
            case "Network.requestWillBeSent":
                self.requests.append(parameters["request"]["url"])
            case "Log.entryAdded":
                self.complaints.append(parameters["entry"]["text"])
            case "Runtime.consoleAPICalled" | "Runtime.exceptionThrown":
                self.complaints.append(json.dumps(parameters))
            case "Page.javascriptDialogOpening":
                self.complaints.append(parameters["message"])


@contextmanager
def browser(profile: Path) -> Iterator[Tab]:
    """A browser with one tab, its profile in the folder `profile`."""
    path = browser_path()
    assert path, "Chromium is not installed"
    to_browser, write = os.pipe()
    read, from_browser = os.pipe()

    started = subprocess.Popen(
        [
            sys.executable,
            "-c",
            _CONNECT,
            str(to_browser),
            str(from_browser),
            path,
            *OPTIONS,
            f"--user-data-dir={profile}",
        ],
        pass_fds=(to_browser, from_browser),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(to_browser)
    os.close(from_browser)
    try:
        with os.fdopen(read, "rb") as answers:
            yield Tab(write, answers)
    finally:
        os.close(write)
        started.terminate()
        started.wait()
