"""The interview form: all questions sent at once, each answer saved by itself, and the place where it was left kept.

`Interview` answers the page without any widget, so that it can be tried without a browser; `InterviewForm` carries it there.
"""

from __future__ import annotations

import datetime as dt
import getpass
import hashlib
import platform
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from assessment_kit import words
from assessment_kit.analysis.interview_plan import InterviewPlan
from assessment_kit.analysis.masking import SIGNED
from assessment_kit.capture.answers import Conflict, InterviewFile, Place, Saved, Stand, answer_of, plain, spoken
from assessment_kit.capture.forms import Form, script
from assessment_kit.capture.on_disk import NotSavedError
from assessment_kit.capture.respondents import Respondent, functions_of, respondents, signature, somebody
from assessment_kit.diagnosis.assessment import assess
from assessment_kit.diagnosis.next_interviews import plan_visit
from assessment_kit.engagement import read
from assessment_kit.engagement.model import Engagement
from assessment_kit.engagement.own_method import method_for
from assessment_kit.method.model import STEPS, Item, Method
from assessment_kit.shipped import SAMPLE_CLIENTS

_HEAD = '# Filled in by the interview form. Names of people are not needed.\nwho: {{id: "{id}", level: "{level}", function: "{function}"}}\nwhen: "{day}"\nby: ""\nanswers:\n'


class Interview:
    """The interviews of one client, about the items of one step, or of the whole guide where `step` is empty."""

    def __init__(self, folder: Path, step: str = "", name: str = "", today: dt.date | None = None) -> None:
        self.folder, self.step, self.name = folder, step, name
        self.today = today or dt.datetime.now().astimezone().date()

    @cached_property
    def _read(self) -> tuple[Engagement, Method]:
        engagement = read(self.folder, items=lambda settings: method_for(self.folder, settings).items)
        return engagement, method_for(self.folder, engagement.settings)

    @cached_property
    def _plan(self) -> InterviewPlan | None:
        """Rapid mode's plan, made once; None where the assessment is a full one."""
        engagement, method = self._read
        if engagement.settings.mode != "rapid":
            return None
        return plan_visit(assess(engagement, method), engagement.settings.minutes or method.thresholds.rapid.minutes)

    @property
    def _place(self) -> Place:
        """Each person's own on each machine: two who share a folder do not move each other."""
        who = hashlib.sha256(f"{getpass.getuser()}@{platform.node()}".encode()).hexdigest()[:12]
        return Place(self.folder, who)

    # ---- what the page asks

    def opened(self, name: str = "") -> dict[str, object]:
        """Whom there is to ask, and the interview that is open: the one asked for, else the one where it was left."""
        engagement, _ = self._read
        people = respondents(engagement)
        place = self._place.get()
        wanted = name or self.name or str(place.get("name", ""))
        one = next((p for p in people if p.name == wanted), None)
        shown = {
            "people": [_person(p) for p in people],
            "levels": [{"value": k, "label": v} for k, v in SIGNED.items()],
            "functions": functions_of(engagement),
            "client": engagement.settings.client,
        }
        return shown | {"interview": None if one is None or one.fault else self._interview(one, people)}

    def start(self, level: str, function: str) -> dict[str, object]:
        """Somebody who is on no list; the file comes with the first answer."""
        people = respondents(self._read[0])
        return {"interview": self._interview(somebody(level, function.strip(), [p.name for p in people]), people)}

    def choose(self, name: str) -> dict[str, object]:
        """One of the list."""
        people = respondents(self._read[0])
        one = next((p for p in people if p.name == name), None)
        if one is None or one.fault:
            return {"problem": one.fault if one else "This respondent is not on the list any more. Choose again."}
        self._keep({**self._place.get(), "name": name})
        return {"interview": self._interview(one, people)}

    def save(self, message: Mapping[str, Any]) -> dict[str, object]:
        """One answer; told as saved only when it is on the disk."""
        if self.folder.resolve().is_relative_to(SAMPLE_CLIENTS.resolve()):
            raise NotSavedError("Not saved: this is the sample client, which stays as it is. Open a client of your own: assessment-kit new FOLDER, then assessment-kit open FOLDER.")  # fmt: skip
        file, who = InterviewFile(self.folder, str(message["name"])), message.get("who") or {}
        head = _HEAD.format(**{k: _safe(who.get(k)) for k in ("id", "level", "function")}, day=self.today.isoformat())
        done = file.save(str(message["item"]), answer_of(message["answer"]), answer_of(message["seen"]), head)
        return self._told(file, done)

    def settle(self, message: Mapping[str, Any]) -> dict[str, object]:
        """The choice between two answers."""
        file = InterviewFile(self.folder, str(message["name"]))
        mine, theirs = answer_of(message["answer"]), answer_of(message["theirs"])
        return self._told(file, file.settle(str(message["item"]), mine, theirs, str(message["keep"])))

    def keep_place(self, message: Mapping[str, Any]) -> dict[str, object]:
        """Where the form is: which interview, which item, which field, where in its text."""
        places = self._place.get()
        items = {**_mapping(places.get("items")), str(message["name"]): _mapping(message.get("place"))}
        self._keep({"name": message["name"], "items": items})
        return {}

    def _keep(self, value: Mapping[str, object]) -> None:
        """A place that cannot be kept is no reason to stop."""
        try:
            self._place.put(value)
        except NotSavedError:
            return

    # ---- what it gets

    def _told(self, file: InterviewFile, done: Saved | Conflict) -> dict[str, object]:
        told = _stand(done.stand, file)
        if isinstance(done, Saved):
            return {"saved": told}
        mine, theirs = done.mine, done.theirs
        both = {"mine": plain(mine), "theirs": plain(theirs), "mine_says": spoken(mine), "theirs_say": spoken(theirs)}
        return {"conflict": both | told}

    def _interview(self, one: Respondent, people: Sequence[Respondent]) -> dict[str, object]:
        engagement, _ = self._read
        file = InterviewFile(self.folder, one.name)
        stand = file.read()
        begun = sum(p.held for p in people)
        place = _mapping(_mapping(self._place.get().get("items")).get(one.name))
        return {
            **_stand(stand, file),
            "name": one.name, "who": {"id": one.respondent, "level": one.level, "function": one.function}, "label": one.label,
            "told": ", ".join(p for p in (SIGNED.get(one.level, ""), one.function) if p and one.title),
            "count": f"{words.plural(begun, 'interview')} begun" if begun else "The first interview", "sign": signature(engagement, one),
            "groups": self._groups(one, stand), "place": place,
        }  # fmt: skip

    def _groups(self, one: Respondent, stand: Stand) -> list[dict[str, object]]:
        """The items for this respondent: rapid mode's plan first, then by step, or within one step by element."""
        method = self._read[1]
        items = [
            i
            for step in STEPS for i in method.items.values()
            if i.step == step and self.step in ("", i.step) and (not one.level or one.level in i.audience or i.id in stand.answers)
        ]  # fmt: skip
        planned = self._planned(one)
        first = [i for name in planned for i in items if i.id == name]
        groups = [_group("Planned for today", first, method)] if first else []
        rest = [i for i in items if i.id not in planned]
        if self.step:
            keys: Iterable[str | None] = dict.fromkeys(i.element for i in rest)
            for key in sorted(keys, key=lambda k: k or "~"):
                title = method.elements[key].name if key else "Beyond the elements"
                groups.append(_group(title, [i for i in rest if i.element == key], method))
        else:
            for step in STEPS:
                chapter = method.chapters[step]
                groups.append(_group(f"{chapter.number} {chapter.title}", [i for i in rest if i.step == step], method))
        return [g for g in groups if g["items"]]

    def _planned(self, one: Respondent) -> list[str]:
        """The items that the plan gives to this respondent, or to somebody like them."""
        talks = self._plan.interviews if self._plan else ()
        fits = (
            [t for t in talks if one.title and t.informant.title == one.title],
            [t for t in talks if t.informant.interview == one.name],
            [t for t in talks if not t.informant.title and t.informant.level == one.level],
        )
        return next(([i.id for i in fit[0].items] for fit in fits if fit), [])


