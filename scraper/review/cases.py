"""What the owner may want to look at: what was left open, and the weakest matches, as lines and as a page. Pure."""

import shlex
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

from scraper.domain import service_facts
from scraper.domain.evidence import Finding, Option
from scraper.domain.subjects import Reviewed, Subject
from scraper.domain.words import plain, plural

SURE = 0.95
"""Likeness from which on a match is not worth a look: below it, something beside the year did not agree."""

STYLE = """\
:root { color-scheme: light dark; --line: #8886; --quiet: #666; --open: #b33; }
@media (prefers-color-scheme: dark) { :root { --quiet: #aaa; --open: #f99; } }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 50rem; margin: 0 auto; padding: 1rem; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; line-height: 1.2; }
h2 { font-size: 1.15rem; line-height: 1.3; margin: 2rem 0 0; border-top: 1px solid var(--line); padding-top: 1rem; }
h3 { font-size: 1rem; margin: 1rem 0 0; }
p, ul { margin: .25rem 0; }
ul { padding-left: 1.25rem; }
li { margin: .5rem 0; }
.open { color: var(--open); }
.quiet { color: var(--quiet); }
code { display: block; font-size: .85rem; padding: .25rem .5rem; border: 1px solid var(--line); border-radius: .25rem; }
p code { display: inline; }
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A release or an artist, with what there is to look at."""

    subject: Subject
    title: str
    findings: Sequence[Finding]

    @property
    def is_open(self) -> bool:
        """Tell whether anything was left open."""
        return any(not finding.entry_id for finding in self.findings)


def cases(found: Iterable[Reviewed], *, everything: bool = False) -> list[Case]:
    """Return what is worth a look, what is open first, then the weakest; with `everything`, what is sure too."""
    by_subject: dict[Subject, list[Reviewed]] = {}
    for one in found:
        if everything or _is_doubtful(one.finding):
            by_subject.setdefault(one.subject, []).append(one)
    made = [
        Case(subject=subject, title=plain(of[0].title), findings=[one.finding for one in of])
        for subject, of in by_subject.items()
    ]
    # Of what is open, the nearest is the likeliest to be settled by a look.
    return sorted(made, key=lambda case: (not case.is_open, -_nearest(case) if case.is_open else _weakest(case)))


def _is_doubtful(finding: Finding) -> bool:
    return not finding.entry_id or (finding.certainty == "likeness" and finding.score < SURE)


def _nearest(case: Case) -> float:
    return max(finding.score for finding in case.findings if not finding.entry_id)


def _weakest(case: Case) -> float:
    return min(finding.score for finding in case.findings)


def summary(found: Sequence[Case]) -> str:
    """Return '3 releases and artists to look at: 2 matches left open, 4 taken.'."""
    findings = [finding for case in found for finding in case.findings]
    left = sum(not finding.entry_id for finding in findings)
    about = plural(len(found), "release or artist", "releases and artists")
    return f"{about} to look at: {plural(left, 'match', 'matches')} left open, {len(findings) - left:,} taken."


def lines(found: Iterable[Case], command: Sequence[str]) -> Iterator[str]:
    """Yield the cases for a terminal; `command` is what `scrape` is called by, for commands that can be copied."""
    for case in found:
        yield f"{case.subject.kind} {case.subject.subject_id}  {case.title}"
        for finding in case.findings:
            yield f"  {_judgement(finding)}"
            for option in _others(finding):
                yield f"    {_described(option)}"
                yield f"      {pin_command(command, case.subject, finding, option.url)}"
            yield f"    {_none(finding)}"
            yield f"      {pin_command(command, case.subject, finding)}"
        yield ""


def _judgement(finding: Finding) -> str:
    name = service_facts.title_of(finding.service)
    if not finding.entry_id:
        return f"{name}, left open: {plain(finding.evidence)}"
    return f"{name}: {plain(finding.url)}, {plain(finding.evidence)}"


def _others(finding: Finding) -> list[Option]:
    """Return the candidates that were not taken."""
    taken = service_facts.entry_at(finding.url) if finding.entry_id else None
    return [option for option in finding.candidates if taken is None or service_facts.entry_at(option.url) != taken]


def _described(option: Option) -> str:
    return f"{plain(option.name) or 'unnamed'}: {plain(option.evidence)}"


def _none(finding: Finding) -> str:
    return f"nothing at {service_facts.title_of(finding.service)}"


def pin_command(command: Sequence[str], subject: Subject, finding: Finding, url: str = "") -> str:
    """Return what to type to pin an entry, or without an address that there is none, safe for a shell."""
    entry = service_facts.entry_at(url)
    if url and entry is None:
        return "its address cannot be pinned"
    who = ["--artist"] if subject.kind == "artist" else []
    word = entry.url if entry else "none"
    return shlex.join([*command, "pin", *who, str(subject.subject_id), finding.service, word])


def page(found: Sequence[Case], command: Sequence[str]) -> str:
    """Return the cases as a page that needs no other file, no network and no script."""
    body = "".join(_section(case, command) for case in found)
    return f"""\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="referrer" content="no-referrer">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Sleevenotes: review</title>
<style>
{STYLE}</style>
</head>
<body>
<h1>To be reviewed</h1>
<p>{escape(summary(found))} A command below settles a case for good; <code>{escape(shlex.join([*command, "review"]))} \
--html</code> writes this page anew.</p>
{body}</body>
</html>
"""


def _section(case: Case, command: Sequence[str]) -> str:
    address = f"https://www.discogs.com/{case.subject.kind}/{case.subject.subject_id}"
    findings = "".join(_finding(case.subject, finding, command) for finding in case.findings)
    return f"""\
<section>
<h2><a href="{address}">{escape(case.title) or case.subject.subject_id}</a></h2>
<p class="quiet">{case.subject.kind} {case.subject.subject_id}</p>
{findings}</section>
"""


def _finding(subject: Subject, finding: Finding, command: Sequence[str]) -> str:
    name = service_facts.title_of(finding.service)
    head = f"{name}, taken" if finding.entry_id else f'{name}, <span class="open">left open</span>'
    taken = _link(finding.url, finding.url) + "<br>" if finding.entry_id else ""
    options = "".join(
        f"<li>{_link(option.url, option.name)}<br>{escape(plain(option.evidence))}"
        f"<code>{escape(pin_command(command, subject, finding, option.url))}</code></li>\n"
        for option in _others(finding)
    )
    return f"""\
<h3>{head}</h3>
<p>{taken}{escape(plain(finding.evidence))}</p>
<ul>
{options}<li>{_none(finding)}<code>{escape(pin_command(command, subject, finding))}</code></li>
</ul>
"""


def _link(url: str, name: str) -> str:
    """Return a link to an entry, or just its name where the address is none of a service's."""
    entry, shown = service_facts.entry_at(url), escape(plain(name) or "unnamed")
    return f'<a href="{escape(entry.url)}">{shown}</a>' if entry else shown
