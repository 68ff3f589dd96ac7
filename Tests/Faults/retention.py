"""The series `retention`: a service that is killed while it destroys what was kept long enough (docs/retention.md).

People, statements, documents and reads are stored by a service whose clock is behind (clock.c). Each round takes a copy of that
store, asks what is due, starts a run, and kills the service with SIGKILL at random moments until the run is done. Then
whoever was due is gone, each under one tombstone and with one line in the journal, nothing else of the run stayed behind,
others' statements and answers are what they were, and `releve check` finds nothing.

At the end the store is torn on purpose, as it would be if a step of a run were two transactions: that must be seen, or
the series itself is blind.
"""
import json
import os
import pathlib
import random
import shutil
import sqlite3
import subprocess
import tempfile
import time
import urllib.parse

from service import Service

LEAVERS, STAYERS, UNKNOWN = 300, 60, 60
# Some of them in one batch.
READS = 100
BACK = 400 * 86_400
SITE = "https://rh.example.fr"
VERBS = "http://adlnet.gov/expapi/verbs/"
STAND_IN = {"objectType": "Agent", "account": {"homePage": "https://erased.invalid", "name": "erased"}}
SCHEDULES = {
    "partis": {"name": "Partis", "category": "people-gone", "after": "P1Y", "from": "contract"},
    "inconnus": {"name": "Inconnus", "category": "unknown-actors", "after": "P1Y"},
    "documents": {"name": "Documents", "category": "documents", "after": "P1Y"},
    "lectures": {"name": "Lectures", "category": "access-log", "after": "P1Y"},
}
# Times that a round kills the service at most, and how long a run may take after the last.
MOST_KILLS, PATIENCE = 4, 60


def agent(name):
    return {"objectType": "Agent", "account": {"homePage": SITE, "name": name}}


def statement(name, course, verb, instructor=None):
    made = {"actor": agent(name), "verb": {"id": VERBS + verb}, "object": {"id": course}}
    if verb == "completed":
        made["result"] = {"completion": True}
    if instructor:
        made["context"] = {"instructor": agent(instructor)}
    return made


def fill(service):
    """What is old enough when the clock is right again: those who left, those who stay, and some whom nobody knows."""
    lines = ["matricule;nom;compte;compte_site;contrat;contrat_debut;contrat_fin"]
    lines += [f"L{one};Parti{one};parti-{one};{SITE};CDD;01/01/2019;31/12/2020" for one in range(LEAVERS)]
    lines += [f"S{one};Reste{one};reste-{one};{SITE};CDI;01/01/2019;" for one in range(STAYERS)]
    service.send("POST", "/api/v1/people/import", "\n".join(lines) + "\n", content="text/csv")
    titles = ["Gestes et postures", "Égalité"]
    courses = [service.send("POST", "/api/v1/courses", {"source": "interne", "title": title}, 201)["id"]
               for title in titles]
    names = [f"parti-{one}" for one in range(LEAVERS)] + [f"reste-{one}" for one in range(STAYERS)]
    names += [f"inconnu-{one}" for one in range(UNKNOWN)]
    made = [statement(name, courses[0], "completed") for name in names]
    made += [statement(name, courses[1], "experienced") for name in names]
    # Others' statements lose the name of whoever goes, and nothing else.
    made += [statement(f"reste-{one}", courses[1], "completed", f"parti-{one}") for one in range(0, STAYERS, 2)]
    random.shuffle(made)
    for first in range(0, len(made), 100):
        service.send("POST", "/xapi/statements", made[first:first + 100])
    for name in random.sample(names, 100):
        place = urllib.parse.urlencode(
            {"activityId": courses[0], "agent": json.dumps(agent(name)), "stateId": "bookmark"})
        service.send("PUT", f"/xapi/activities/state?{place}", {"page": name}, 204)
    for one in range(READS):
        service.send("GET", f"/api/v1/people?matricule=S{one % STAYERS}")
        time.sleep(0.05)


class Store:
    """What a service answers, as far as it is about those who are not to go."""

    def __init__(self, service, leaving):
        listed = service.pages("/xapi/statements?limit=500&ascending=true", "statements", "more")
        self.statements = {}
        for one in listed:
            if not gone(one["actor"]):
                instructor = one.get("context", {}).get("instructor")
                if instructor and gone(instructor):
                    one["context"]["instructor"] = STAND_IN
                self.statements[one["id"]] = one
        self.foreign = len(listed) - len(self.statements)
        answers = service.pages("/api/v1/completions?limit=500", "items", "next")
        # When it was asked, and of how long a log, is no part of an answer.
        self.answers = [{**one, "as_of": None, "log_size": None} for one in answers
                        if one["person"].get("id") and one["person"]["id"] not in leaving]
        self.foreign += len(answers) - len(self.answers)

    def differences(self, before):
        faults = []
        if self.statements != before.statements:
            faults.append("others' statements are not what they were")
        if self.answers != before.answers:
            faults.append("others' answers are not what they were")
        if self.foreign:
            faults.append(f"{self.foreign} statements or answers of those who went are there")
        return faults


def gone(who):
    return not who["account"]["name"].startswith("reste-") and who != STAND_IN


