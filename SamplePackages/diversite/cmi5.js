// Speaks cmi5 with the record store: token, launch data, preferences, then statements in their order (cmi5 7 to 10).
"use strict";

const cmi5 = (() => {
  const query = new URLSearchParams(location.search);
  const endpoint = (query.get("endpoint") || "").replace(/\/*$/, "/");
  const agent = query.get("actor");
  const registration = query.get("registration");
  const activityId = query.get("activityId");
  const verbs = "http://adlnet.gov/expapi/verbs/";
  const context = "https://w3id.org/xapi/cmi5/context/";
  const startedAt = Date.now();
  let authorization = "";
  let launch = null;
  let isOpen = false;
  let isJudged = false;
  const done = new Set();

  function headers() {
    return { Authorization: authorization, "X-Experience-API-Version": "1.0.3", "Content-Type": "application/json" };
  }

  async function get(resource, parameters) {
    const answer = await fetch(`${endpoint}${resource}?${new URLSearchParams(parameters)}`, { headers: headers() });
    return answer.ok ? answer.json() : null;
  }

  const duration = () => `PT${((Date.now() - startedAt) / 1000).toFixed(2)}S`;

  // Version 4; crypto.randomUUID is missing where the address is plain http.
  function uuid() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    const digits = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
    return digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  }

  // Statements with success or completion belong to the category moveOn too (9.6.2.2).
  function categories(result) {
    const isJudgement = result && ("success" in result || "completion" in result);
    return isJudgement ? ["cmi5", "moveon"] : ["cmi5"];
  }

  function statement(verb, result, extensions = {}) {
    const template = structuredClone(launch.contextTemplate || {});
    const activities = template.contextActivities || {};
    const given = activities.category || [];
    const added = categories(result).map((name) => ({ id: `${context}categories/${name}` }));
    activities.category = [...given, ...added.filter((one) => !given.some((other) => other.id === one.id))];
    return {
      id: uuid(),
      actor: JSON.parse(agent),
      verb: { id: verbs + verb, display: { en: verb } },
      object: { objectType: "Activity", id: activityId },
      timestamp: new Date().toISOString(),
      context: {
        ...template,
        registration,
        contextActivities: activities,
        extensions: { ...template.extensions, ...extensions },
      },
      ...(result ? { result } : {}),
    };
  }

  async function send(one, keepalive = false) {
    const body = JSON.stringify([one]);
    const answer = await fetch(`${endpoint}statements`, { method: "POST", headers: headers(), body, keepalive });
    return answer.ok;
  }

  async function wasSaid(verb) {
    const found = await get("statements", { agent, activity: activityId, registration, verb: verbs + verb, limit: 1 });
    return Boolean(found && found.statements.length);
  }

  async function open() {
    if (!query.get("fetch")) return;
    const token = await (await fetch(query.get("fetch"), { method: "POST" })).json();
    authorization = `Basic ${token["auth-token"]}`;
    launch = await get("activities/state", { stateId: "LMS.LaunchData", activityId, agent, registration });
    await get("agents/profile", { profileId: "cmi5LearnerPreferences", agent });
    isOpen = launch !== null && (await send(statement("initialized")));
    for (const verb of ["completed", "passed"]) if (isOpen && (await wasSaid(verb))) done.add(verb);
  }

  // In a registration "completed" and "passed" are said once; a look around says neither (9.3, 10.2.2).
  async function say(verb, result, extensions) {
    if (!isOpen || launch.launchMode !== "Normal") return false;
    if (done.has(verb)) return true;
    const isKept = await send(statement(verb, { ...result, duration: duration() }, extensions));
    if (isKept) done.add(verb);
    return isKept;
  }

  const opening = open().catch(() => {});

  async function close() {
    if (!isOpen) return;
    isOpen = false;
    await send(statement("terminated", { duration: duration() }), true);
  }

  window.addEventListener("pagehide", () => close().catch(() => {}));

  return {
    // Where to go on leaving, if the platform says so (10.2.6).
    async returnURL() {
      await opening;
      return isOpen && /^https?:/.test(launch.returnURL || "") ? launch.returnURL : null;
    },
    async leave() {
      await close().catch(() => {});
      location.assign(launch.returnURL);
    },
    async complete() {
      await opening;
      return say("completed", { completion: true });
    },
    // One verdict per session (9.3), and none after a success.
    async judge(right, questions) {
      await opening;
      const scaled = right / questions;
      const mastery = launch?.masteryScore;
      const isPassed = scaled >= (mastery ?? 0.75);
      if (done.has("passed") && !isPassed) return { isPassed, isKept: false, hadPassed: true };
      if (isJudged) return { isPassed, isKept: false };
      const extensions = mastery === undefined ? {} : { [`${context}extensions/masteryscore`]: mastery };
      const score = { scaled, raw: right, min: 0, max: questions };
      const isKept = await say(isPassed ? "passed" : "failed", { success: isPassed, score }, extensions);
      isJudged = isKept;
      return { isPassed, isKept };
    },
  };
})();

function show(text) {
  document.querySelector("[role=status]").textContent = text;
}

document.querySelector("#read")?.addEventListener("click", async () => {
  const isKept = await cmi5.complete().catch(() => false);
  show(isKept ? "C’est enregistré." : "Ce n’est pas enregistré.");
});

document.querySelector("#quiz")?.addEventListener("submit", async (event) => {
  event.preventDefault();
  const button = event.target.querySelector("button");
  button.disabled = true;
  const fieldsets = [...event.target.querySelectorAll("fieldset")];
  const wrong = fieldsets.flatMap((one, place) => (one.querySelector("[data-right]:checked") ? [] : [place + 1]));
  const right = fieldsets.length - wrong.length;
  const failure = { isPassed: right / fieldsets.length >= 0.75, isKept: false };
  const result = await cmi5.judge(right, fieldsets.length).catch(() => failure);
  const isKept = (await cmi5.complete().catch(() => false)) && result.isKept;
  button.disabled = isKept;
  const retry = isKept ? "quittez puis revenez pour recommencer" : "vous pouvez recommencer";
  const verdict = result.isPassed ? "c’est réussi" : `ce n’est pas encore acquis, ${retry}`;
  const again = wrong.length ? ` À revoir : ${wrong.map((number) => `question ${number}`).join(", ")}.` : "";
  const kept = isKept ? "C’est enregistré." : "Ce n’est pas enregistré.";
  const record = result.hadPassed ? "Vous aviez déjà réussi : cela reste enregistré." : kept;
  show(`${right} sur ${fieldsets.length} : ${verdict}.${again} ${record}`);
});

cmi5.returnURL().then((url) => {
  const button = document.querySelector("#leave");
  button.hidden = url === null;
  button.addEventListener("click", cmi5.leave);
});
