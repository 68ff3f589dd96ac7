"""The service under measurement, and the load on it."""
import base64
import http.client
import json
import os
import pathlib
import signal
import socket
import subprocess
import time
import urllib.request
import zipfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
CREDENTIAL = "bench:bench-secret-of-a-benchmark"
AUTHORIZATION = "Basic " + base64.b64encode(CREDENTIAL.encode()).decode()
HEADERS = {"Authorization": AUTHORIZATION, "X-Experience-API-Version": "1.0.3"}
CONNECTIONS = 64


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Program:
    """A server that is started, waited for, and stopped."""

    def __init__(self, command, port, path, environment=None):
        self.port, self.url = port, f"http://127.0.0.1:{port}"
        self.process = subprocess.Popen(
            command, env=dict(os.environ, **(environment or {})), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(600):
            try:
                urllib.request.urlopen(self.url + path).read()
                return
            except OSError:
                time.sleep(0.05)
        raise SystemExit(f"{command[0]} did not answer")

    def cpu_seconds(self):
        return processor_seconds(self.process.pid)

    def resident_mebibytes(self):
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(status.split("VmHWM:")[1].split()[0]) / 1024

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        if self.process.wait(timeout=60) != 0:
            raise SystemExit(f"the program stopped with {self.process.returncode}")


def processor_seconds(pid, first=11, last=13):
    """Fields of /proc/PID/stat behind the name: 11 and 12 are a process's own time, 13 and 14 that of children that ended."""
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return sum(int(field) for field in fields[first:last]) / os.sysconf("SC_CLK_TCK")


class Cluster:
    """A private PostgreSQL, durable as a real one is."""

    def __init__(self, folder):
        self.folder = folder / "postgres"
        # The server's user has to get there.
        folder.chmod(0o755)
        self.url = self._script("start").strip()
        self.server = int((self.folder / "data" / "postmaster.pid").read_text().split()[0])

    def database(self, name):
        subprocess.run(["psql", "--quiet", self.url, "--command", f"CREATE DATABASE {name}"], check=True)
        return self.url.rsplit("/", 1)[0] + "/" + name

    def cpu_seconds(self):
        children = pathlib.Path(f"/proc/{self.server}/task/{self.server}/children").read_text().split()
        return processor_seconds(self.server, last=15) + sum(map(processor_seconds, children))

    def stop(self):
        self._script("stop")

    def _script(self, command):
        return subprocess.run([str(ROOT / "script" / "postgres"), command, str(self.folder)],
                              stdout=subprocess.PIPE, text=True, check=True).stdout


class Service(Program):
    """On SQLite, or in a database of a cluster: then what its server takes counts too."""

    def __init__(self, binary, data, cluster=None):
        key, secret = CREDENTIAL.split(":")
        port = free_port()
        self.cluster = cluster
        database = ["--database", cluster.database(data.name)] if cluster else []
        super().__init__([str(binary), "serve", "--port", str(port), "--data", str(data), *database], port, "/healthz",
                         {"RELEVE_ADMIN_KEY": key, "RELEVE_ADMIN_SECRET": secret})

    def cpu_seconds(self):
        return super().cpu_seconds() + (self.cluster.cpu_seconds() if self.cluster else 0)

    def import_sample(self, folder):
        return import_sample(self.url, folder)

    def connect(self):
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)


def import_sample(url, folder):
    """Activities of a package that is zipped in the folder."""
    archive = folder / "sample.zip"
    sample = ROOT / "SamplePackages" / "egalite-femmes-hommes"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as target:
        for path in sorted(sample.rglob("*")):
            target.write(path, path.relative_to(sample))
    request = urllib.request.Request(
        url + "/api/v1/packages?source=bench", data=archive.read_bytes(), method="POST",
        headers={"Authorization": AUTHORIZATION, "Content-Type": "application/zip"})
    answer = json.loads(urllib.request.urlopen(request).read())
    return [one["id"] for one in answer["activities"] if one.get("href")]


def wrk(url, seconds, script, environment=None):
    """Requests and seconds of a load that no request of failed."""
    output = subprocess.run(
        ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--timeout", "10s", "-s", str(ROOT / "Benchmarks" / script),
         url],
        env=dict(os.environ, BENCH_AUTHORIZATION=AUTHORIZATION, **(environment or {})),
        capture_output=True, text=True, check=True).stdout
    result = json.loads(output.split("RESULT ")[1].splitlines()[0])
    if result["errors"]:
        raise SystemExit(f"{result['errors']} requests failed:\n{output}")
    return result


def load(service, activities, batch, seconds, number):
    """Statements a second, over all connections."""
    environment = dict(BENCH_ACTIVITIES=" ".join(activities), BENCH_BATCH=str(batch), BENCH_RUN=f"{number:08x}")
    result = wrk(service.url + "/xapi/statements", seconds, "statements.lua", environment)
    return result["requests"] * batch / result["seconds"]


def get(connection, path):
    connection.request("GET", path, headers=HEADERS)
    response = connection.getresponse()
    body = response.read()
    if response.status != 200:
        raise SystemExit(f"GET {path} answered {response.status}: {body[:300]}")
    return body
