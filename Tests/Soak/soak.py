#!/usr/bin/env python3
"""A service at full load for long: `soak.py BINARY [--seconds 1800] [--database URL]`.

Processes of threads write, read, save documents and void, as fast as they are answered. No answer may be an error; the
service's memory may not grow once it is warm; and at the end every acknowledged statement must be found by id, by actor
and by paging, once, and the voided ones by `voidedStatementId` alone.
"""
import argparse
import json
import multiprocessing
import os
import pathlib
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time

from load import ACTORS, CREDENTIAL, ROLES, Client, Load, Unexpected, actor

PROCESSES = 4
WARM = 0.3  # of the time; caches and pools fill meanwhile
GROWTH = (0.10, 16)  # of the warm memory, and MiB, that are noise


class Service:
    def __init__(self, binary, data, database):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        environment = dict(os.environ, RELEVE_ADMIN_KEY=CREDENTIAL[0], RELEVE_ADMIN_SECRET=CREDENTIAL[1])
        command = [str(binary), "serve", "--port", str(self.port), "--data", str(data)]
        self.log = data / "log"
        self.process = subprocess.Popen(
            command + (["--database", database] if database else []), env=environment, stdout=subprocess.DEVNULL,
            stderr=self.log.open("w"))
        for _ in range(300):
            try:
                return Client(self.port).ask("GET", "/healthz") and None
            except OSError:
                time.sleep(0.1)
        raise SystemExit(f"the service did not answer: {self.log.read_text()}")

    def memory(self):
        """MiB that are resident."""
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(status.split("VmRSS:")[1].split()[0]) / 1024

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=60)


def work(port, number, seconds, results, may_check):
    """One process: the load, then the check of what it wrote; both are reported."""
    load = Load(port, number)
    load.run(seconds)
    load.voided.discard(None)
    results.put((load.counts, load.faults, set(load.stored) - load.voided | set(load.voiding)))
    may_check.wait()
    try:
        results.put((None, lost_by_id(load) + lost_by_actor(load), None))
    except (Unexpected, OSError, ValueError) as error:
        results.put((None, [f"the check failed: {error!r}"], None))


def lost_by_id(load):
    client, faults = Client(load.port), []
    for one in [*load.stored, *load.voiding]:
        isVoided = one in load.voided
        found = client.find(expected=(404,) if isVoided else (200,), statementId=one)
        if isVoided:
            found = client.find(voidedStatementId=one)
        if found["id"] != one:
            faults.append(f"{one} is answered with {found['id']}")
    return faults


def lost_by_actor(load):
    """A statement that voids is found where its target would be (Communication 2.1.3)."""
    client, faults = Client(load.port), []
    expected = {load.number * ACTORS + place: set() for place in range(ACTORS)}
    for one, number in load.stored.items():
        if one not in load.voided:
            expected[number].add(one)
    for one, number in load.voiding.items():
        expected[number].add(one)
    for number, ids in expected.items():
        found = [one["id"] for one in client.pages(agent=json.dumps(actor(number)))]
        faults += differences(f"actor {number}", found, ids)
    return faults


def differences(where, found, expected):
    faults = []
    if len(found) != len(set(found)):
        faults.append(f"{where}: {len(found) - len(set(found))} statements twice")
    if expected - set(found):
        faults.append(f"{where}: {len(expected - set(found))} acknowledged statements are lost")
    if set(found) - expected:
        faults.append(f"{where}: {len(set(found) - expected)} statements too many")
    return faults


def watch(service, seconds):
    """The memory, once a second for as long as the load lasts."""
    samples, start = [], time.monotonic()
    while time.monotonic() - start < seconds and service.process.poll() is None:
        samples.append((time.monotonic() - start, service.memory()))
        if len(samples) % 60 == 0:
            print(f"{len(samples)} s: {samples[-1][1]:.0f} MiB", flush=True)
        time.sleep(1)
    return samples


def growth(samples):
    """What grew between the time when the service was warm and the end, as a fault where it is more than noise."""
    warm = samples[int(len(samples) * WARM):]
    if len(warm) < 4:
        return ["too short to see memory grow"]
    part = max(1, len(warm) // 5)
    before, after = (statistics.median(mib for _, mib in some) for some in (warm[:part], warm[-part:]))
    slope = statistics.linear_regression(*zip(*warm)).slope * 3600
    print(f"memory: {before:.1f} MiB when warm, {after:.1f} MiB at the end, {slope:+.1f} MiB an hour")
    return [f"memory grew by {after - before:.1f} MiB"] if after - before > before * GROWTH[0] + GROWTH[1] else []


def soak(service, seconds):
    results, may_check = multiprocessing.Queue(), multiprocessing.Event()
    processes = [
        multiprocessing.Process(target=work, args=(service.port, number, seconds, results, may_check))
        for number in range(PROCESSES)
    ]
    for process in processes:
        process.start()
    faults = growth(watch(service, seconds))
    reports = [results.get(timeout=300) for _ in processes]
    counts = {role: sum(report[0][role] for report in reports) for role in ROLES}
    acknowledged = set().union(*(report[2] for report in reports))
    print(f"done: {counts}, {len(acknowledged)} statements to be listed", flush=True)
    faults += [fault for report in reports for fault in report[1]]
    if min(counts.values()) == 0:
        faults.append("something was never done")
    may_check.set()
    faults += differences("paging", [one["id"] for one in Client(service.port).pages()], acknowledged)
    print("paging is checked", flush=True)
    faults += [fault for _ in processes for fault in results.get()[1]]
    for process in processes:
        process.join()
    return faults


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("binary", type=pathlib.Path)
    parser.add_argument("--seconds", type=int, default=1800)
    parser.add_argument("--database")
    arguments = parser.parse_args()
    data = pathlib.Path(tempfile.mkdtemp(prefix="releve-soak-"))
    try:
        service = Service(arguments.binary, data, arguments.database)
        faults = soak(service, arguments.seconds)
        if "request failed" in service.log.read_text():
            faults.append("the service says that requests failed")
        if service.stop() != 0:
            faults.append("the service did not end well")
    finally:
        shutil.rmtree(data, ignore_errors=True)
    for fault in faults[:20]:
        print(f"fault: {fault}")
    print("1 passed, 0 failed" if not faults else f"0 passed, 1 failed ({len(faults)} faults)")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
