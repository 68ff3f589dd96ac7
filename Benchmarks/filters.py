"""CPU for each answer of every filter, with 10,000 statements and with many: the ratio of the two."""
import json
import pathlib
import shutil
import tempfile
import time
import urllib.parse

from reads import fill
from service import Service, get

FEW = 10_000
ANSWERS = 400


def questions(activities):
    agents = [json.dumps({"account": {"homePage": "https://agents.metropole.example.fr", "name": f"{n:06d}"}})
              for n in range(0, 4000, 41)]
    verb = "http://adlnet.gov/expapi/verbs/completed"
    return {
        "agent": lambda n: {"agent": agents[n % len(agents)]},
        "agent_verb": lambda n: {"agent": agents[n % len(agents)], "verb": verb},
        "agent_activity": lambda n: {"agent": agents[n % len(agents)], "activity": activities[n % len(activities)]},
        "activity": lambda n: {"activity": activities[n % len(activities)]},
        "verb": lambda n: {"verb": verb},
        "related_activities": lambda n: {"activity": activities[0], "related_activities": "true"},
        "all": lambda n: {},
    }


def cost(service, question):
    """Seconds of CPU for an answer of at most 10 statements."""
    connection = service.connect()
    paths = ["/xapi/statements?" + urllib.parse.urlencode({**question(n), "limit": 10}) for n in range(ANSWERS)]
    for path in paths[:50]:
        get(connection, path)
    before = service.cpu_seconds()
    for path in paths:
        get(connection, path)
    return (service.cpu_seconds() - before) / ANSWERS


def settle(service):
    """Waits until what follows from storing is done: the tree of the log, counts."""
    while True:
        before = service.cpu_seconds()
        time.sleep(1)
        if service.cpu_seconds() - before < 0.05:
            return


def filter_growth(arguments):
    folder = pathlib.Path(tempfile.mkdtemp(prefix="releve-bench-"))
    service = Service(arguments.folder / "releve", folder / "data")
    try:
        activities = service.import_sample(folder)
        fill(service, folder, FEW)
        settle(service)
        few = {name: cost(service, question) for name, question in questions(activities).items()}
        size = fill(service, folder, arguments.many)
        settle(service)
        report = {}
        for name, question in questions(activities).items():
            many = cost(service, question)
            report[f"filter_{name}"] = {"few_microseconds": round(few[name] * 1e6), "many": size,
                                        "many_microseconds": round(many * 1e6), "ratio": round(many / few[name], 3)}
            print(f"filter_{name}: {report[f'filter_{name}']}", flush=True)
        return report
    finally:
        service.stop()
        shutil.rmtree(folder, ignore_errors=True)
