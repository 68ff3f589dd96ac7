"""What the log adds to the CPU of a statement: the service with the tree and its checkpoints and without take turns under the
same load. Summaries of periods are left out: they cost for each learner, once, and not for each statement (LogBenchmark)."""
import pathlib
import shutil
import statistics
import tempfile

from filters import settle
from service import CREDENTIAL, Program, free_port, import_sample, load


def cost(arguments, kind, batch, number):
    """µs of CPU for a statement."""
    folder = pathlib.Path(tempfile.mkdtemp(prefix="releve-bench-"))
    try:
        key, secret = CREDENTIAL.split(":")
        port = free_port()
        server = Program([str(arguments.folder / "LogServer"), str(folder / "data"), str(port), kind], port, "/healthz",
                         {"RELEVE_ADMIN_KEY": key, "RELEVE_ADMIN_SECRET": secret})
        activities = import_sample(server.url, folder)
        before = server.cpu_seconds()
        stored = load(server, activities, batch, arguments.seconds, number) * arguments.seconds
        # The tree grows over the last ones when the load has ended.
        settle(server)
        taken = server.cpu_seconds() - before
        server.stop()
        return taken / stored * 1e6
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def log(arguments, summary):
    report = {}
    for name, batch in ("log_single", 1), ("log_batch100", 100):
        rounds = [{kind: cost(arguments, kind, batch, number) for kind in ("without", "with")}
                  for number in range(arguments.rounds)]
        ratios = [one["with"] / one["without"] for one in rounds]
        report[name] = {kind + "_microseconds": summary([one[kind] for one in rounds]) for kind in ("without", "with")}
        report[name].update(ratios=summary(ratios), ratio=round(statistics.median(ratios), 3))
        print(f"{name}: {report[name]}", flush=True)
    return report
