"""GET by id and GET of a page of 50, against a handler that returns the same bytes from memory."""
import json
import pathlib
import shutil
import statistics
import tempfile
import urllib.parse

from service import Program, Service, free_port, get, load, wrk


def fill(service, folder, count):
    """Posts batches of 100 until about `count` statements are there."""
    activities = service.import_sample(folder)
    number = 0x7000
    while True:
        load(service, activities, 100, 2, number)
        number += 1
        size = json.loads(get(service.connect(), "/api/v1/completions?limit=1"))["items"][0]["log_size"]
        if size >= count:
            return size


def round_of_reads(arguments, service, path, body, folder):
    """Answers a second: ours, then the floor's."""
    ours = wrk(service.url + path, arguments.seconds, "get.lua")
    file = folder / "body"
    file.write_bytes(body)
    port = free_port()
    floor = Program([str(arguments.folder / "MemoryServer"), str(port), str(file)], port, "/bytes")
    theirs = wrk(floor.url + "/bytes", arguments.seconds, "get.lua")
    floor.process.terminate()
    floor.process.wait()
    return ours["requests"] / ours["seconds"], theirs["requests"] / theirs["seconds"]


def reads(arguments, summary):
    folder = pathlib.Path(tempfile.mkdtemp(prefix="releve-bench-"))
    service = Service(arguments.folder / "releve", folder / "data")
    try:
        fill(service, folder, 10_000)
        page = "/xapi/statements?limit=50"
        first = json.loads(get(service.connect(), page))["statements"][0]["id"]
        paths = {"get_by_id": "/xapi/statements?" + urllib.parse.urlencode({"statementId": first}), "get_50": page}
        report = {}
        for name, path in paths.items():
            body = get(service.connect(), path)
            rounds = [round_of_reads(arguments, service, path, body, folder) for _ in range(arguments.rounds)]
            ours, floors = (list(column) for column in zip(*rounds))
            ratio = statistics.median(ours) / statistics.median(floors)
            print(f"{name}: ours {summary(ours)}, floor {summary(floors)}, ratio {ratio:.3f}", flush=True)
            report[name] = {"ours_per_second": summary(ours), "floor_per_second": summary(floors),
                            "bytes": len(body), "ratio": round(ratio, 3)}
        return report
    finally:
        service.stop()
        shutil.rmtree(folder, ignore_errors=True)
