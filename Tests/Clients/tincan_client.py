#!/usr/bin/env python3
"""The `tincan` package against a service: `tincan_client.py ENDPOINT KEY SECRET`.

Does with Rustici's client what a provider does with it, and compares what comes back. Ends with 1 at the first thing that
is not as it should be.
"""
import sys
import uuid

from tincan import (
    Activity, ActivityDefinition, Agent, AgentAccount, Context, ContextActivities, Extensions, LanguageMap, RemoteLRS,
    Result, Score, Statement, StatementRef, Verb,
)
from tincan.documents import ActivityProfileDocument, AgentProfileDocument, StateDocument

COMPLETED = Verb(id="http://adlnet.gov/expapi/verbs/completed", display=LanguageMap({"fr-FR": "a terminé"}))
VOIDED = Verb(id="http://adlnet.gov/expapi/verbs/voided")
PERSONNEL = uuid.uuid4()  # nobody whom another run knows


class Client(RemoteLRS):
    """The package's client. It knows no `If-None-Match`, which a PUT of a new profile must carry (Communication 3.1)."""

    creates = False

    def _send_request(self, request):
        if self.creates and request.method == "PUT" and request.resource.endswith("/profile"):
            request.headers["If-None-Match"] = "*"
        return super()._send_request(request)


def check(what, isRight, answer=None):
    if not isRight:
        sys.exit(f"{what}: " + (f"{answer.response.status} {answer.data}" if answer else "not as it was sent"))
    print(what)


def person(number):
    account = AgentAccount(home_page=f"https://rh.example.fr/{PERSONNEL}", name=f"00{number}")
    return Agent(name=f"Zoë n° {number}", account=account)


def module(name):
    definition = ActivityDefinition(
        name=LanguageMap({"fr": "Égalité", "en": "Equality"}), type="http://adlnet.gov/expapi/activities/module"
    )
    return Activity(id=f"https://modules.example.fr/{name}", definition=definition)


def statement(number, **more):
    return Statement(actor=person(number), verb=COMPLETED, object=module("a"), **more)


def statements(lrs):
    answer = lrs.save_statement(statement(1))
    check("a statement is saved, and gets an id", answer.success and answer.content.id, answer)
    context = Context(
        registration=str(uuid.uuid4()),
        context_activities=ContextActivities(parent=[Activity(id="https://modules.example.fr/parent")]),
        extensions=Extensions({"https://example.fr/x/é": {"note": "1.50", "list": [1, 2.5, None]}}),
        language="fr-FR",
    )
    full = statement(
        2, id=str(uuid.uuid4()), context=context, timestamp="2026-01-20T09:12:44.120+01:00",
        result=Result(score=Score(scaled=0.5, raw=17, min=0, max=20), success=True, completion=True, duration="PT1H0.5S"),
    )
    check("a statement with an id is put", (answer := lrs.save_statement(full)).success, answer)
    check("and put again", (answer := lrs.save_statement(full)).success, answer)
    other = statement(3, id=full.id)
    check("another one with its id is refused", lrs.save_statement(other).response.status == 409)
    answer = lrs.retrieve_statement(full.id)
    check("it is retrieved", answer.success, answer)
    got = answer.content
    check("its result came back", got.result.score.scaled == 0.5 and got.result.duration == full.result.duration)
    check("its extensions came back", got.context.extensions == full.context.extensions)
    check("its parent came back", got.context.context_activities.parent[0].id == "https://modules.example.fr/parent")
    check("its time came back", got.timestamp == full.timestamp)
    check("the service says when and by whom it was stored", got.stored and got.authority.account.name)
    answer = lrs.retrieve_statement(str(uuid.uuid4()))
    check("an unknown id is not found", answer.response.status == 404)
    return full


