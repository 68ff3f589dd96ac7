"""What front ends ask of learner records: the slowest of a hundred answers, and CPU for an answer, with few statements and
with many.

Lists of 50 completions by every filter, summaries, and records of one person, of 4,000 people in 60 courses.
"""
import pathlib
import shutil
import statistics
import sys
import tempfile
import time
import urllib.parse

from filters import settle
from service import CREDENTIAL, ROOT, Cluster, Service

sys.path.insert(0, str(ROOT / "Tests" / "Figures"))
from place import Place  # noqa: E402
from workforce import EMPLOYERS, SOURCES, Workforce  # noqa: E402

FEW = 10_000
ANSWERS = 200
ROUNDS = 3
# Milliseconds for the slowest of a hundred.
GOALS = {"list": 5, "summary": 20, "records": 10}


def questions(place, courses):
    """By name: the address of the n-th question of a kind."""
    people = [person["id"] for person in place.every("/api/v1/people", limit=100)]
    course = lambda n: courses[n % len(courses)][0]
    service = lambda n: f"Service {n % 40:02d}"
    listed = {
        "all": lambda n: {}, "course": lambda n: {"course": course(n)},
        "person": lambda n: {"person": people[n * 37 % len(people)]},
        "employer": lambda n: {"employer": EMPLOYERS[n % 3]}, "service": lambda n: {"service": service(n)},
        "metier": lambda n: {"metier": f"Métier {n % 200:03d}"}, "category": lambda n: {"category": "ABC"[n % 3]},
        "source": lambda n: {"source": SOURCES[n % 6]}, "status": lambda n: {"status": "completed"},
        "failed": lambda n: {"status": "failed"},
        "course_status": lambda n: {"course": course(n), "status": "failed"},
        "service_status": lambda n: {"service": service(n), "status": "completed"},
        "course_service": lambda n: {"course": course(n), "service": service(n)},
        "since": lambda n: {"completed_since": f"2026-0{n % 9 + 1}-01"},
    }
    counted = {by: lambda n, by=by: {"by": by} for by in
               ("service", "metier", "employer", "category", "source", "course", "month")}
    counted["service_of_course"] = lambda n: {"by": "service", "course": course(n)}
    counted["course_of_service"] = lambda n: {"by": "course", "service": service(n)}
    counted["course_of_employer"] = lambda n: {"by": "course", "employer": EMPLOYERS[n % 3]}
    address = lambda path, parameters: path + "?" + urllib.parse.urlencode(parameters)
    asked = {f"list_{name}": lambda n, one=one: address("/api/v1/completions", {**one(n), "limit": 50})
             for name, one in listed.items()}
    asked |= {f"summary_{name}": lambda n, one=one: address("/api/v1/completions/summary", one(n))
              for name, one in counted.items()}
    asked["records_json"] = lambda n: f"/api/v1/people/{people[n * 37 % len(people)]}/records"
    asked["records_page"] = lambda n: asked["records_json"](n) + "?format=html"
    return asked


def cost(service, place, address):
    """Seconds of each answer, in order of length, and seconds of CPU for one."""
    # The service ends a connection on which nobody asked while the other one was filled.
    place.connection.close()
    paths = [address(n) for n in range(ANSWERS)]
    for path in paths[:20]:
        place.ask("GET", path)
    taken = []
    before = service.cpu_seconds()
    for path in paths:
        start = time.perf_counter()
        place.ask("GET", path)
        taken.append(time.perf_counter() - start)
    return sorted(taken), (service.cpu_seconds() - before) / ANSWERS


def records(arguments):
    folder = pathlib.Path(tempfile.mkdtemp(prefix="releve-bench-"))
    cluster = Cluster(folder) if arguments.postgres else None
    services = [Service(arguments.folder / "releve", folder / name, cluster) for name in ("few", "many")]
    try:
        places = [Place("127.0.0.1", service.port, CREDENTIAL) for service in services]
        asked = []
        for service, place, size in zip(services, places, (FEW, arguments.many)):
            workforce = Workforce(1, 4_000, 60)
            courses = place.fill(workforce)
            place.tell(workforce, courses, size)
            settle(service)
            asked.append(questions(place, courses))
        report = {}
        for name in asked[0]:
            report[name] = compare(services, places, [one[name] for one in asked], GOALS[name.split("_")[0]])
            print(f"{name}: {report[name]}", flush=True)
        return report
    finally:
        for service in services:
            service.stop()
        if cluster:
            cluster.stop()
        shutil.rmtree(folder, ignore_errors=True)


def compare(services, places, addresses, goal):
    """The two services take turns."""
    rounds = [[cost(*one) for one in zip(services, places, addresses)] for _ in range(ROUNDS)]
    figures = {}
    for name, column in zip(("few", "many"), zip(*rounds)):
        slowest = [taken[int(len(taken) * 0.99) - 1] for taken, _ in column]
        figures[f"{name}_p99_milliseconds"] = round(statistics.median(slowest) * 1e3, 2)
        figures[f"{name}_microseconds"] = round(statistics.median(cpu for _, cpu in column) * 1e6)
    figures["goal_milliseconds"] = goal
    figures["ratio"] = round(figures["many_microseconds"] / max(figures["few_microseconds"], 1), 3)
    return figures