def _mapping(value: object) -> dict[str, Any]:
    return dict(value) if isinstance(value, Mapping) else {}


def _safe(value: object) -> str:
    """A text within double quotes of YAML."""
    return " ".join(str(value or "").split()).replace("\\", "\\\\").replace('"', '\\"')


def _person(one: Respondent) -> dict[str, object]:
    return {"name": one.name, "label": one.label, "level": one.level, "function": one.function, "answered": one.answered, "held": one.held,
            "fault": one.fault}  # fmt: skip


def _stand(stand: Stand, file: InterviewFile) -> dict[str, object]:
    at = stand.saved_at.strftime("%H:%M:%S") if stand.saved_at else ""
    return {"answers": {item: plain(a) for item, a in stand.answers.items()}, "at": at, "file": file.told}


def _group(title: str, items: Sequence[Item], method: Method) -> dict[str, object]:
    return {"title": title, "items": [_item(i, method) for i in items]}


def _item(item: Item, method: Method) -> dict[str, object]:
    element = method.elements[item.element].name if item.element else "Beyond the elements"
    return {
        "id": item.id, "topic": item.topic, "element": element, "question": item.question, "probes": list(item.probes),
        "anchors": [item.anchors.low, item.anchors.middle, item.anchors.high], "minutes": item.minutes,
    }  # fmt: skip


class InterviewForm(Form):
    """The form in the page. recipe: folder, step, name."""

    _esm = script("interview.css", "interview_page.js", "interview.js")

    def __init__(self, recipe: Mapping[str, object]) -> None:
        super().__init__(recipe)
        self._talk = Interview(Path(str(recipe["folder"])), str(recipe.get("step", "")), str(recipe.get("name", "")))

    def opened(self, view: str) -> Mapping[str, object]:  # noqa: ARG002  every tab sees the same file
        """As left by this person; a tab asks for its own interview by `choose`."""
        return self._talk.opened()

    def told(self, kind: str, message: Mapping[str, Any]) -> Mapping[str, object]:
        """Choose, start, save, settle or keep the place; what could not be written is told as a problem."""
        talk = self._talk
        verbs: Mapping[str, Callable[[], Mapping[str, object]]] = {
            "choose": lambda: talk.choose(str(message["name"])),
            "start": lambda: talk.start(str(message["level"]), str(message.get("function", ""))),
            "save": lambda: talk.save(message),
            "settle": lambda: talk.settle(message),
            "place": lambda: talk.keep_place(message),
        }
        try:
            return verbs[kind]() if kind in verbs else {"problem": f"The form does not know “{kind}”."}
        except NotSavedError as error:
            return {"problem": str(error)}
