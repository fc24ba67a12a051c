"""The chat page in a browser: how long until the first source, the answer, a model's words."""

from __future__ import annotations

import json
import shutil
from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from playwright.sync_api import Page, sync_playwright

from corpus.settings import Settings
from tests.bench.common import Place, Row, fresh, run_ingest
from tests.bench.server import CHROMIUM_FLAGS, running_server
from tests.golden import load
from tests.ui.fake_model import FakeModel, said, serving_model

__all__ = ["chat"]

_QUESTIONS = 20
_WAIT = 60_000
_CARD, _CLAIM, _DRAFT, _CHECKED = "head", "claim", "draft", "checked"

# From Enter, or from `start`, looks at every frame which of the wanted nodes stand on the page;
# the components draw in shadow trees.
_STOPWATCH = """
window.seen = {}
let started = null
const trees = (root) => [root, ...[...root.querySelectorAll("*")]
  .filter((node) => node.shadowRoot).flatMap((node) => trees(node.shadowRoot))]
const look = () => {
  for (const name of ["head", "claim", "draft", "checked"]) {
    const nodes = trees(document).flatMap((tree) => [...tree.querySelectorAll(`.${name}`)])
    const stands = nodes.some((node) => node.getBoundingClientRect().height > 0)
    if (stands && !(name in seen)) seen[name] = performance.now() - started
  }
  requestAnimationFrame(look)
}
window.start = () => { window.seen = {}; started = performance.now() }
addEventListener("keydown", (event) => {
  if (event.key === "Enter" && started === null) { start(); look() }
}, true)
"""


def chat(place: Place) -> list[Row]:
    """Time the chat page in a browser, without a language model and with a slow one."""
    settings = fresh(place, "chat")
    (settings.data / "cache").symlink_to(Settings(data=place.data).data / "cache")
    run_ingest(settings, None)
    questions = [item.text for item in load("tune") if item.answers][:_QUESTIONS]
    with running_server(settings) as (url, _):
        alone = _visits(url, questions, None)
    with serving_model() as model:
        asked = {"ISO_LLM_MODEL": "slow", "ISO_LLM_URL": model.url, "ISO_LLM_FIRST_SECONDS": "60"}
        with running_server(settings, asked) as (url, _):
            beside = _visits(url, questions, model)
    return [
        Row("first source, no language model", _spread(alone[_CARD]), "<= 300 ms"),
        Row("whole answer, no language model", _spread(alone[_CLAIM]), ""),
        Row("first source, language model still silent", _spread(beside[_CARD]), "<= 300 ms"),
        Row("words of the model on the page, from when it said them", _spread(beside[_DRAFT])),
        Row("sentence marked as checked, from its end", _spread(beside[_CHECKED])),
    ]


def _visits(url: str, questions: Sequence[str], model: FakeModel | None) -> dict[str, list[float]]:
    """Ask each question on a page of its own; return milliseconds by what was waited for."""
    times: dict[str, list[float]] = defaultdict(list)
    program = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=CHROMIUM_FLAGS)
        # The first answer of a server waits for imports; nobody measures that one.
        for question in (questions[0], *questions):
            page = browser.new_page()
            page.add_init_script(_STOPWATCH)
            page.goto(url)
            _ask(page, question)
            if not page.locator(".outcome").count():
                _measure(page, model, times)
            page.close()
        browser.close()
    return {name: values[1:] for name, values in times.items()}


def _ask(page: Page, question: str) -> None:
    box = page.get_by_test_id("stChatInputTextArea")
    box.fill(question, timeout=_WAIT)
    box.press("Enter")
    page.locator(".head, .outcome").first.wait_for(timeout=_WAIT)


def _measure(page: Page, model: FakeModel | None, times: dict[str, list[float]]) -> None:
    times[_CARD].append(_seen(page, _CARD))
    if model is None:
        times[_CLAIM].append(_seen(page, _CLAIM))
        return
    if not model.asked.wait(_WAIT / 1000):
        raise TimeoutError("the language model was not asked")
    sentence = model.evidence[0].split("\n")[0]
    whole = said(sentence, sentence, 1)
    page.evaluate("start()")
    model.put(whole[:-6])
    times[_DRAFT].append(_seen(page, _DRAFT))
    page.evaluate("start()")
    model.put(whole[-6:])
    times[_CHECKED].append(_seen(page, _CHECKED))
    model.finish()
    page.locator(".writing").wait_for(state="detached", timeout=_WAIT)
    model.forget()


def _seen(page: Page, name: str) -> float:
    found = page.wait_for_function(f"seen[{json.dumps(name)}]", timeout=_WAIT)
    return float(found.json_value())


def _spread(milliseconds: Sequence[float]) -> str:
    median, late = np.percentile(milliseconds, [50, 95])
    return f"median {median:.0f} ms, p95 {late:.0f} ms, {len(milliseconds)} questions"
