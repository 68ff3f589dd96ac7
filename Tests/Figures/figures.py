"""Every figure of the service, computed anew from the raw statements: figures.py HOST PORT KEY:SECRET [--people …]

Fills an empty service with a workforce (with --read it takes what is there, such as what `releve demo` made: people and
courses from the service, everything else from the statements), reads all statements back, computes from them who completed what, how many of each
service, employer, métier, category, source, course and month, how long everybody learned, and who was active; then asks the
service, and compares all of it. It shares no code with the service: what it knows is in docs/completions.md and
docs/rules.md. Prints how many figures were compared, and what differs; ends with 1 where something does. --leave-out hides
so many completions from the computation, which must then be found out.
"""
import argparse
import collections
import json
import re
import time
from datetime import datetime, timedelta, timezone

from place import Place
from workforce import KIOSK, VERBS, Workforce
from written import Written

STATUSES = ["not_started", "in_progress", "completed", "failed", "expired", "waived"]


def moment(text):
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


def name_of(agent):
    account = agent.get("account")
    return f"{account['homePage']}|{account['name']}" if account else agent["mbox"]


def length(text):
    """Seconds of an ISO 8601 duration without years and months."""
    parts = re.fullmatch(r"P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?)?", text).groups()
    return sum(float(part or 0) * unit for part, unit in zip(parts, (86_400, 3_600, 60, 1)))


class Figures:
    """What follows from the statements."""

    def __init__(self, workforce, courses, statements):
        self.people = {name_of(agent): person for person in workforce.people for agent in person.agents}
        self.registered = workforce.registered
        self.courses = {activity: number for number, (_, activity) in enumerate(courses)}
        voided = {one["object"]["id"] for one in statements if one["verb"]["id"] == VERBS + "voided"}
        self.lines = collections.defaultdict(list)
        for one in statements:
            if one["verb"]["id"] == VERBS + "voided" or one["id"] in voided:
                continue
            actor = name_of(one["actor"])
            if actor != name_of(KIOSK):
                learner = self.people[actor].matricule if actor in self.people else actor
                self.lines[learner, self.courses[one["object"]["id"]]].append(one)

    @staticmethod
    def effective(one):
        return min(moment(one["timestamp"]), moment(one["stored"]))

    def standing(self, line):
        """Status, and when it was first completed."""
        verb = lambda one: one["verb"]["id"].removeprefix(VERBS)
        complete = [one for one in line if verb(one) in ("completed", "passed")]
        if complete:
            return "completed", min(map(self.effective, complete))
        return ("failed" if any(verb(one) == "failed" for one in line) else "in_progress"), None

    def standings(self):
        standings = {place: ("not_started", None) for place in self.registered}
        return standings | {place: self.standing(line) for place, line in self.lines.items()}

    def sessions(self):
        """By learner: (start, end, course) of each session, as statements say how long it was."""
        sessions = collections.defaultdict(list)
        for (learner, course), line in self.lines.items():
            for one in line:
                if "duration" in one.get("result", {}):
                    end = self.effective(one)
                    sessions[learner].append(
                        (end - timedelta(seconds=length(one["result"]["duration"])), end, course))
        return sessions

    def counted(self):
        """By learner and course, seconds: each instant once, for the session that began first."""
        counted = collections.Counter()
        for learner, sessions in self.sessions().items():
            covered = datetime.min.replace(tzinfo=timezone.utc)
            for start, end, course in sorted(sessions):
                counted[learner, course] += max(0, (end - max(start, covered)).total_seconds())
                covered = max(covered, end)
        return counted

    def active(self, since, until):
        """Places where somebody did something in a window."""
        return {place for place, line in self.lines.items() if any(since <= self.effective(one) < until for one in line)}


