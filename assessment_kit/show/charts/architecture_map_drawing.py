"""How the figure "process_map" is drawn: lanes of functions to the scale of time, then the sums as bars."""

from __future__ import annotations

import altair as alt

from assessment_kit import words
from assessment_kit.language import phrase
from assessment_kit.show import theme
from assessment_kit.show.charts.architecture_map_scene import EFFECTS, Scene, hours
from assessment_kit.show.charts.canvas import Canvas
from assessment_kit.show.charts.cells import Record, figure_or_none, known, records, yes
from assessment_kit.show.charts.lettering import fit, measured, width

MOST_LABELLED = 24
BAR = 18


class MapDrawing:
    """One drawing: lanes of functions to the scale of time, then the sums as bars."""

    def __init__(self, size: int, scene: Scene) -> None:
        self.size, self.scene, self.wide = size, scene, size >= theme.WIDE
        self.canvas = Canvas(size)
        self.left = min(max(96.0, *(width(name) + 12 for name in scene.lanes)), 150.0) if self.wide else 0.0
        self.right = size - 12.0
        self.hour = (self.right - self.left) / (scene.longest() * 1.02)
        self.lane_height = 34.0 if self.wide else 42.0
        self.top = 24.0
        count = max(scene.lanes.values()) + 1
        self.bottom = self.top + count * self.lane_height

    def x(self, hour: float) -> float:
        return self.left + hour * self.hour

    def chart(self) -> alt.TopLevelMixin:
        end = self._bars(self.bottom + 16) if self.scene.basis else self.bottom + 8
        self._scale(end)
        self._lanes()
        self._hand_offs()
        self._steps()
        return self.canvas.chart(end)

    def _scale(self, end: float) -> None:
        promise = self.scene.promise
        if not self.scene.basis:
            return
        if promise is None:
            self.canvas.text(self.left, 8, "0", theme.QUIET)
            self.canvas.text(self.right, 8, hours(round(self.scene.longest(), 1)), theme.QUIET, align="right")
            return
        x = self.x(promise)
        said = phrase("Promised: {hours}", hours=hours(promise))
        self.canvas.line([(x, 18), (x, end)], theme.INK, line=1.5, dash=True)
        room = width(said, bold=True)
        late = phrase("too late")
        if x - room - 6 >= self.left:
            self.canvas.text(x - 6, 8, said, bold=True, align="right")
            if x + 6 + width(late) < self.right:
                self.canvas.text(x + 6, 8, late, theme.CHANGE)
        else:
            self.canvas.text(self.left, 8, said, bold=True)
        last = hours(round(self.scene.longest(), 1))
        if x + width(late) + width(last) + 30 < self.right and x - room - 6 >= self.left:
            self.canvas.text(self.right, 8, last, theme.QUIET, align="right")

    def _lanes(self) -> None:
        names: dict[int, list[str]] = {}
        for name, lane in self.scene.lanes.items():
            names.setdefault(lane, []).append(name)
        for lane, own in names.items():
            y = self.top + lane * self.lane_height
            said = own[0] if len(own) == 1 else phrase("{own} others", own=len(own))
            tip = words.listing(own, 20)
            if self.wide:
                self.canvas.text(0, y + self.lane_height / 2, fit(said, self.left - 10), theme.INK_2, tip=tip)
            else:
                self.canvas.text(
                    self.size - 1, y + 9, fit(said, 150), theme.QUIET, align="right", size=11, halo=True, tip=tip
                )
            self.canvas.line([(0, y + self.lane_height), (self.size, y + self.lane_height)], theme.HAIR)

    def _middle(self, function: str) -> float:
        lane = self.scene.lanes[function.strip()]
        return self.top + lane * self.lane_height + (self.lane_height / 2 if self.wide else self.lane_height * 0.62)

    def _hand_offs(self) -> None:
        spans = self.scene.spans()
        functions = dict(zip(self.scene.steps["step_id"], self.scene.steps["function"], strict=True))
        for edge in records(self.scene.edges):
            if edge["loop"] or not edge["hand_off"]:
                continue
            a, b = edge["from_step"], edge["to_step"]
            x1, x2 = self.x(spans[a][1]), self.x(spans[b][0])
            y1, y2 = self._middle(functions[a]), self._middle(functions[b])
            near = BAR / 2 if y2 > y1 else -BAR / 2
            self.canvas.line(
                [(x1, y1), (x2, y1), (x2, y2 - near)] if x2 > x1 + 1 else [(x2, y1 + near), (x2, y2 - near)],
                theme.INK,
                line=1.2,
            )

    def _steps(self) -> None:
        spans = self.scene.spans()
        lanes: dict[int, list[Record]] = {}
        for step in records(self.scene.steps):
            lanes.setdefault(self.scene.lanes[step["function"].strip()], []).append(step)
            start, end = spans[step["step_id"]]
            x, room = self.x(start), max((end - start) * self.hour, 2.0)
            y = self._middle(step["function"]) - BAR / 2
            broken = yes(step["break_point"])
            fill, stroke = (theme.CHANGE, None) if broken else (theme.MARK_SOFT, theme.LINE)
            self.canvas.box(x, y, room, BAR, fill, stroke=stroke if room > 3 else None, tip=self._tip(step))
            effect = EFFECTS.get(step["effect"], "") if broken else ""
            if effect and width(effect, 11) + 8 < room:
                self.canvas.text(x + room / 2, y + BAR / 2, effect, theme.PAPER, align="center", size=11)
        labelled = self._labelled()
        for own in lanes.values():
            self._labels(sorted(own, key=lambda s: spans[s["step_id"]][0]), labelled)

    def _labelled(self) -> set[str]:
        """All steps of a map of ordinary size; of a big one the break points and the longest."""
        steps = self.scene.steps
        if len(steps) <= MOST_LABELLED:
            return set(steps["step_id"])
        spans = self.scene.spans()
        longest = sorted(spans, key=lambda s: spans[s][0] - spans[s][1])[:6]
        return {*longest, *steps.loc[steps["break_point"].fillna(False).astype(bool), "step_id"].head(6)}

    def _labels(self, lane: list[Record], labelled: set[str]) -> None:
        """The name of each step where it finds room: to the right, to the left, or above its bar on a phone."""
        spans = self.scene.spans()
        taken = above = self.left
        for i, step in enumerate(lane):
            start, end = (self.x(h) for h in spans[step["step_id"]])
            end = max(end, start + 2)
            following = self.x(spans[lane[i + 1]["step_id"]][0]) if i + 1 < len(lane) else self.size
            if step["step_id"] in labelled:
                y = self._middle(step["function"])
                rest = self._rest(step)
                need = width(step["name"], bold=True) + 4 + width(rest)
                right, left = following - end - 10, start - taken - 10
                shortened = right >= left and right >= 60
                if need <= right or (self.wide and shortened):
                    taken = self._label(step, end + 6, y, right, rest)
                elif need <= left:
                    self._label(
                        step, start - 6 - measured(f"{step['name']} ", bold=True) - measured(rest), y, left, rest
                    )
                elif not self.wide and (place := self._above(step, start, above)) is not None:
                    above = 10 + self._label(step, place, y - BAR / 2 - 8, self._before(step) - place, rest)
                elif shortened:
                    taken = self._label(step, end + 6, y, right, rest)
                elif left >= 60:
                    said = fit(step["name"], left, bold=True)
                    self._label(
                        step, start - 6 - measured(said, bold=True), y, left, "" if said == step["name"] else rest
                    )
            taken = max(taken, end)

    def _above(self, step: Record, start: float, taken: float) -> float | None:
        """From where a name stands above its bar on a phone: where the bar begins, or as far to the left as it must."""
        place = min(start, self._before(step) - width(step["name"], bold=True))
        return place if place >= taken else None

    def _before(self, step: Record) -> float:
        """Where the name of the step's lane begins, which stands at the right on a phone."""
        return self.size - width(fit(step["function"].strip(), 150), 11) - 10

    def _rest(self, step: Record) -> str:
        """``3 h •••``."""
        value = figure_or_none(step[self.scene.basis]) if self.scene.basis else None
        return " ".join(part for part in ("" if value is None else f"{words.number(value)} h", _dots(step)) if part)

    def _label(self, step: Record, x: float, y: float, room: float, rest: str) -> float:
        """The name and what follows it; returns where it ends. What follows gives way first."""
        ink = theme.CHANGE if yes(step["break_point"]) else theme.INK
        need = width(step["name"], bold=True) + 4 + width(rest)
        said = step["name"] if need <= room else fit(step["name"], room, bold=True)
        self.canvas.text(x, y, said, ink, bold=True, halo=True, tip=self._tip(step))
        end = x + measured(said, bold=True)
        if need <= room:
            self.canvas.text(end + 5, y, rest, theme.CHANGE if yes(step["break_point"]) else theme.INK_2, halo=True)
            end += 5 + measured(rest)
        return end

    def _tip(self, step: Record) -> str:
        parts = [f"{step['name']} ({step['function']})"]
        for column, word in (("objective_hours", "allotted"), ("actual_hours", "takes")):
            if known(step[column]):
                parts.append(f"{word} {hours(step[column])}")
        if yes(step["break_point"]):
            parts.append(phrase("break point: ") + EFFECTS.get(step["effect"], phrase("effect not known")))
        return ", ".join(parts)

    def _bars(self, y: float) -> float:
        """The three sums, each a bar of its steps along the longest way; what passes the promise lies on a pale ground."""
        bars = self.scene.bars()
        step = 34.0 if self.wide else 42.0
        bottom = y + step * len(bars)
        promise = self.scene.promise
        passed = any(sum(float(s[column]) for s in steps) > (promise or 0) for _, _, steps, column in bars)
        if promise is not None and passed and self.x(promise) < self.right:
            self.canvas.box(self.x(promise), y - 6, self.right - self.x(promise), bottom - y, theme.CHANGE_WASH)
        for name, said, steps, column in bars:
            ink = theme.SOUND if name == "Proposed" else theme.INK
            base = y + (8 if self.wide else 16)
            total = sum(float(s[column]) for s in steps)
            if self.wide:
                self.canvas.text(0, base + BAR / 2 - 2, name, ink, bold=True)
                self._total(said, self.x(total), base + BAR / 2 - 2, ink)
            else:
                self.canvas.text(0, y + 4, f"{name}: {said}", ink, bold=True, halo=True)
            at = 0.0
            for part in steps:
                value = float(part[column])
                self._part(
                    part, self.x(at), base - 2, value * self.hour, words.number(value), proposed=name == "Proposed"
                )
                at += value
            y += step
        return bottom

    def _total(self, said: str, x: float, y: float, ink: str) -> None:
        room = self.size - x - 8
        short = said.split(", ", maxsplit=1)[0]
        for text in (said, short):
            if width(text, bold=True) <= room:
                self.canvas.text(x + 8, y, text, ink, bold=True)
                return
        self.canvas.text(0, y + 13, short, theme.QUIET, size=11)

    def _part(self, step: Record, x: float, y: float, room: float, said: str, *, proposed: bool) -> None:
        broken = yes(step["break_point"]) and not proposed
        fill = theme.SOUND if proposed else theme.CHANGE if broken else theme.MARK_SOFT
        stroke = theme.PAPER if proposed or broken else theme.LINE
        self.canvas.box(
            x, y, max(room, 1.5), BAR, fill, stroke=stroke if room > 3 else None, above=True, tip=self._tip(step)
        )
        if width(said, 11, bold=True) + 4 < room:
            ink = theme.PAPER if proposed or broken else theme.INK
            self.canvas.text(x + room / 2, y + BAR / 2, said, ink, bold=True, align="center", size=11)


def _dots(step: Record) -> str:
    """One dot for simple (1–2), two for 3, three for complex work (4–5)."""
    value = figure_or_none(step["complexity"])
    return "" if value is None else "•" * (1 if value < 3 else 2 if value < 4 else 3)
