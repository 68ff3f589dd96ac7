#!/usr/bin/env python3
"""Crashes of a service under load: `faults.py BINARY POWERLOSS CLOCK --rounds N`.

Each round starts the service on the data of the round before, posts statements from many connections, one by one and in
batches, kills it with SIGKILL at a random moment, starts it again and reads everything back. Every statement that was
acknowledged must be there once, and no batch in part.

Three series: `kill` keeps the files as the kernel has them; `power` goes on with what was synced only (see powerloss.c);
`weakened` is `power` with `synchronous=NORMAL`, and must be seen to lose statements, or the test itself is blind. A fourth
one, `retention`, kills the service while it destroys what was kept long enough (see retention.py).
"""
import argparse
import http.client
import json
import pathlib
import random
import shutil
import sys
import tempfile
import threading
import time
import uuid

import retention
from service import HEADERS, Service

CONNECTIONS = 16
BATCH = 20
LOST = "are lost"


def statement(batch):
    return {
        "id": str(uuid.uuid4()),
        "actor": {"account": {"homePage": "https://agents.example.fr", "name": str(random.randrange(500))}},
        "verb": {"id": "http://adlnet.gov/expapi/verbs/completed"},
        "object": {"id": f"https://modules.example.fr/{random.randrange(50)}"},
        "result": {"completion": True},
        "context": {"registration": batch, "extensions": {"https://example.fr/note": "é" * random.randrange(400)}},
    }


class Load:
    """What was sent, and which of it was acknowledged, over all rounds."""

    def __init__(self):
        self.acknowledged, self.batches = set(), {}
        # What makes a round say nothing about durability; a thread's exception would be seen by nobody.
        self.failures = []
        self.lock = threading.Lock()

    def run(self, service, seconds):
        """Posts until the service is killed, some time after the first acknowledgement, or without one after 15 s."""
        before = len(self.acknowledged)
        workers = [threading.Thread(target=self.post, args=(service,)) for _ in range(CONNECTIONS)]
        for worker in workers:
            worker.start()
        quiet_until = time.monotonic() + 15
        while len(self.acknowledged) == before and time.monotonic() < quiet_until and not self.failures:
            time.sleep(0.01)
        time.sleep(seconds)
        service.kill()
        for worker in workers:
            worker.join()
        if len(self.acknowledged) == before:
            self.failures.append("nothing was acknowledged")

    def post(self, service):
        connection = service.connect()
        try:
            while True:
                batch = str(uuid.uuid4())
                size = BATCH if random.random() < 0.3 else 1
                statements = [statement(batch) for _ in range(size)]
                with self.lock:
                    self.batches[batch] = size
                body = json.dumps(statements if size > 1 else statements[0])
                connection.request("POST", "/xapi/statements", body=body, headers=HEADERS)
                response = connection.getresponse()
                response.read()
                if response.status != 200:
                    with self.lock:
                        self.failures.append(f"a statement was answered with {response.status}")
                    return
                with self.lock:
                    self.acknowledged.update(one["id"] for one in statements)
        except (OSError, http.client.HTTPException):
            return

    def faults(self, found):
        ids = [one for one, _ in found]
        counts = {}
        for _, batch in found:
            counts[batch] = counts.get(batch, 0) + 1
        faults = sorted(set(self.failures))
        lost = self.acknowledged - set(ids)
        if lost:
            faults.append(f"{len(lost)} acknowledged statements {LOST}")
        if len(ids) != len(set(ids)):
            faults.append(f"{len(ids) - len(set(ids))} statements are there twice")
        parts = [batch for batch, count in counts.items() if count != self.batches.get(batch)]
        if parts:
            faults.append(f"{len(parts)} batches are there in part")
        return faults


def statements(service):
    """Every statement that the service lists, as (id, batch) pairs."""
    listed = service.pages("/xapi/statements?limit=500&ascending=true", "statements", "more")
    return [(one["id"], one["context"]["registration"]) for one in listed]


def environment(arguments, data, twin, power, weakened):
    values = {}
    if power:
        values.update(LD_PRELOAD=str(arguments.shim), POWERLOSS_FROM=str(data), POWERLOSS_TO=str(twin))
    if weakened:
        values["RELEVE_UNSAFE_SYNCHRONOUS"] = "NORMAL"
    return values


def series(name, arguments, rounds, power=False, weakened=False):
    """The faults seen; goes on through all rounds unless one is found."""
    folder = pathlib.Path(tempfile.mkdtemp(prefix="releve-faults-"))
    data, twin, load = folder / "data", folder / "twin", Load()
    data.mkdir()
    try:
        for number in range(1, rounds + 1):
            shutil.rmtree(twin, ignore_errors=True)
            shutil.copytree(data, twin)
            service = Service(arguments.binary, data, environment(arguments, data, twin, power, weakened))
            load.run(service, random.uniform(0.3, 1.5))
            if power:
                shutil.rmtree(data)
                twin.rename(data)
            service = Service(arguments.binary, data)
            found = statements(service)
            service.kill()
            faults = load.faults(found)
            print(f"{name} {number}/{rounds}: {len(load.acknowledged)} acknowledged, {len(found)} found"
                  + "".join(f", {fault}" for fault in faults), flush=True)
            if faults:
                return faults
        return []
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("binary", type=pathlib.Path)
    parser.add_argument("shim", type=pathlib.Path)
    parser.add_argument("clock", type=pathlib.Path)
    parser.add_argument("--rounds", type=int, default=20)
    arguments = parser.parse_args()
    failed = []
    if series("kill", arguments, arguments.rounds):
        failed.append("kill")
    if series("power", arguments, arguments.rounds, power=True):
        failed.append("power")
    faults = series("weakened", arguments, arguments.rounds, power=True, weakened=True)
    if not faults or not all(fault.endswith(LOST) for fault in faults):
        print("synchronous=NORMAL lost nothing: the power-loss test cannot see a missing fsync")
        failed.append("weakened")
    if faults := retention.series(arguments.binary, arguments.clock, arguments.rounds):
        print("retention: " + ", ".join(faults))
        failed.append("retention")
    print(f"{4 - len(failed)} passed, {len(failed)} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
