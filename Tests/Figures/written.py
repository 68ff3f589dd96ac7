"""The people and the courses of a service that was filled by somebody else, in the shape of a workforce."""
import types


class Written:
    def __init__(self, place):
        shown = list(place.every("/api/v1/courses", limit=200))
        self.sources = [course["source"] for course in shown]
        self.courses = [(course["id"], self._launched(place, course["id"])) for course in shown]
        numbers = {course["id"]: number for number, course in enumerate(shown)}
        self.people, self.registered = [], set()
        for person in place.every("/api/v1/people", limit=100):
            key = person["matricule"] or person["id"]
            agents = [one["identifier"] for one in person["identifiers"]]
            now = {name: person["now"][name] for name in ("employer", "service", "metier", "category")}
            self.people.append(types.SimpleNamespace(matricule=key, agents=agents, **now))
            for event in place.every(f"/api/v1/people/{person['id']}/history"):
                if event["kind"] == "registered":
                    self.registered |= {(key, numbers[change["after"]]) for change in event["changes"]}

    @staticmethod
    def _launched(place, course):
        activities = place.get(f"/api/v1/courses/{course.rsplit('/', 1)[1]}")["activities"]
        return [one["id"] for one in activities if one.get("href")][0]
