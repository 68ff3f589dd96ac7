"""The service as a process of its own, to be killed, and what both series ask of it."""
import base64
import http.client
import json
import os
import signal
import socket
import subprocess
import time
import urllib.parse

CREDENTIAL = ("faults", "faults-secret-of-a-test")
HEADERS = {
    "Authorization": "Basic " + base64.b64encode(":".join(CREDENTIAL).encode()).decode(),
    "X-Experience-API-Version": "1.0.3",
    "Content-Type": "application/json",
}


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Service:
    def __init__(self, binary, data, environment=None):
        self.port = free_port()
        environment = dict(
            os.environ, RELEVE_ADMIN_KEY=CREDENTIAL[0], RELEVE_ADMIN_SECRET=CREDENTIAL[1],
            # Answers name addresses, which are to be the same after a start on another port.
            RELEVE_PUBLIC_URL="http://releve.example.fr", **(environment or {}))
        command = [str(binary), "serve", "--port", str(self.port), "--data", str(data)]
        self.process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
        self.wait_until_it_answers()

    def wait_until_it_answers(self):
        for _ in range(300):
            if self.process.poll() is not None:
                raise SystemExit(f"the service stopped by itself with {self.process.returncode}")
            try:
                connection = self.connect()
                connection.request("GET", "/healthz")
                if connection.getresponse().status == 200:
                    return
            except OSError:
                time.sleep(0.05)
        raise SystemExit("the service did not answer within 15 seconds")

    def connect(self):
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self):
        """Ends it as an administrator does."""
        self.process.terminate()
        if self.process.wait(timeout=60) != 0:
            raise SystemExit(f"the service ended with {self.process.returncode}")

    def send(self, method, path, body=None, expect=200, content="application/json"):
        """The answer, as JSON where it is some."""
        connection = self.connect()
        text = json.dumps(body) if isinstance(body, (dict, list)) else body
        connection.request(method, path, body=text and text.encode(), headers={**HEADERS, "Content-Type": content})
        response = connection.getresponse()
        answer = response.read()
        if response.status != expect:
            raise SystemExit(f"{method} {path} answered {response.status}: {answer.decode()[:500]}")
        return json.loads(answer) if answer else None

    def pages(self, path, items, link):
        """Every item of a list, whose pages are linked by a member."""
        found = []
        while path:
            answer = self.send("GET", path)
            found += answer[items]
            path = answer.get(link) or None
            if path and path.startswith("http"):
                parts = urllib.parse.urlsplit(path)
                path = f"{parts.path}?{parts.query}"
        return found
