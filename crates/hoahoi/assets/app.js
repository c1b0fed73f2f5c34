// Comfort only: every page works without this file.
"use strict";

// Warn before leaving a form with unsaved changes.
for (const form of document.querySelectorAll("form[data-guard]")) {
  let changed = false;
  form.addEventListener("input", () => { changed = true; });
  form.addEventListener("submit", () => { changed = false; });
  addEventListener("beforeunload", (event) => { if (changed) event.preventDefault(); });
}

// A second click on the same button sends nothing twice.
for (const form of document.querySelectorAll("form[method=post]")) {
  form.addEventListener("submit", (event) => {
    const to = event.submitter?.formAction ?? form.action;
    if (form.dataset.sent === to) { event.preventDefault(); return; }
    form.dataset.sent = to;
    setTimeout(() => { delete form.dataset.sent; }, 4000);
  });
}

// Beside a duty under review, the source shows the lines it stands on.
const here = document.querySelector(".source .here");
if (here && !location.hash.startsWith("#d")) {
  const pane = here.closest(".source");
  pane.scrollTop += here.getBoundingClientRect().top - pane.getBoundingClientRect().top - pane.clientHeight / 3;
}