def queries(lrs, full):
    many = [statement(4) for _ in range(7)]
    answer = lrs.save_statements(many)
    check("a batch is saved", answer.success and len({one.id for one in answer.content}) == 7, answer)
    found, answer = [], lrs.query_statements({"agent": person(4), "limit": 3, "ascending": "true"})
    while True:
        check("a page is found", answer.success and len(answer.content.statements) <= 3, answer)
        found += [one.id for one in answer.content.statements]
        if not answer.content.more:
            break
        answer = lrs.more_statements(answer.content)
    check("pages hold the batch once, in order", found == [one.id for one in many])
    for query in (
        {"verb": COMPLETED}, {"activity": module("a")}, {"registration": full.context.registration},
        {"activity": Activity(id="https://modules.example.fr/parent"), "related_activities": "true"},
        {"agent": full.actor, "format": "ids"}, {"agent": full.actor, "format": "canonical"},
        {"until": "2999-01-01T00:00:00Z", "attachments": "false"},
    ):
        answer = lrs.query_statements(query)
        ids = [one.id for one in answer.content.statements] if answer.success else []
        check(f"{' and '.join(query)} find it", full.id in ids, answer)
    answer = lrs.query_statements({"since": "2999-01-01T00:00:00Z"})
    check("nothing was stored in the future", answer.success and not answer.content.statements, answer)


def voiding(lrs, full):
    void = Statement(actor=person(9), verb=VOIDED, object=StatementRef(id=full.id))
    check("it is voided", (answer := lrs.save_statement(void)).success, answer)
    check("a voided one is not found by its id", lrs.retrieve_statement(full.id).response.status == 404)
    answer = lrs.retrieve_voided_statement(full.id)
    check("a voided one is found as such", answer.success and answer.content.id == full.id, answer)


def documents(lrs):
    activity, agent, content = module("état/é"), person(5), "page=3;note=1.50"
    for number in (1, 2):
        state = StateDocument(id=f"s{number}", activity=activity, agent=agent, content=content, content_type="text/plain")
        check(f"state {number} is saved", (answer := lrs.save_state(state)).success, answer)
    answer = lrs.retrieve_state(activity, agent, "s1")
    check("state comes back", answer.success and answer.data == content, answer)
    check("its type too", answer.response.getheader("Content-Type") == "text/plain")
    check("both are listed", sorted(lrs.retrieve_state_ids(activity, agent).content) == ["s1", "s2"])
    check("one is deleted", lrs.delete_state(state).success)
    check("the rest is cleared", lrs.clear_state(activity, agent).success)
    check("none is left", lrs.retrieve_state_ids(activity, agent).content == [])
    profiles(lrs, "activity", ActivityProfileDocument(id="p", activity=activity, content=content), activity)
    profiles(lrs, "agent", AgentProfileDocument(id="p", agent=agent, content=content), agent)


def profiles(lrs, kind, document, owner):
    save, retrieve, remove, ids = (
        getattr(lrs, name.format(kind)) for name in
        ("save_{}_profile", "retrieve_{}_profile", "delete_{}_profile", "retrieve_{}_profile_ids")
    )
    check(f"a new {kind} profile wants If-None-Match", save(document).response.status == 400)
    Client.creates = True
    check(f"an {kind} profile is saved", (answer := save(document)).success, answer)
    check(f"an {kind} profile is not made twice", save(document).response.status == 412)
    Client.creates = False
    answer = retrieve(owner, "p")
    check(f"the {kind} profile comes back", answer.data.encode() == document.content, answer)
    check(f"without If-Match the {kind} profile stays", save(document).response.status == 409)
    document.etag, document.content = answer.response.getheader("ETag"), '{"version": 2}'
    check(f"with If-Match the {kind} profile is replaced", (answer := save(document)).success, answer)
    check(f"an old ETag of the {kind} profile is refused", save(document).response.status == 412)
    check(f"the {kind} profile is listed", ids(owner).content == ["p"])
    document.etag = None
    check(f"the {kind} profile is deleted", (answer := remove(document)).success, answer)
    check(f"the {kind} profile is gone", retrieve(owner, "p").response.status == 404)


def check_about(lrs):
    """The package refuses every version that it does not know itself, so what it says of 2.0.0 is no refusal of ours."""
    try:
        answer = lrs.about()
        check("about is answered", answer.success, answer)
    except ValueError as error:
        check("about names the versions", "'1.0.3', '2.0.0'" in str(error))


def main(endpoint, key, secret):
    lrs = Client(endpoint=endpoint, version="1.0.3", username=key, password=secret)
    check_about(lrs)
    full = statements(lrs)
    queries(lrs, full)
    voiding(lrs, full)
    documents(lrs)
    stranger = RemoteLRS(endpoint=endpoint, version="1.0.3", username=key, password="wrong")
    check("a wrong secret is refused", stranger.save_statement(statement(1)).response.status == 401)
    print("all is well")


if __name__ == "__main__":
    main(*sys.argv[1:4])
