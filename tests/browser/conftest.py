"""A real browser without a driver library: Chromium, spoken to through two pipes."""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--remote-debugging-pipe",
)

START = """
import fcntl, os, sys
pipes = [fcntl.fcntl(int(pipe), fcntl.F_DUPFD, 10) for pipe in sys.argv[1:3]]
for pipe, wanted in zip(pipes, (3, 4)):
    os.dup2(pipe, wanted)
    os.close(pipe)
os.execvp(sys.argv[3], sys.argv[3:])
"""
"""Chromium wants the two pipes as descriptors 3 and 4."""


@dataclass
class View:
    """An open page: what it asked for, what it complained about, and its answers to scripts."""

    browser: Browser
    session: str
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)

    def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        return self.browser.call(method, parameters, self)

    def run(self, script: str) -> Any:
        answer = self.call("Runtime.evaluate", expression=script, returnByValue=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def screenshot(self, path: Path) -> None:
        answer = self.call("Page.captureScreenshot", captureBeyondViewport=True)
        path.write_bytes(base64.b64decode(answer["data"]))


class Browser:
    """Chromium's DevTools protocol: messages of JSON that end in a zero byte."""

    def __init__(self, program: str, profile: Path) -> None:
        read_here, write_there = os.pipe()
        read_there, write_here = os.pipe()
        self.process = subprocess.Popen(
            [
                *(sys.executable, "-c", START, str(read_there), str(write_there)),
                *(program, *FLAGS, f"--user-data-dir={profile}"),
            ],
            pass_fds=(read_there, write_there),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        os.close(read_there)
        os.close(write_there)
        self.reader, self.writer = read_here, write_here
        self.buffer = b""
        self.number = 0
        self.views: dict[str, View] = {}

    def open(self, page: Path, *, width: int = 1400, dark: bool = False) -> View:
        target = self.call("Target.createTarget", {"url": "about:blank"})["targetId"]
        attached = self.call("Target.attachToTarget", {"targetId": target, "flatten": True})
        view = self.views[attached["sessionId"]] = View(self, attached["sessionId"])
        for domain in ("Page", "Network", "Runtime", "Log"):
            view.call(f"{domain}.enable")
        view.call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=900,
            deviceScaleFactor=1,
            mobile=False,
        )
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        view.call("Emulation.setEmulatedMedia", features=[scheme])
        view.call("Page.navigate", url=page.as_uri())
        while view.run("document.readyState + location.href") != f"complete{page.as_uri()}":
            pass
        return view

    def call(
        self, method: str, parameters: dict[str, Any], view: View | None = None
    ) -> dict[str, Any]:
        number = self.send(method, parameters, view)
        while True:
            answer = self.receive()
            if answer.get("id") == number:
                assert "error" not in answer, answer["error"]
                return answer["result"]
            if "method" in answer:
                self.notice(answer)

    def send(self, method: str, parameters: dict[str, Any], view: View | None = None) -> int:
        self.number += 1
        message: dict[str, Any] = {"id": self.number, "method": method, "params": parameters}
        if view:
            message["sessionId"] = view.session
        os.write(self.writer, json.dumps(message).encode() + b"\0")
        return self.number

    def receive(self) -> dict[str, Any]:
        while b"\0" not in self.buffer:
            part = os.read(self.reader, 1 << 20)
            assert part, "the browser has gone"
            self.buffer += part
        message, _, self.buffer = self.buffer.partition(b"\0")
        return json.loads(message)

    def notice(self, event: dict[str, Any]) -> None:
        view = self.views.get(event.get("sessionId", ""))
        if view is None:
            return
        parameters = event["params"]
        if event["method"] == "Network.requestWillBeSent":
            view.requests.append(parameters["request"]["url"])
        if event["method"] == "Page.javascriptDialogOpening":
            view.dialogs.append(parameters["message"])
            self.send("Page.handleJavaScriptDialog", {"accept": True}, view)
        if event["method"] == "Runtime.exceptionThrown":
            view.errors.append(str(parameters["exceptionDetails"]))
        if event["method"] == "Log.entryAdded" and parameters["entry"]["level"] == "error":
            view.errors.append(parameters["entry"]["text"])

    def close(self) -> None:
        with suppress(AssertionError, OSError):
            self.call("Browser.close", {})
        try:
            self.process.wait(60)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        os.close(self.reader)
        os.close(self.writer)


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    chosen = os.environ.get("STANDFIRST_CHROMIUM")
    program = chosen or next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        pytest.skip(f"no browser: none of {', '.join(NAMES)} and no STANDFIRST_CHROMIUM")
    browser = Browser(program, tmp_path_factory.mktemp("profile"))
    yield browser
    browser.close()
