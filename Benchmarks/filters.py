"""CPU for each answer of every filter, with 10,000 statements and with many: the ratio of the two."""
import json
import pathlib
import shutil
import statistics
import tempfile
import time
import urllib.parse

from reads import fill
from service import Service, get

FEW = 10_000
ANSWERS = 1_000
ROUNDS = 5


def questions(service, activities):
    """Each filter with its limit. Those about one agent are asked of statements that are there, for one answer each:
    with few statements an agent has two or three, and what grows should be the store, not the answer."""
    page = json.loads(get(service.connect(), f"/xapi/statements?limit={ANSWERS}"))["statements"]
    known = [(json.dumps(one["actor"]), one["verb"]["id"], one["object"]["id"]) for one in page]
    agent, verb, activity = (lambda n, place=place: known[n % len(known)][place] for place in range(3))
    return {
        "agent": (1, lambda n: {"agent": agent(n)}),
        "agent_verb": (1, lambda n: {"agent": agent(n), "verb": verb(n)}),
        "agent_activity": (1, lambda n: {"agent": agent(n), "activity": activity(n)}),
        "activity": (10, lambda n: {"activity": activities[n % len(activities)]}),
        "verb": (10, lambda n: {"verb": verb(0)}),
        "related_activities": (10, lambda n: {"activity": activities[0], "related_activities": "true"}),
        "all": (10, lambda n: {}),
    }


def cost(service, question):
    """Seconds of CPU for an answer, and statements in it."""
    connection = service.connect()
    limit, parameters = question
    paths = ["/xapi/statements?" + urllib.parse.urlencode({**parameters(n), "limit": limit}) for n in range(ANSWERS)]
    for path in paths[:50]:
        get(connection, path)
    before = service.cpu_seconds()
    answers = [get(connection, path) for path in paths]
    taken = service.cpu_seconds() - before
    return taken / ANSWERS, sum(len(json.loads(answer)["statements"]) for answer in answers) / ANSWERS


def settle(service):
    """Waits until what follows from storing is done: the tree of the log, counts."""
    while True:
        before = service.cpu_seconds()
        time.sleep(1)
        if service.cpu_seconds() - before < 0.05:
            return


def filter_growth(arguments):
    folder = pathlib.Path(tempfile.mkdtemp(prefix="releve-bench-"))
    services = [Service(arguments.folder / "releve", folder / name) for name in ("few", "many")]
    try:
        activities = [service.import_sample(folder) for service in services][0]
        for service, size in zip(services, (FEW, arguments.many)):
            fill(service, folder, size)
        return compare(services, activities)
    finally:
        for service in services:
            service.stop()
        shutil.rmtree(folder, ignore_errors=True)


def compare(services, activities):
    """Of each filter, the median of answers of the one service and of the other, which take turns."""
    for service in services:
        settle(service)
    asked = [questions(service, activities) for service in services]
    report = {}
    for name in asked[0]:
        rounds = [[cost(service, filters[name]) for service, filters in zip(services, asked)] for _ in range(ROUNDS)]
        (few, few_statements), (many, many_statements) = (
            (statistics.median(seconds for seconds, _ in column), column[0][1]) for column in zip(*rounds))
        report[f"filter_{name}"] = {
            "few_microseconds": round(few * 1e6), "few_statements": few_statements,
            "many_microseconds": round(many * 1e6), "many_statements": many_statements, "ratio": round(many / few, 3)}
        print(f"filter_{name}: {report[f'filter_{name}']}", flush=True)
    return report
