// Speaks SCORM 2004 with the player: finds its API, says what was done, and says goodbye.
"use strict";

const scorm = (() => {
  const startedAt = Date.now();

  // Up the chain of parents, at most 500 (SCORM 2004 RTE 3.2). A frame of another site may not be looked into.
  function scan(start) {
    let frame = start;
    try {
      for (let steps = 0; frame && steps < 500; steps += 1) {
        if (frame.API_1484_11) return frame.API_1484_11;
        if (frame.parent === frame) break;
        frame = frame.parent;
      }
    } catch { /* none beyond this frame */ }
    return null;
  }

  const api = (window.parent !== window && scan(window.parent)) || scan(window.opener);
  let isOpen = Boolean(api) && String(api.Initialize("")) === "true";

  const get = (name) => (isOpen ? String(api.GetValue(name)) : "");
  const set = (name, value) => isOpen && String(api.SetValue(name, String(value))) === "true";

  // Who only looks around, or looks back, leaves no trace.
  const keeps = isOpen && !["browse", "review"].includes(get("cmi.mode"));
  let hadPassed = get("cmi.success_status") === "passed";

  // timeinterval(second,10,2), a duration of ISO 8601.
  const sessionTime = () => `PT${((Date.now() - startedAt) / 1000).toFixed(2)}S`;

  // Whether the player kept it: only then may the page say so.
  function commit() {
    set("cmi.session_time", sessionTime());
    return isOpen && String(api.Commit("")) === "true";
  }

  // With “suspend” the next visit goes on with this attempt, so nothing done is taken back.
  function close() {
    if (!isOpen) return;
    if (keeps) {
      set("cmi.exit", "suspend");
      set("cmi.session_time", sessionTime());
    }
    api.Terminate("");
    isOpen = false;
  }

  if (keeps && ["", "unknown", "not attempted"].includes(get("cmi.completion_status"))) {
    set("cmi.completion_status", "incomplete");
    commit();
  }
  window.addEventListener("pagehide", close);

  return {
    keeps,
    complete() {
      return keeps && set("cmi.completion_status", "completed") && commit();
    },
    // A success is never taken back by a later try.
    judge(right, questions) {
      const scaled = Number((right / questions).toFixed(4));
      const isPassed = scaled >= Number(get("cmi.scaled_passing_score") || 0.8);
      if (hadPassed && !isPassed) return { isPassed, isKept: false, hadPassed: true };
      if (!keeps) return { isPassed, isKept: false };
      const values = [
        ["cmi.score.min", 0],
        ["cmi.score.max", questions],
        ["cmi.score.raw", right],
        ["cmi.score.scaled", scaled],
        ["cmi.success_status", isPassed ? "passed" : "failed"],
        ["cmi.completion_status", "completed"],
      ];
      const areSet = values.map(([name, value]) => set(name, value)).every(Boolean);
      const isKept = commit() && areSet;
      hadPassed ||= isPassed && isKept;
      return { isPassed, isKept };
    },
  };
})();

function say(text) {
  document.querySelector("[role=status]").textContent = text;
}

document.querySelector("#read")?.addEventListener("click", () => {
  say(scorm.complete() ? "C’est enregistré. Passez à la partie suivante." : "Ce n’est pas enregistré.");
});

document.querySelector("#quiz")?.addEventListener("submit", (event) => {
  event.preventDefault();
  const fieldsets = [...event.target.querySelectorAll("fieldset")];
  const wrong = fieldsets.flatMap((one, place) => (one.querySelector("[data-right]:checked") ? [] : [place + 1]));
  const right = fieldsets.length - wrong.length;
  const result = scorm.judge(right, fieldsets.length);
  const verdict = result.isPassed ? "c’est réussi" : "ce n’est pas encore acquis, vous pouvez recommencer";
  const again = wrong.length ? ` À revoir : ${wrong.map((number) => `question ${number}`).join(", ")}.` : "";
  const kept = result.isKept ? "C’est enregistré." : "Ce n’est pas enregistré.";
  const record = result.hadPassed ? "Vous aviez déjà réussi : cela reste enregistré." : kept;
  say(`${right} sur ${fieldsets.length} : ${verdict}.${again} ${record}`);
});

if (!scorm.keeps) say("Vous pouvez lire et répondre, mais rien ne sera enregistré ici.");
