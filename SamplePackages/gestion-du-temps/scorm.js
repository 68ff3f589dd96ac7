// Speaks SCORM 1.2 with the player: finds its API, says what was done, and says goodbye.
"use strict";

const scorm = (() => {
  const startedAt = Date.now();

  // A frame of another site may not be looked into: the search ends there.
  function find(start) {
    let frame = start;
    try {
      for (let steps = 0; frame && steps < 50; steps += 1) {
        if (frame.API) return frame.API;
        if (frame.parent === frame) break;
        frame = frame.parent;
      }
    } catch { /* none beyond this frame */ }
    return null;
  }

  const api = find(window) || find(window.opener);
  let isOpen = Boolean(api) && String(api.LMSInitialize("")) === "true";

  const get = (name) => (isOpen ? String(api.LMSGetValue(name)) : "");
  const set = (name, value) => isOpen && String(api.LMSSetValue(name, String(value))) === "true";

  // Who only looks around, or looks back, leaves no trace.
  const keeps = isOpen && !["browse", "review"].includes(get("cmi.core.lesson_mode"));
  const statusBefore = get("cmi.core.lesson_status");
  let hadPassed = statusBefore === "passed";

  // CMITimespan: HHHH:MM:SS
  function sessionTime() {
    const seconds = Math.floor((Date.now() - startedAt) / 1000);
    const digits = (number, count) => String(Math.floor(number)).padStart(count, "0");
    return `${digits(seconds / 3600, 4)}:${digits((seconds / 60) % 60, 2)}:${digits(seconds % 60, 2)}`;
  }

  // Whether the player kept it: only then may the page say so.
  function commit() {
    set("cmi.core.session_time", sessionTime());
    return isOpen && String(api.LMSCommit("")) === "true";
  }

  function close() {
    if (!isOpen) return;
    if (keeps) {
      set("cmi.core.exit", hadPassed ? "" : "suspend");
      set("cmi.core.session_time", sessionTime());
    }
    api.LMSFinish("");
    isOpen = false;
  }

  if (keeps && ["", "not attempted"].includes(statusBefore)) {
    set("cmi.core.lesson_status", "incomplete");
    commit();
  }
  window.addEventListener("pagehide", close);

  return {
    keeps,
    wasAtQuestions: get("cmi.core.lesson_location") === "questions",
    goToQuestions() {
      if (keeps && set("cmi.core.lesson_location", "questions")) commit();
    },
    // A success is never taken back by a later try.
    judge(right, questions) {
      const percent = Math.round((right / questions) * 100);
      const isPassed = percent >= Number(get("cmi.student_data.mastery_score") || 60);
      if (hadPassed && !isPassed) return { isPassed, isKept: false, hadPassed: true };
      if (!keeps) return { isPassed, isKept: false };
      set("cmi.core.score.min", 0);
      set("cmi.core.score.max", 100);
      const areSet = [
        set("cmi.core.score.raw", percent),
        set("cmi.core.lesson_status", isPassed ? "passed" : "failed"),
      ].every(Boolean);
      const isKept = commit() && areSet;
      hadPassed ||= isPassed && isKept;
      return { isPassed, isKept };
    },
  };
})();

function say(text) {
  document.querySelector("[role=status]").textContent = text;
}

const questions = document.querySelector("#questions");

document.querySelector("#read").addEventListener("click", () => {
  scorm.goToQuestions();
  questions.hidden = false;
  questions.querySelector("h2").focus();
});

questions.querySelector("form").addEventListener("submit", (event) => {
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

if (scorm.wasAtQuestions) questions.hidden = false;
if (!scorm.keeps) say("Vous pouvez lire et répondre, mais rien ne sera enregistré ici.");
