#!/usr/bin/env python3
"""Every figure of the performance budget as a ratio from one run: `bench.py BINARY FLOOR [--quick] [--json-benchmark B]`.

Ours and the floor alternate: each round starts the service on an empty folder, loads it over 64 connections, stops it,
and lets the floor store the very rows that the service stored (see Floor/floor.c). Medians and spreads of all rounds, and
their ratios, go to .build/bench/<time>.json.
"""
import argparse
import base64
import json
import os
import pathlib
import shutil
import signal
import socket
import sqlite3
import statistics
import subprocess
import tempfile
import time
import urllib.request
import zipfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
CREDENTIAL = "bench:bench-secret-of-a-benchmark"
AUTHORIZATION = "Basic " + base64.b64encode(CREDENTIAL.encode()).decode()
CONNECTIONS = 64


class Service:
    def __init__(self, binary, data):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        key, secret = CREDENTIAL.split(":")
        environment = dict(os.environ, RELEVE_ADMIN_KEY=key, RELEVE_ADMIN_SECRET=secret)
        self.process = subprocess.Popen(
            [str(binary), "serve", "--port", str(self.port), "--data", str(data)],
            env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.url = f"http://127.0.0.1:{self.port}"
        for _ in range(300):
            try:
                urllib.request.urlopen(self.url + "/healthz").read()
                return
            except OSError:
                time.sleep(0.05)
        raise SystemExit("the service did not answer")

    def import_sample(self, folder):
        archive = folder / "sample.zip"
        sample = ROOT / "SamplePackages" / "gestion-du-temps"
        with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as target:
            for path in sorted(sample.rglob("*")):
                target.write(path, path.relative_to(sample))
        request = urllib.request.Request(
            self.url + "/api/v1/packages?source=bench", data=archive.read_bytes(), method="POST",
            headers={"Authorization": AUTHORIZATION, "Content-Type": "application/zip"})
        answer = json.loads(urllib.request.urlopen(request).read())
        return [one["id"] for one in answer["activities"] if one.get("href")]

    def resident_mebibytes(self):
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(status.split("VmHWM:")[1].split()[0]) / 1024

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        if self.process.wait(timeout=60) != 0:
            raise SystemExit(f"the service stopped with {self.process.returncode}")


def load(service, activities, batch, seconds, number):
    environment = dict(
        os.environ, BENCH_AUTHORIZATION=AUTHORIZATION, BENCH_ACTIVITIES=" ".join(activities), BENCH_BATCH=str(batch),
        BENCH_RUN=f"{number:08x}")
    output = subprocess.run(
        ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "-s", str(ROOT / "Benchmarks/statements.lua"),
         service.url + "/xapi/statements"], env=environment, capture_output=True, text=True, check=True).stdout
    result = json.loads(output.split("RESULT ")[1].splitlines()[0])
    if result["errors"]:
        raise SystemExit(f"{result['errors']} requests failed:\n{output}")
    return result["requests"] * batch / result["seconds"]


def round_of_posts(arguments, batch, number):
    """Statements a second: ours, then the floor's over the rows that ours stored."""
    folder = pathlib.Path(tempfile.mkdtemp(prefix="releve-bench-"))
    try:
        data = folder / "data"
        service = Service(arguments.binary, data)
        ours = load(service, service.import_sample(folder), batch, arguments.seconds, number)
        resident = service.resident_mebibytes()
        service.stop()
        source = data / "releve.sqlite"
        group = max(CONNECTIONS, batch)
        floor = json.loads(subprocess.run(
            [str(arguments.floor), str(source), str(folder / "floor.sqlite"), str(group)],
            capture_output=True, text=True, check=True).stdout)
        return ours, floor["per_second"], resident, bytes_per_json(source)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def bytes_per_json(source):
    """Size of the database file for each byte of statements in it."""
    with sqlite3.connect(source) as database:
        json_bytes = database.execute("SELECT sum(length(raw)) FROM statement").fetchone()[0]
    return source.stat().st_size / json_bytes


def summary(values):
    return {"median": round(statistics.median(values), 3), "lowest": round(min(values), 3),
            "highest": round(max(values), 3)}


def posts(arguments, name, batch):
    rounds = [round_of_posts(arguments, batch, number) for number in range(arguments.rounds)]
    ours, floors, resident, size = (list(column) for column in zip(*rounds))
    ratio = statistics.median(ours) / statistics.median(floors)
    print(f"{name}: ours {summary(ours)}, floor {summary(floors)}, ratio {ratio:.3f}", flush=True)
    return {"ours_per_second": summary(ours), "floor_per_second": summary(floors), "ratio": round(ratio, 3),
            "resident_mebibytes": summary(resident), "bytes_on_disk_per_json_byte": summary(size)}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("binary", type=pathlib.Path)
    parser.add_argument("floor", type=pathlib.Path)
    parser.add_argument("--json-benchmark", type=pathlib.Path)
    parser.add_argument("--quick", action="store_true", help="3 rounds of 2 seconds instead of 9 of 4")
    arguments = parser.parse_args()
    arguments.rounds, arguments.seconds = (3, 2) if arguments.quick else (9, 4)
    report = {"post_single": posts(arguments, "post_single", 1), "post_batch100": posts(arguments, "post_batch100", 100)}
    if arguments.json_benchmark:
        output = subprocess.run([str(arguments.json_benchmark)], capture_output=True, text=True, check=True).stdout
        report.update(json.loads(output.strip().splitlines()[-1]))
    report["ratios"] = {name: one["ratio"] for name, one in report.items()}
    target = ROOT / ".build/bench" / time.strftime("%Y-%m-%dT%H-%M-%S.json")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(report, indent=2) + "\n")
    print(json.dumps(report["ratios"]))
    print(f"report: {target.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
