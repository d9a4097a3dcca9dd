// A help, not a need: every page works without it.
"use strict";

// Secrets stand behind # in links, where no server and no log sees them; here they go into the form.
for (const field of document.querySelectorAll("input[data-from-hash]")) {
  if (location.hash.length > 1) {
    field.value = decodeURIComponent(location.hash.slice(1));
    history.replaceState(null, "", location.pathname + location.search);
  }
}

// Changing the language keeps the secret.
for (const link of document.querySelectorAll("a[data-language]")) {
  const field = document.querySelector("input[data-from-hash]");
  if (field) link.addEventListener("click", () => { link.hash = field.value; });
}

// Instants in the reader's own time.
const language = document.documentElement.lang;
const instant = new Intl.DateTimeFormat(language, { weekday: "short", day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit", timeZoneName: "short" });
for (const time of document.querySelectorAll("time[datetime*='T']")) {
  const date = new Date(time.dateTime);
  if (!Number.isNaN(date.valueOf())) {
    time.title = time.textContent;
    // A zone such as GMT-5 stays on one line.
    time.textContent = instant.format(date).replace(/GMT-/, "GMT\u2011");
  }
}

// Forms with a time say in which time it is: that of this browser.
const pad = (number) => String(number).padStart(2, "0");
for (const field of document.querySelectorAll("input[data-utc-offset]")) {
  const set = () => {
    const day = field.form.elements.namedItem("day");
    const date = day && day.value ? new Date(day.value + "T12:00") : new Date();
    const minutes = -date.getTimezoneOffset();
    const size = Math.abs(minutes);
    field.value = (minutes < 0 ? "-" : "+") + pad(Math.floor(size / 60)) + ":" + pad(size % 60);
  };
  set();
  field.form.addEventListener("change", set);
}
for (const label of document.querySelectorAll("[data-zone]")) {
  label.textContent = Intl.DateTimeFormat().resolvedOptions().timeZone;
}

// A form that was sent is not sent twice.
for (const form of document.querySelectorAll("form[method=post]")) {
  form.addEventListener("submit", () => setTimeout(() => {
    for (const button of form.querySelectorAll("button")) button.disabled = true;
  }));
}
addEventListener("pageshow", () => {
  for (const button of document.querySelectorAll("form[method=post] button")) button.disabled = false;
});
