"""The staff of three employers, sixty courses of six sources, and what happened in a year: the same for the same seed.

With it come the defects of real feeds: what is sent twice, sessions that never end, wrong clocks, people known by two
identifiers or by none, a kiosk that everybody uses, voids.
"""
import io
import random
import uuid
import zipfile
from datetime import datetime, timedelta, timezone

HOME = "https://agents.metropole.example.fr"
VERBS = "http://adlnet.gov/expapi/verbs/"
EMPLOYERS = ["Métropole", "Ville", "CCAS"]
SOURCES = ["cegos", "interne", "ondijon", "cnfpt", "jeux", "atelier"]
FIRST = ["Élodie", "Jean", "Aïcha", "Luc", "Noémie", "Karim", "Zoé", "Paul", "Inès", "Hugo", "Maëlys", "Théo"]
LAST = ["Dupont", "Martin", "Bernard", "Lefèvre", "N’Guyen", "Moreau", "Garnier", "Chevalier", "Roux", "Fournier"]
START = datetime(2025, 11, 1, tzinfo=timezone.utc)
KIOSK = {"account": {"homePage": HOME, "name": "borne-accueil"}}


class Person:
    def __init__(self, number, chance):
        self.matricule = f"{number:06d}"
        self.family_name, self.given_name = chance.choice(LAST), chance.choice(FIRST)
        self.employer = chance.choices(EMPLOYERS, [5, 4, 1])[0]
        self.service = f"Service {chance.randrange(40):02d}"
        self.metier = f"Métier {chance.randrange(200):03d}"
        self.category = chance.choices("ABC", [1, 2, 7])[0]
        self.agents = [{"account": {"homePage": HOME, "name": self.matricule}}]
        if chance.random() < 0.3:
            self.agents.append({"mbox": f"mailto:agent{self.matricule}@metropole.example.fr"})

    def row(self):
        mail = self.agents[1]["mbox"].removeprefix("mailto:") if len(self.agents) > 1 else ""
        return ";".join([self.matricule, self.family_name, self.given_name, self.matricule, HOME, mail, self.employer,
                         self.service, self.metier, self.category])


class Workforce:
    HEADER = "matricule;nom;prenom;compte;compte_site;mail;employeur;service;metier;categorie"

    def __init__(self, seed, people, courses):
        self.chance = random.Random(seed)
        self.people = [Person(number, self.chance) for number in range(people)]
        self.sources = [SOURCES[number % len(SOURCES)] for number in range(courses)]
        self.registered = set()

    def table(self):
        return "\n".join([self.HEADER] + [person.row() for person in self.people]) + "\n"

    def packages(self):
        """A zip for each course, in the order of `sources`: SCORM 1.2 and tincan.xml by turns."""
        for number in range(len(self.sources)):
            file = io.BytesIO()
            with zipfile.ZipFile(file, "w") as archive:
                name, text = self._scorm(number) if number % 2 else self._tincan(number)
                archive.writestr(name, text)
                archive.writestr("index.html", f"<p>{number}</p>")
            yield file.getvalue()

    @staticmethod
    def _scorm(number):
        return "imsmanifest.xml", f"""<?xml version="1.0"?>
<manifest identifier="cours-{number}" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"
  xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">
<metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata>
<organizations default="o"><organization identifier="o"><title>Cours {number}</title>
<item identifier="i" identifierref="r"><title>Module</title></item></organization></organizations>
<resources><resource identifier="r" type="webcontent" adlcp:scormtype="sco" href="index.html"/></resources></manifest>"""

    @staticmethod
    def _tincan(number):
        return "tincan.xml", f"""<tincan xmlns="http://projecttincan.com/tincan.xsd"><activities>
<activity id="https://cours.example.fr/{number}" type="http://adlnet.gov/expapi/activities/course">
<name lang="fr">Cours {number}</name><launch lang="fr">index.html</launch></activity></activities></tincan>"""

    def statements(self, activities):
        """Without end, attempt by attempt: (number of the course, statement).

        - activities: of each course, the one that is launched.
        """
        while True:
            course = self.chance.randrange(len(activities))
            yield from ((course, one) for one in self._attempt(activities[course]))

    def _attempt(self, activity):
        chance = self.chance
        draw = chance.random()
        agent = (KIOSK if draw < 0.02 else {"mbox": f"mailto:inconnu{chance.randrange(50)}@ailleurs.example.fr"}
                 if draw < 0.05 else chance.choice(chance.choice(self.people).agents))
        begun = START + timedelta(seconds=chance.randrange(380 * 86_400))
        registration = str(uuid.UUID(int=chance.getrandbits(128), version=4)) if chance.random() < 0.9 else None
        said = [("initialized", {}, 0)]
        minutes = chance.randrange(2, 90)
        if chance.random() < 0.5:
            said.append(("progressed", {}, minutes / 2))
        end = chance.random()
        score = {"score": {"scaled": round(chance.random(), 2)}}
        if end < 0.45:
            said.append(("completed", {"completion": True, **score}, minutes))
        elif end < 0.6:
            said += [("passed", {"success": True, **score}, minutes), ("completed", {"completion": True}, minutes)]
        elif end < 0.72:
            said.append(("failed", {"success": False, **score}, minutes))
        if chance.random() < 0.8:
            said.append(("terminated", {"duration": f"PT{minutes}M"}, minutes))
        for verb, result, after in said:
            yield from self._say(agent, activity, verb, result, begun + timedelta(minutes=after), registration)

    def _say(self, agent, activity, verb, result, time, registration):
        chance = self.chance
        statement = {
            "id": str(uuid.UUID(int=chance.getrandbits(128), version=4)), "actor": {"objectType": "Agent", **agent},
            "verb": {"id": VERBS + verb, "display": {"fr-FR": verb, "en-GB": verb}},
            "object": {"objectType": "Activity", "id": activity}, "timestamp": time.isoformat(timespec="milliseconds"),
        }
        if result:
            statement["result"] = result
        if registration:
            statement["context"] = {"registration": registration, "platform": "Relevé", "language": "fr-FR"}
        if chance.random() < 0.002:
            statement["timestamp"] = (time + timedelta(days=3_650)).isoformat(timespec="milliseconds")
        yield statement
        if chance.random() < 0.01:
            yield statement
        if chance.random() < 0.005:
            yield {
                "id": str(uuid.UUID(int=chance.getrandbits(128), version=4)),
                "actor": {"mbox": "mailto:formation@metropole.example.fr"}, "verb": {"id": VERBS + "voided"},
                "object": {"objectType": "StatementRef", "id": statement["id"]},
            }