class Comparison:
    def __init__(self):
        self.count, self.faults = 0, []

    def same(self, what, computed, answered):
        self.count += 1
        if computed != answered:
            self.faults.append(f"{what}: {computed} from the statements, {answered} from the service")

    def all(self, what, computed, answered):
        for key in computed.keys() | answered.keys():
            self.same(f"{what} {key}", computed.get(key), answered.get(key))


def learner_of(person):
    return person["matricule"] or person["id"] or name_of(person["actor"])


def compare_lines(compare, place, figures, courses):
    numbers = {course: number for number, (course, _) in enumerate(courses)}
    answered = {}
    for item in place.every("/api/v1/completions", limit=500):
        key = learner_of(item["person"]), numbers[item["course"]["id"]]
        first = item["first_completed_at"]
        compare.same(f"{key} is there once", False, key in answered)
        answered[key] = item["status"], first and moment(first)
        told = {because["statement"] for because in item["because"]}
        compare.same(f"{key} names its own statements", True, told <= {one["id"] for one in figures.lines.get(key, [])})
    compare.all("completion", figures.standings(), answered)


def groups(workforce, by):
    """The values of an attribute or a source that have a line: of a person, and of a course."""
    people = {person.matricule: person for person in workforce.people}
    of_learner = lambda learner: getattr(people[learner], by) if learner in people else None
    return (lambda learner, course: workforce.sources[course]) if by == "source" else (
        lambda learner, course: course) if by == "course" else (lambda learner, course: of_learner(learner))


def key_of(item, by, courses):
    return [id for id, _ in courses].index(item["course"]["id"]) if by == "course" else item[by]


def compare_summaries(compare, place, figures, workforce, courses):
    standings = figures.standings()
    for by in ["employer", "service", "metier", "category", "source", "course"]:
        group = groups(workforce, by)
        counts = collections.defaultdict(lambda: dict.fromkeys(STATUSES, 0))
        for (learner, course), (status, _) in standings.items():
            counts[group(learner, course)][status] += 1
        if by not in ("source", "course"):
            for person in workforce.people:
                counts[getattr(person, by)]["completed"] += 0
            counts[None]["completed"] += 0
        else:
            for course, source in enumerate(workforce.sources):
                counts[course if by == "course" else source]["completed"] += 0
        answer = place.get("/api/v1/completions/summary", by=by)
        compare.all(f"summary by {by}", dict(counts),
                    {key_of(item, by, courses): item["counts"] for item in answer["items"]})
        compare.same(f"summary by {by}, total", len(standings), answer["total"])
    months = collections.Counter(f"{first:%Y-%m}" for _, first in standings.values() if first)
    answer = place.get("/api/v1/completions/summary", by="month")
    compare.all("summary by month", months,
                collections.Counter({item["month"]: item["total"] for item in answer["items"] if item["total"]}))


def compare_activity(compare, place, figures, workforce, courses):
    until = datetime.now(timezone.utc) - timedelta(days=30)
    since = until - timedelta(days=15)
    active = figures.active(since, until)
    stamp = lambda time: time.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    since, until = moment(stamp(since)), moment(stamp(until))
    for by in ["employer", "service", "metier", "category", "source", "course"]:
        answer = place.get("/api/v1/activity", window="P15D", until=stamp(until), by=by)
        compare.same(f"active by {by}", len({learner for learner, _ in active}), answer["learners"])
        group = groups(workforce, by)
        learners = collections.defaultdict(set)
        for learner, course in active:
            learners[group(learner, course)].add(learner)
        compare.all(f"active by {by}", collections.Counter({key: len(some) for key, some in learners.items()}),
                    collections.Counter({key_of(item, by, courses): item["learners"] for item in answer["items"]
                                         if item["learners"]}))