class Round:
    def __init__(self, binary, data):
        self.binary, self.data = binary, data
        self.service = Service(binary, data)
        self.plan = self.service.send("POST", "/api/v1/retention/runs", {"dry_run": True})
        self.people = self.plan["people"]
        self.before = Store(self.service, set(self.people))
        self.kills = self.caught = 0

    def begin(self):
        run = self.service.send("POST", "/api/v1/retention/runs", {"plan": self.plan["plan"]}, 202)
        self.path = "/api/v1/retention/runs/" + run["id"]

    def state(self):
        return self.service.send("GET", self.path)

    def kill(self, tear=False):
        self.service.kill()
        self.kills += 1
        if tear:
            with sqlite3.connect(self.data / "releve.sqlite") as database:
                database.execute("""
                    UPDATE retention_target SET state = 0, erasure = NULL
                    WHERE place = (SELECT min(place) FROM retention_target WHERE state = 1 AND kind = 1)
                """)
            database.close()
        self.service = Service(self.binary, self.data)
        is_open = self.state()["state"] == "running"
        self.caught += is_open
        return is_open

    def finish(self):
        """Waits until the run is done, and gives what is wrong with what it left."""
        until = time.monotonic() + PATIENCE
        while (run := self.state())["state"] != "done":
            if time.monotonic() > until:
                return [f"the run has not ended {PATIENCE} seconds after the last start"]
            time.sleep(0.1)
        faults = self.faults_of(run) + Store(self.service, set(self.people)).differences(self.before)
        self.service.stop()
        check = subprocess.run([self.binary, "check", "--data", self.data], capture_output=True, text=True,
                               env=dict(os.environ, LC_ALL="C"))
        if check.returncode != 0:
            faults.append(f"releve check ends with {check.returncode}: {check.stdout[-300:]}")
        return faults

    def faults_of(self, run):
        faults = []
        for part in run["schedules"]:
            if part["gone"] != part["before"] or part["kept"] or part["waiting"]:
                faults.append(f"of {part['schedule']} went {part['gone']}, {part['kept']} kept, not {part['before']}")
        if any(any(part["due"].values()) for part in run["after"]["schedules"]):
            faults.append(f"something is still due: {run['after']}")
        for person in self.people:
            self.service.send("GET", f"/api/v1/people/{person}", expect=404)
        old = time.strftime("%Y-%m-%d", time.gmtime(time.time() - BACK + 2 * 86_400))
        if self.service.pages(f"/api/v1/access-log?until={old}", "items", "next"):
            faults.append("entries of the access log are left")
        listed = self.service.pages("/api/v1/erasures", "items", "next")
        tombstones = [one["id"] for one in listed]
        # Those of reads, of which each step has one.
        others = [one["id"] for one in listed if one["reason"] == "retention: lectures, version 1"]
        wanted = self.plan["due"]["people"] + self.plan["due"]["actors"] + len(others)
        if len(tombstones) != wanted or sorted(tombstones) != sorted(run["erasures"]):
            of_run = len(run["erasures"])
            faults.append(f"{len(tombstones)} tombstones, {of_run} of them of the run, for {wanted} who went")
        return faults + self.faults_of_journal(set(tombstones) - set(others))

    def faults_of_journal(self, tombstones):
        """A line may be there twice, where the service was killed between file and commit, but not another one."""
        lines = [json.loads(line) for line in (self.data / "erasures").read_text().splitlines()]
        erasures = {}
        for line in lines:
            for person in line["people"]:
                erasures.setdefault(person, set()).add(line["erasure"])
        faults = []
        if {line["erasure"] for line in lines} != tombstones:
            faults.append("the journal has not the erasures that the store has")
        if set(erasures) != set(self.people) or any(len(ids) != 1 for ids in erasures.values()):
            faults.append("the journal has not one erasure for each of the people")
        return faults


def one_round(binary, data):
    """Kills at random moments; gives what is wrong, and in how many of its kills the run was under way."""
    played = Round(binary, data)
    if len(played.people) != LEAVERS or played.plan["due"]["actors"] != UNKNOWN or not played.plan["due"]["reads"]:
        return [f"the plan is not what the test made: {played.plan['due']}"], played
    played.begin()
    is_open = True
    while is_open and played.kills < MOST_KILLS:
        time.sleep(random.uniform(0, 2))
        is_open = played.kill()
    return played.finish(), played


def torn_round(binary, data):
    played = Round(binary, data)
    played.begin()
    while not any(part["gone"]["people"] for part in played.state()["schedules"]):
        time.sleep(0.05)
    played.kill(tear=True)
    return played.finish()


def series(binary, clock, rounds):
    """The faults seen; goes on through all rounds unless one is found."""
    folder = pathlib.Path(tempfile.mkdtemp(prefix="releve-retention-"))
    made, data = folder / "made", folder / "data"
    made.mkdir()
    try:
        service = Service(binary, made, {"LD_PRELOAD": str(clock), "CLOCK_BACK": str(BACK)})
        fill(service)
        service.stop()
        service = Service(binary, made)
        for name, schedule in SCHEDULES.items():
            service.send("PUT", f"/api/v1/retention/schedules/{name}", schedule, 201)
        service.stop()
        caught = 0
        for number in range(1, rounds + 1):
            shutil.rmtree(data, ignore_errors=True)
            shutil.copytree(made, data)
            faults, played = one_round(binary, data)
            caught += played.caught
            print(f"retention {number}/{rounds}: {played.kills} kills, {played.caught} of them in the run"
                  + "".join(f", {fault}" for fault in faults), flush=True)
            if faults:
                return faults
        if not caught:
            return ["no kill fell into a run"]
        shutil.rmtree(data)
        shutil.copytree(made, data)
        faults = torn_round(binary, data)
        print("retention, torn: " + ", ".join(faults), flush=True)
        return [] if faults else ["a run that was torn is not seen: the series is blind"]
    finally:
        shutil.rmtree(folder, ignore_errors=True)
