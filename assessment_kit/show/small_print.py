"""The last chapter: what each letter counts, how figures are made, and from which files."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any, ClassVar

from assessment_kit import words
from assessment_kit.diagnosis.assessment import Assessment
from assessment_kit.diagnosis.facets import FacetValue
from assessment_kit.engagement.folder import INTERVIEWS
from assessment_kit.language import later, phrase
from assessment_kit.method.model import FACETS
from assessment_kit.method.thresholds import Thresholds
from assessment_kit.method.translation import covered
from assessment_kit.show import taking_part
from assessment_kit.show.judgement import facet_range
from assessment_kit.show.pieces import Piece

QUESTIONS = {"exists": later("There"), "works": later("Works"), "carries_process": later("Processes")}
LIBRARIES = ("numpy", "pandas", "scipy", "networkx", "rapidfuzz")
"""Those that figures come from; what only draws or packs changes none."""
WORDS = (
    (later("Key process"), later("one of the few that decide revenue or reputation")),
    (later("Owner"), later("the one person who answers for all of a process")),
    (later("Hand-off"), later("work that passes to another function")),
    (later("Element"), later("one of the eight parts of process management")),
    (later("Firmness"), later("share of re-runs that give the same letter")),
)


@dataclass(frozen=True)
class SmallPrint(Piece):
    kind: ClassVar[str] = "small_print"
    elements: Sequence[dict[str, Any]]
    notes: Sequence[dict[str, Any]]
    words: Sequence[dict[str, str]]
    made_from: str
    made_by: str
    files: Sequence[dict[str, str]]


def small_print(assessment: Assessment) -> SmallPrint:
    engagement = assessment.engagement
    return SmallPrint(
        elements=[
            {"name": v.element.name, "facets": [_facet(f, v.facets[f], assessment.method.thresholds) for f in FACETS]}
            for v in assessment.verdicts.values()
        ],
        notes=_notes(assessment),
        words=[{"word": word, "meaning": meaning} for word, meaning in WORDS],
        made_from=words.sentence_case(taking_part.made_from(engagement)) + ".",
        made_by=_made_by(assessment),
        files=_files(engagement.digests),
    )


def _made_by(assessment: Assessment) -> str:
    """Method, package and the libraries that figures come from, by version, and the number that chance begins from."""
    libraries = words.listing([f"{name} {version(name)}" for name in LIBRARIES], most=len(LIBRARIES))
    return phrase(
        "Method version {version}. Assessment Workbook {version_2}, with {libraries}. Chance begins from the number {seed}.",
        version=assessment.method.version,
        version_2=version("assessment-kit"),
        libraries=libraries,
        seed=assessment.method.thresholds.seed,
    )


def _files(digests: Mapping[str, str]) -> list[dict[str, str]]:
    """Every file that was read; interviews as one entry, since their names often tell who was asked."""
    told = {name: digest for name, digest in digests.items() if name.startswith(f"{INTERVIEWS}/")}
    files = [{"name": name, "digest": digest[:12]} for name, digest in sorted(digests.items()) if name not in told]
    if told:
        together = hashlib.sha256("".join(sorted(told.values())).encode()).hexdigest()
        files.append({"name": words.plural(len(told), "interview"), "digest": together[:12]})
    return files


def _facet(name: str, facet: FacetValue, limits: Thresholds) -> dict[str, Any]:
    few = [phrase("{says}: too few", says=m.says) for m in facet.too_few]
    return {
        "label": QUESTIONS[name],
        "value": "" if facet.value is None else words.percent_short_of(facet.value, limits.yes.value),
        "range": facet_range(facet, limits),
        "says": [m.says for m in facet.measures] + few,
        "lack": "; ".join(few) or phrase("nobody was asked and no list says"),
    }


def _notes(assessment: Assessment) -> list[dict[str, Any]]:
    limits, settings = assessment.method.thresholds, assessment.engagement.settings
    tried = phrase(
        "{low} and {high}", low=words.percent(limits.yes.low).rstrip("%").rstrip(), high=words.percent(limits.yes.high)
    )
    return [
        _note(
            phrase("How a letter is decided"),
            phrase(
                "Each element is asked three things: is there such a practice, does it do its job, and are processes part of it? A share of {value} or more counts as yes. Not there: B. There and working, without processes: A. There, not working, with processes: C. Neither works nor holds processes: A+C. All three: keep.",
                value=words.percent(limits.yes.value),
            ),
            phrase(
                "Each share is the mean of up to three sources: the client’s lists, the interviews, and the survey. A list counts from {minimum_rows} rows, interviews from {minimum_interviews} people, and the survey from {minimum_survey} answers.",
                minimum_rows=limits.minimum_rows,
                minimum_interviews=limits.minimum_interviews,
                minimum_survey=limits.minimum_survey,
            ),
        ),
        _note(
            phrase("How firm a letter is"),
            phrase(
                "We repeat the decision {resamples} times with other samples of the same people and rows. A person is drawn or left out with all of his or her answers; a row of a list stands for one that may be wrong. Each time the threshold lies elsewhere between {tried}, a source counts from {weight_times} as much to {times} as much, and the least numbers above are {give_or_take}. Chance begins from the number {seed}, so that a second run gives the same.",
                resamples=words.number(limits.resamples),
                tried=tried,
                weight_times=words.fraction(1 / limits.plausible.weight_times),
                times=words.times(limits.plausible.weight_times),
                give_or_take=_give_or_take(limits),
                seed=limits.seed,
            ),
            phrase(
                "Firmness is the share of re-runs that give the same letter. We call {firm} and more firm, {fairly_firm} and more fairly firm, and less open.",
                firm=words.percent(limits.firm),
                fairly_firm=words.percent(limits.fairly_firm),
            ),
            phrase(
                "What may be expected of more interviews follows from the answers so far: the more they leave open, the more the next ones may change."
            ),
        ),
        _note(phrase("From where on"), *_rules(limits)),
        _note(
            phrase("Numbers and intervals"),
            phrase(
                "Shares of survey answers carry Wilson 95% intervals, mean interview scores t intervals. Counts of a complete list carry none, save in the table above, where they stand for rows that may be wrong."
            ),
            phrase(
                "“Does not apply”, “don’t know” and “not asked” are kept apart, and none is counted as zero. An empty cell of a list is not known and leaves its row out of that share."
            ),
        ),
        _note(
            phrase("Who cannot be recognised"),
            phrase(
                "No survey figure is shown for fewer than {minimum_group} people, and none from which one could be had by subtraction: small groups are put together with others. Comments are not shown.",
                minimum_group=words.count_word(settings.minimum_group),
            ),
            phrase(
                "Quotes were released by the speaker and carry the level alone, or a wider word where only one person of that level was interviewed. Addresses are masked. The numbers of the interviews follow no order."
            ),
        ),
        *_left_out(assessment),
        *_judgement(assessment),
        *_translation(assessment),
    ]


def _give_or_take(limits: Thresholds) -> str:
    """``one row, one person and two answers fewer or more``."""
    counts = (
        (limits.plausible.rows, "row"),
        (limits.plausible.interviews, "person"),
        (limits.plausible.survey, "answer"),
    )
    many = {"person": "people"}
    told = [f"{words.count_word(n)} {one if n == 1 else many.get(one, one + 's')}" for n, one in counts]
    return phrase("up to {told} fewer or more", told=words.listing(told))


def _left_out(assessment: Assessment) -> list[dict[str, Any]]:
    told = []
    settings = assessment.engagement.settings
    if settings.mode == "rapid":
        back = (
            phrase(" We return for the rest by {return_date}.", return_date=words.date(settings.return_date))
            if settings.return_date
            else ""
        )
        told.append(phrase("This was a rapid assessment of the most salient elements.{back}", back=back))
    missing = [v.element.name for v in assessment.verdicts.values() if v.letter == "not assessed"]
    if missing:
        told.append(phrase("Not assessed: {missing}.", missing=words.listing(missing, most=8)))
    if assessment.engagement.problems:
        count = words.plural(len(assessment.engagement.problems), "entry", "entries")
        told.append(
            phrase(
                "{count} in the files had a fault; the list at the end of this chapter says what was left out.",
                count=words.sentence_case(count),
            )
        )
    return [_note(phrase("What we did not look at"), *told)] if told else []


def _translation(assessment: Assessment) -> list[dict[str, Any]]:
    """What is told in English in a report of another language."""
    spoken = assessment.engagement.settings.language
    if spoken == "en":
        return []
    counts = covered(assessment.method, spoken)
    told, of = (sum(pair[i] for pair in counts.values()) for i in (0, 1))
    return [
        _note(
            phrase("Language"),
            phrase(
                "Fixed words are told in this language; the method’s texts that are not yet translated, and the client’s own words, stand as they are. {told} of {of} texts of the method are translated.",
                told=words.number(told),
                of=words.number(of),
            ),
        )
    ]


def _judgement(assessment: Assessment) -> list[dict[str, Any]]:
    changed = [f.number for f in assessment.findings if f.judgement]
    letters = [v.element.short for v in assessment.verdicts.values() if v.override]
    told = []
    if changed:
        told.append(
            phrase(
                "Changed by hand, with the reason beside it: finding {changed}.",
                changed=words.listing(changed, most=12),
            )
        )
    told.append(
        phrase("Letters set by hand: {letters}.", letters=words.listing(letters, most=8))
        if letters
        else phrase("No letter was changed by hand.")
    )
    return [_note(phrase("Judgement"), *told)]


def _rules(limits: Thresholds) -> tuple[str, ...]:
    """From where on something is late, heavy, alike or urgent, in words."""
    late = phrase(
        "{late_share} of its period {fraction_verb} over",
        late_share=words.fraction(limits.figures.late_share),
        fraction_verb=words.fraction_verb(limits.figures.late_share),
    )
    slow, steers = words.days(limits.flow.slow_days), words.every(limits.managing.steering_times)
    overload, several = words.times(limits.roles.overload_times), words.count_word(limits.roles.overload_from)
    heavy, doubtful = words.days_of_a_week(limits.meetings.heavy_share), words.ratings_to(limits.meetings.doubtful_to)
    people, topics = words.fraction(limits.overlaps.same_people), words.fraction(limits.overlaps.same_topics)
    flow = phrase(
        "A figure is late when {late} before it comes, and it takes more than {grace_days}. ",
        late=late,
        grace_days=words.days(limits.figures.grace_days),
    )
    flow += phrase(
        "Information between processes is slow from {slow} on. What is done {steers} or more often steers.",
        slow=slow,
        steers=steers,
    )
    load = phrase(
        "A role is overloaded from {overload} the median on, and from {several} accountabilities. It sits in too many ",
        overload=overload,
        several=several,
    )
    load += phrase(
        "meetings from {heavy} on. A meeting is of doubtful value when those in it rate it {doubtful} of 5.",
        heavy=heavy,
        doubtful=doubtful,
    )
    alike = phrase(
        "Two meetings overlap when they have {people} of their people and {topics} of the shorter agenda in common. ",
        people=people,
        topics=topics,
    )
    alike += phrase("A process wants an owner before others when its importance and its problem are both rated ")
    return (
        flow,
        load,
        phrase("{alike}{urgent_from} or more of 5.", alike=alike, urgent_from=limits.processes.urgent_from),
    )


def _note(title: str, *paragraphs: str) -> dict[str, Any]:
    return {"title": title, "paragraphs": list(paragraphs)}
