#!/usr/bin/env python3
"""Every figure of the performance budget as a ratio from one run: `bench.py BIN_FOLDER [--quick] [--only NAME…]`.

Ours and a floor alternate, so that a machine that slows down slows both. Writes: each round starts the service on an empty
folder, loads it over 64 connections, stops it, and lets the floor store the very rows that the service stored, in groups
as large as the service's own (see Floor/floor.c). Reads: the floor is a handler that returns the same bytes from memory
(MemoryServer). Filters: CPU for each answer with few statements and with many. Records: the
same of completions, summaries and records of a person, and the slowest of a hundred. Medians, spreads and ratios go to
.build/bench/<time>.json.
"""
import argparse
import json
import pathlib
import shutil
import sqlite3
import statistics
import subprocess
import tempfile
import time

from filters import filter_growth
from log import log
from reads import reads
from records import records
from service import ROOT, Service, load


def round_of_posts(arguments, batch, number):
    """Statements a second: ours, then the floor's over the rows that ours stored; and what ours took."""
    folder = pathlib.Path(tempfile.mkdtemp(prefix="releve-bench-"))
    try:
        data = folder / "data"
        service = Service(arguments.folder / "releve", data)
        ours = load(service, service.import_sample(folder), batch, arguments.seconds, number)
        resident = service.resident_mebibytes()
        service.stop()
        source = data / "releve.sqlite"
        group, size = measures(source)
        floor = json.loads(subprocess.run(
            [str(arguments.folder / "floor"), str(source), str(folder / "floor.sqlite"), str(group)],
            capture_output=True, text=True, check=True).stdout)
        return ours, floor["per_second"], resident, size, group
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def measures(source):
    """Statements to a commit (those of one commit share their time), and bytes of the file for each byte of statements."""
    with sqlite3.connect(source) as database:
        count, commits, length = database.execute(
            "SELECT count(*), count(DISTINCT stored), sum(length(raw)) FROM statement WHERE raw IS NOT NULL").fetchone()
    return max(1, round(count / commits)), source.stat().st_size / length


def summary(values):
    return {"median": round(statistics.median(values), 3), "lowest": round(min(values), 3),
            "highest": round(max(values), 3)}


def posts(arguments, name, batch):
    rounds = [round_of_posts(arguments, batch, number) for number in range(arguments.rounds)]
    ours, floors, resident, size, groups = (list(column) for column in zip(*rounds))
    ratio = statistics.median(ours) / statistics.median(floors)
    print(f"{name}: ours {summary(ours)}, floor {summary(floors)}, ratio {ratio:.3f}", flush=True)
    return {"ours_per_second": summary(ours), "floor_per_second": summary(floors), "ratio": round(ratio, 3),
            "statements_per_commit": summary(groups), "resident_mebibytes": summary(resident),
            "bytes_on_disk_per_json_byte": summary(size)}


def json_reading(arguments):
    output = subprocess.run([str(arguments.folder / "JSONBenchmark")], capture_output=True, text=True, check=True).stdout
    return json.loads(output.strip().splitlines()[-1])


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=pathlib.Path, help="of the programs that script/bench built")
    parser.add_argument("--quick", action="store_true", help="3 rounds of 2 seconds, and 100,000 statements")
    parser.add_argument("--only", nargs="*", choices=["posts", "log", "json", "reads", "filters", "records"])
    parser.add_argument("--postgres", action="store_true", help="records in PostgreSQL in place of SQLite")
    parser.add_argument("--many", type=int, help="statements of a full store, in place of those above")
    arguments = parser.parse_args()
    arguments.rounds, arguments.seconds = (3, 2) if arguments.quick else (9, 4)
    arguments.many = arguments.many or (100_000 if arguments.quick else 1_000_000)
    parts = arguments.only or ["posts", "log", "json", "reads", "filters", "records"]
    report = {}
    if "posts" in parts:
        report["post_single"] = posts(arguments, "post_single", 1)
        report["post_batch100"] = posts(arguments, "post_batch100", 100)
    if "log" in parts:
        report.update(log(arguments, summary))
    if "json" in parts:
        report.update(json_reading(arguments))
    if "reads" in parts:
        report.update(reads(arguments, summary))
    if "filters" in parts:
        report.update(filter_growth(arguments))
    if "records" in parts:
        report.update(records(arguments))
    report["ratios"] = {name: one["ratio"] for name, one in report.items()}
    target = ROOT / ".build/bench" / time.strftime("%Y-%m-%dT%H-%M-%S.json")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(report, indent=2) + "\n")
    print(json.dumps(report["ratios"]))
    print(f"report: {target.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
