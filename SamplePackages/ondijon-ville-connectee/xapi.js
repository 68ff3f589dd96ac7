// Sends xAPI statements to the store that the launch address names; says whether they were recorded.
"use strict";

const course = (() => {
  const query = new URLSearchParams(location.search);
  const endpoint = (query.get("endpoint") || "").replace(/\/*$/, "/");
  const authorization = query.get("auth");
  const activity = query.get("activity_id") || "https://ondijon.example.fr/ville-connectee";
  const registration = query.get("registration");
  const startedAt = Date.now();
  // What the store has not acknowledged yet, in order; a second try has the same ids, so nothing counts twice.
  let waiting = [];
  let sending = Promise.resolve(true);

  function parsed(text) {
    try {
      return JSON.parse(text);
    } catch {
      return null;
    }
  }

  const actor = parsed(query.get("actor"));
  const canSend = Boolean(query.get("endpoint") && authorization && actor);

  // Version 4; crypto.randomUUID is missing where the address is plain http.
  function uuid() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    const digits = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
    return digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  }

  function statement(verb, object, result) {
    const parent = object.id === activity ? {} : { contextActivities: { parent: [{ id: activity }] } };
    return {
      id: uuid(),
      actor,
      verb: { id: `http://adlnet.gov/expapi/verbs/${verb}`, display: { en: verb } },
      object,
      ...(result ? { result } : {}),
      context: { ...(registration ? { registration } : {}), language: "fr-FR", ...parent },
      timestamp: new Date().toISOString(),
    };
  }

  async function post() {
    const batch = waiting;
    if (!batch.length) return true;
    const answer = await fetch(`${endpoint}statements`, {
      method: "POST",
      headers: {
        Authorization: authorization,
        "X-Experience-API-Version": "1.0.3",
        "Content-Type": "application/json",
      },
      body: JSON.stringify(batch),
      keepalive: true,
    });
    if (answer.ok) waiting = waiting.filter((one) => !batch.includes(one));
    return answer.ok;
  }

  // One request after the other; true once all that was said so far is stored.
  function send(...statements) {
    if (!canSend) return Promise.resolve(false);
    waiting = [...waiting, ...statements];
    sending = sending.then(post).catch(() => false);
    return sending;
  }

  return {
    open: () => send(statement("initialized", { id: activity })),
    read(part, name) {
      const definition = { name: { "fr-FR": name }, type: "http://adlnet.gov/expapi/activities/module" };
      return send(statement("experienced", { id: `${activity}/${part}`, definition }));
    },
    complete() {
      const duration = `PT${((Date.now() - startedAt) / 1000).toFixed(2)}S`;
      return send(statement("completed", { id: activity }, { completion: true, duration }));
    },
    again: () => send(),
  };
})();

const sections = [...document.querySelectorAll("section")];

function say(text) {
  document.querySelector("[role=status]").textContent = text;
}

async function show(sent) {
  say((await sent) ? "" : "Vous pouvez lire, mais ce n’est pas enregistré pour le moment.");
}

async function finish(button, sent) {
  say("Un instant…");
  const isKept = await sent;
  button.disabled = isKept;
  say(
    isKept
      ? "C’est terminé, et c’est enregistré. Vous pouvez fermer cette page."
      : "Vous avez tout lu, mais ce n’est pas enregistré. Appuyez de nouveau, ou prévenez le service formation.",
  );
}

sections.forEach((section, place) => {
  const next = sections[place + 1];
  const heading = section.querySelector("h2");
  const button = section.querySelector("button");
  let isRead = false;
  button.addEventListener("click", () => {
    if (isRead) return finish(button, course.again());
    isRead = true;
    const sent = course.read(section.id, heading.textContent);
    if (!next) return finish(button, course.complete());
    show(sent);
    button.hidden = true;
    next.hidden = false;
    next.querySelector("h2").focus();
  });
});

show(course.open());