def compare_times(compare, place, figures, workforce, courses):
    counted = figures.counted()
    total = collections.Counter()
    for (learner, _), seconds in counted.items():
        total[learner] += seconds
    for person in place.every("/api/v1/people", limit=100):
        answer = place.get(f"/api/v1/people/{person['id']}/time")
        compare.same(f"time of {person['id']}", round(total[person["matricule"] or person["id"]], 3),
                     round(length(answer["total"]["counted"]), 3))
    until = datetime.now(timezone.utc) + timedelta(days=1)
    stamp = until.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    for by in ["employer", "service", "source", "course"]:
        group = groups(workforce, by)
        seconds = collections.Counter()
        for (learner, course), some in counted.items():
            seconds[group(learner, course)] += round(some, 3)
        answer = place.get("/api/v1/activity", window="P1000D", until=stamp, by=by)
        compare.all(f"counted by {by}", {key: round(some, 2) for key, some in seconds.items()},
                    {key_of(item, by, courses): round(length(item["counted"]), 2) for item in answer["items"]
                     if item["learners"]})


def compare_paths(compare, place, figures, workforce, courses):
    """A path for everybody of one employer: a course, then one of two."""
    document = {"title": {"fr": "Accueil", "en": "Welcome"}, "ordered": True, "for": {"employer": "Ville"},
                "steps": [{"course": courses[0][0]}, {"atLeast": 1, "of": [courses[1][0], courses[2][0]]}]}
    place.ask("PUT", "/api/v1/paths/accueil", json.dumps(document))
    standings = figures.standings()
    progress = {}
    for person in workforce.people:
        if person.employer != "Ville":
            continue
        at = [standings.get((person.matricule, course), (None, None))[0] for course in range(3)]
        done = [at[0] == "completed", "completed" in at[1:]]
        begun = any(one not in (None, "not_started") for one in at)
        status = "completed" if all(done) else "in_progress" if begun else "not_started"
        next_ones = [] if all(done) else [0] if not done[0] else [1, 2]
        progress[person.matricule] = status, sum(done), [courses[course][0] for course in next_ones]
    compare.all("path", progress, {
        learner_of(item["person"]): (item["status"], item["done"], item["next"])
        for item in place.every("/api/v1/paths/accueil/progress", limit=200)})


def settled(place):
    """Waits until what follows from statements beside requests is there."""
    while place.get("/api/v1/completions/summary", by="source")["pending"]:
        time.sleep(0.5)


def all_statements(place):
    page = place.get("/xapi/statements", limit=500, ascending="true")
    while True:
        yield from page["statements"]
        if not page.get("more"):
            return
        page = place.get(page["more"])


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("host")
    parser.add_argument("port", type=int)
    parser.add_argument("credential")
    for name, number in {"people": 200, "courses": 12, "statements": 4_000, "seed": 1, "leave-out": 0}.items():
        parser.add_argument(f"--{name}", type=int, default=number)
    parser.add_argument("--read", action="store_true")
    arguments = parser.parse_args()
    place = Place(arguments.host, arguments.port, arguments.credential)
    if arguments.read:
        workforce = Written(place)
        courses = workforce.courses
    else:
        workforce = Workforce(arguments.seed, arguments.people, arguments.courses)
        courses = place.fill(workforce)
        place.tell(workforce, courses, arguments.statements)
    settled(place)
    statements = list(all_statements(place))
    if arguments.leave_out:
        told = [one for one in statements if one["verb"]["id"] == VERBS + "completed"]
        statements = [one for one in statements if one not in told[:arguments.leave_out]]
    figures = Figures(workforce, courses, statements)
    compare = Comparison()
    compare_lines(compare, place, figures, courses)
    compare_summaries(compare, place, figures, workforce, courses)
    compare_activity(compare, place, figures, workforce, courses)
    compare_times(compare, place, figures, workforce, courses)
    compare_paths(compare, place, figures, workforce, courses)
    for fault in compare.faults[:50]:
        print(fault)
    print(f"{compare.count} figures compared, {len(compare.faults)} differ")
    raise SystemExit(1 if compare.faults or compare.count < len(workforce.people) else 0)


if __name__ == "__main__":
    main()
