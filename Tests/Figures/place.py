"""A running service that is filled with what a workforce did, over HTTP as its callers do it."""
import base64
import http.client
import itertools
import json
import urllib.parse

from workforce import KIOSK


class Place:
    def __init__(self, host, port, credential):
        self.connection = http.client.HTTPConnection(host, port, timeout=120)
        self.authorization = self._basic(credential)

    @staticmethod
    def _basic(credential):
        return "Basic " + base64.b64encode(credential.encode()).decode()

    def ask(self, method, path, body=None, kind="application/json", authorization=None):
        headers = {"Authorization": authorization or self.authorization, "X-Experience-API-Version": "1.0.3",
                   "Accept-Language": "en", **({"Content-Type": kind} if body is not None else {})}
        self.connection.request(method, path, body=body, headers=headers)
        response = self.connection.getresponse()
        text = response.read()
        if response.status >= 300:
            raise SystemExit(f"{method} {path} answered {response.status}: {text[:500]!r}")
        return text

    def get(self, path, **parameters):
        return json.loads(self.ask("GET", path + ("?" + urllib.parse.urlencode(parameters) if parameters else "")))

    def every(self, path, **parameters):
        """The items of all pages."""
        page = self.get(path, **parameters)
        while True:
            yield from page["items"]
            if not page["next"]:
                return
            page = json.loads(self.ask("GET", page["next"]))

    def post(self, path, body):
        return json.loads(self.ask("POST", path, json.dumps(body)))

    def fill(self, workforce):
        """People, courses and keys of sources. Returns for each course its id and the activity that is launched."""
        self.ask("POST", "/api/v1/people/import", workforce.table().encode(), "text/csv")
        self.ask("POST", "/api/v1/people/shared", json.dumps({"identifier": KIOSK}))
        self.keys = {}
        for source in dict.fromkeys(workforce.sources):
            key = self.post("/api/v1/keys", {"label": source, "source": source, "scopes": ["all"]})
            self.keys[source] = self._basic(f"{key['key']}:{key['secret']}")
        courses = []
        for source, package in zip(workforce.sources, workforce.packages()):
            path = f"/api/v1/packages?source={source}"
            answer = json.loads(self.ask("POST", path, package, "application/zip"))
            courses.append((answer["course"]["id"], [one["id"] for one in answer["activities"] if one.get("href")][0]))
        return courses

    def tell(self, workforce, courses, count):
        """Sends so many statements, of each source with its key. Goes on where an earlier call ended."""
        if not hasattr(self, "said"):
            self.said = workforce.statements([activity for _, activity in courses])
        waiting = {}
        for course, statement in itertools.islice(self.said, count):
            source = workforce.sources[course]
            batch = waiting.setdefault(source, {})
            if statement["id"] in batch:
                # A batch names an id once; what is sent twice comes in the next one.
                self._send(source, waiting.pop(source))
                batch = waiting.setdefault(source, {})
            batch[statement["id"]] = statement
            if len(batch) == 100:
                self._send(source, waiting.pop(source))
        for source, batch in waiting.items():
            self._send(source, batch)

    def _send(self, source, batch):
        self.ask("POST", "/xapi/statements", json.dumps(list(batch.values())), authorization=self.keys[source])
