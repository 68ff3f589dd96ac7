"""The load of a soak: what each of its threads does over and over, and what it remembers."""
import base64
import hashlib
import http.client
import json
import random
import threading
import time
import urllib.parse
import uuid

CREDENTIAL = ("soak", "soak-secret-of-a-test")
HEADERS = {
    "Authorization": "Basic " + base64.b64encode(":".join(CREDENTIAL).encode()).decode(),
    "X-Experience-API-Version": "1.0.3",
    "Content-Type": "application/json",
}
ACTORS = 100  # of each process
BATCH = 10
VERBS = "http://adlnet.gov/expapi/verbs/"
ROLES = {"single": 5, "batch": 1, "read": 4, "document": 2, "void": 1}


class Unexpected(Exception):
    """An answer that says that something is wrong."""


class Client:
    """One connection that is kept."""

    def __init__(self, port):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def ask(self, method, path, body=None, headers=None, expected=(200, 204)):
        self.connection.request(method, path, body=body, headers={**HEADERS, **(headers or {})})
        response = self.connection.getresponse()
        text = response.read()
        if response.status not in expected:
            raise Unexpected(f"{method} {path[:200]} answered {response.status}: {text[:300]}")
        return response.status, response.headers, text

    def find(self, expected=(200,), **parameters):
        status, _, text = self.ask("GET", "/xapi/statements?" + urllib.parse.urlencode(parameters), expected=expected)
        return json.loads(text) if status == 200 else None

    def pages(self, **parameters):
        """Every statement that a question finds, page by page."""
        link = "/xapi/statements?" + urllib.parse.urlencode({"limit": 500, "ascending": "true", **parameters})
        while link:
            page = json.loads(self.ask("GET", link, expected=(200,))[2])
            yield from page["statements"]
            link = page["more"]


def actor(number):
    return {"account": {"homePage": "https://agents.example.fr", "name": str(number)}}


class Load:
    """The threads of one process, over actors that no other process names."""

    def __init__(self, port, number):
        self.port, self.number = port, number
        # Acknowledged statements, id → actor; voided ones; voiding ones, id → actor of the target.
        self.stored, self.voided, self.voiding = {}, set(), {}
        self.recent = []
        self.counts = dict.fromkeys(ROLES, 0)
        self.faults = []
        self.lock = threading.Lock()

    def run(self, seconds):
        until = time.monotonic() + seconds
        roles = [role for role, count in ROLES.items() for _ in range(count)]
        threads = [threading.Thread(target=self.repeat, args=(role, place, until)) for place, role in enumerate(roles)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def repeat(self, role, place, until):
        client, deed = Client(self.port), getattr(self, role)
        while time.monotonic() < until and not self.faults:
            try:
                deed(client, place)
                with self.lock:
                    self.counts[role] += 1
            except (Unexpected, OSError, http.client.HTTPException, ValueError, KeyError) as error:
                with self.lock:
                    self.faults.append(f"{role}: {error!r}")

    def statement(self):
        return {
            "id": str(uuid.uuid4()),
            "actor": actor(self.number * ACTORS + random.randrange(ACTORS)),
            "verb": {"id": VERBS + random.choice(["completed", "passed", "answered", "experienced"])},
            "object": {"id": f"https://modules.example.fr/{random.randrange(50)}"},
            "result": {"completion": True, "score": {"scaled": random.random()}},
            "context": {"extensions": {"https://example.fr/note": "é" * random.randrange(400)}},
        }

    def keep(self, statements):
        with self.lock:
            for one in statements:
                self.stored[one["id"]] = int(one["actor"]["account"]["name"])
            self.recent = (self.recent + [one["id"] for one in statements])[-200:]

    def single(self, client, _):
        one = self.statement()
        client.ask("POST", "/xapi/statements", json.dumps(one))
        self.keep([one])

    def batch(self, client, _):
        many = [self.statement() for _ in range(BATCH)]
        client.ask("POST", "/xapi/statements", json.dumps(many))
        self.keep(many)

    def void(self, client, _):
        time.sleep(0.05)
        with self.lock:
            candidates = [one for one in self.recent if one not in self.voided]
            target = random.choice(candidates) if candidates else None
            self.voided.add(target)
        if target is None:
            return
        void = {
            "id": str(uuid.uuid4()), "actor": actor(f"voider-{self.number}"), "verb": {"id": VERBS + "voided"},
            "object": {"objectType": "StatementRef", "id": target},
        }
        client.ask("POST", "/xapi/statements", json.dumps(void))
        with self.lock:
            self.voiding[void["id"]] = self.stored[target]

    def read(self, client, _):
        someone = json.dumps(actor(self.number * ACTORS + random.randrange(ACTORS)))
        with self.lock:
            one = random.choice(self.recent) if self.recent else None
        question = random.randrange(5)
        if question == 0 and one:
            # It may have been voided since.
            client.find(expected=(200, 404), statementId=one)
        elif question == 1:
            client.find(agent=someone, limit=50)
        elif question == 2:
            client.find(activity=f"https://modules.example.fr/{random.randrange(50)}", limit=50)
        elif question == 3:
            client.find(agent=someone, verb=VERBS + "passed", limit=20, related_agents="true")
        else:
            client.ask("GET", "/api/v1/completions?" + urllib.parse.urlencode({"actor": someone}))

    def document(self, client, place):
        """Saves, merges, reads back and now and then deletes one of this thread's own."""
        question = {
            "activityId": "https://modules.example.fr/1", "agent": json.dumps(actor(self.number * ACTORS)),
            "stateId": f"{place}-{random.randrange(20)}",
        }
        path = "/xapi/activities/state?" + urllib.parse.urlencode(question)
        size = 100_000 if random.random() < 0.02 else random.randrange(2_000)
        content = json.dumps({"page": random.random(), "text": "x" * size})
        client.ask("PUT", path, content)
        client.ask("POST", path, '{"more": [1.50]}')
        _, headers, text = client.ask("GET", path)
        if {**json.loads(content), "more": [1.5]} != json.loads(text):
            raise Unexpected(f"{path} came back as {text[:200]}")
        if headers["ETag"] != f'"{hashlib.sha1(text).hexdigest()}"':
            raise Unexpected(f"{path} has the ETag {headers['ETag']}")
        if random.random() < 0.1:
            client.ask("DELETE", path, headers={"If-Match": headers["ETag"]})
            client.ask("GET", path, expected=(404,))
