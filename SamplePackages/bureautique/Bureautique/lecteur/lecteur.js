/* Lecteur : affiche les pages de COURSE, retient la page ouverte, note les réponses. */
(function () {
  "use strict";

  var current = 0;
  var hasPassed = false;
  var keeps = false;

  function byId(id) {
    return document.getElementById(id);
  }

  function say(text) {
    document.querySelector("[role=status]").textContent = text;
  }

  function add(parent, tag, text) {
    var element = document.createElement(tag);
    if (text) { element.textContent = text; }
    parent.appendChild(element);
    return element;
  }

  function addQuestion(form, question, index) {
    var fieldset = add(form, "fieldset");
    add(fieldset, "legend", (index + 1) + ". " + question[0]);
    question[1].forEach(function (answer, place) {
      var label = add(fieldset, "label");
      var input = add(label, "input");
      input.type = "radio";
      input.name = "q" + index;
      input.value = place;
      input.required = true;
      label.appendChild(document.createTextNode(" " + answer));
    });
  }

  function showQuestions(content, questions) {
    var form = add(content, "form");
    questions.forEach(function (question, index) { addQuestion(form, question, index); });
    add(form, "button", "Valider mes réponses");
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      judge(form, questions);
    });
  }

  function showPage() {
    var page = COURSE.pages[current];
    var content = byId("content");
    content.textContent = "";
    byId("place").textContent = "Page " + (current + 1) + " sur " + COURSE.pages.length;
    byId("title").textContent = page.title;
    (page.text || []).forEach(function (text) { add(content, "p", text); });
    if (page.steps) {
      var list = add(content, "ol");
      page.steps.forEach(function (step) { add(list, "li", step); });
    }
    if (page.after) { add(content, "p", page.after); }
    if (page.questions) { showQuestions(content, page.questions); }
    byId("previous").disabled = current === 0;
    byId("next").disabled = current === COURSE.pages.length - 1;
    say("");
  }

  function go(step) {
    current = Math.min(Math.max(current + step, 0), COURSE.pages.length - 1);
    showPage();
    byId("title").focus();
    if (keeps && LMS.setValue("cmi.core.lesson_location", current + 1)) { LMS.commit(); }
  }

  function record(percent, isPassed) {
    if (hasPassed && !isPassed) { return "Vous aviez déjà réussi : cela reste enregistré."; }
    var isSet = keeps && LMS.setValue("cmi.core.score.min", 0) && LMS.setValue("cmi.core.score.max", 100)
      && LMS.setValue("cmi.core.score.raw", percent)
      && LMS.setValue("cmi.core.lesson_status", isPassed ? "passed" : "failed");
    var isKept = isSet && LMS.commit();
    hasPassed = hasPassed || (isKept && isPassed);
    return isKept ? "C’est enregistré." : "Ce n’est pas enregistré.";
  }

  function judge(form, questions) {
    var wrong = [];
    questions.forEach(function (question, index) {
      var checked = form.querySelector("input[name=q" + index + "]:checked");
      if (!checked || Number(checked.value) !== question[2]) { wrong.push(index + 1); }
    });
    var percent = Math.round(100 * (questions.length - wrong.length) / questions.length);
    var mastery = Number(LMS.getValue("cmi.student_data.mastery_score") || COURSE.mastery);
    var isPassed = percent >= mastery;
    var verdict = isPassed ? "c’est réussi." : "ce n’est pas encore acquis, vous pouvez recommencer.";
    var again = wrong.length ? " À revoir : question " + wrong.join(", question ") + "." : "";
    say("Votre résultat : " + percent + " %, " + verdict + again + " " + record(percent, isPassed));
  }

  function start() {
    var isConnected = LMS.initialize();
    var mode = LMS.getValue("cmi.core.lesson_mode");
    var status = LMS.getValue("cmi.core.lesson_status");
    keeps = isConnected && mode !== "browse" && mode !== "review";
    hasPassed = status === "passed";
    if (keeps && (status === "" || status === "not attempted")) {
      LMS.setValue("cmi.core.lesson_status", "incomplete");
      LMS.commit();
    }
    var place = parseInt(LMS.getValue("cmi.core.lesson_location"), 10);
    if (place >= 1 && place <= COURSE.pages.length) { current = place - 1; }
    showPage();
    if (!keeps) { say("Vous pouvez lire et répondre, mais rien ne sera enregistré ici."); }
  }

  byId("previous").addEventListener("click", function () { go(-1); });
  byId("next").addEventListener("click", function () { go(1); });
  window.addEventListener("pagehide", function () {
    if (keeps) { LMS.setValue("cmi.core.exit", hasPassed ? "" : "suspend"); }
    LMS.finish();
  });
  start();
}());
