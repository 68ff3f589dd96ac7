/* SCORM 1.2 : liaison avec la plateforme. */
var LMS = (function () {
  "use strict";

  var api = null;
  var isConnected = false;
  var startTime = new Date();

  function findAPI(win) {
    var attempts = 0;
    try {
      while (!win.API && win.parent && win.parent !== win && attempts < 100) {
        attempts += 1;
        win = win.parent;
      }
      return win.API || null;
    } catch (error) {
      return null;
    }
  }

  function isTrue(answer) {
    return String(answer) === "true";
  }

  function twoDigits(number) {
    return (number < 10 ? "0" : "") + number;
  }

  function sessionTime() {
    var seconds = Math.floor((new Date() - startTime) / 1000);
    var hours = Math.floor(seconds / 3600);
    return "00" + twoDigits(hours) + ":" + twoDigits(Math.floor(seconds / 60) % 60) + ":" + twoDigits(seconds % 60);
  }

  return {
    initialize: function () {
      api = findAPI(window) || (window.opener ? findAPI(window.opener) : null);
      isConnected = api !== null && isTrue(api.LMSInitialize(""));
      return isConnected;
    },
    getValue: function (name) {
      return isConnected ? String(api.LMSGetValue(name)) : "";
    },
    setValue: function (name, value) {
      return isConnected && isTrue(api.LMSSetValue(name, String(value)));
    },
    commit: function () {
      this.setValue("cmi.core.session_time", sessionTime());
      return isConnected && isTrue(api.LMSCommit(""));
    },
    finish: function () {
      if (!isConnected) { return; }
      this.setValue("cmi.core.session_time", sessionTime());
      api.LMSFinish("");
      isConnected = false;
    }
  };
}());
