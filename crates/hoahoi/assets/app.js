// Comfort only: every page works without this file.
"use strict";

// Warn before leaving a form with unsaved changes.
for (const form of document.querySelectorAll("form[data-guard]")) {
  let changed = false;
  form.addEventListener("input", () => { changed = true; });
  form.addEventListener("submit", () => { changed = false; });
  form.addEventListener("saved", () => { changed = false; });
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

// In a meeting the arrow keys go back and on, unless somebody is typing.
const walk = document.querySelector("[data-arrows]");
if (walk) {
  const typing = (at) => at.closest("input, textarea, select, [contenteditable]");
  addEventListener("keydown", (event) => {
    const way = { ArrowLeft: "prev", ArrowRight: "next" }[event.key];
    if (!way || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || typing(event.target)) return;
    walk.querySelector(`a[rel=${way}]`)?.click();
  });
}

// Beside a duty under review, the source shows the lines it stands on.
const here = document.querySelector(".source .here");
if (here && !location.hash.startsWith("#d")) {
  const pane = here.closest(".source");
  pane.scrollTop += here.getBoundingClientRect().top - pane.getBoundingClientRect().top - pane.clientHeight / 3;
}

// Drafts save themselves. Until the server has taken what was typed, this browser keeps a copy, so that an expired
// session or a lost network loses nothing; the copy is offered back on the next visit of the same person.
const COPIES = "hoahoi.";
const PAUSE = 5000;

// Every text of a form with its name, in order. Files cannot be kept.
const texts = (form) => [...new FormData(form)].filter(([, value]) => typeof value === "string");
const bookkeeping = (name) => name === "rev" || name.endsWith("-rev") || name.endsWith("-goc");
const said = (pairs) => JSON.stringify(pairs.filter(([name]) => !bookkeeping(name)));

for (const form of document.querySelectorAll("form[data-autosave]")) {
  const key = COPIES + form.dataset.autosave;
  const status = form.querySelector("[data-status]");
  let known = said(texts(form));
  let timer = 0, under = false, stopped = false;

  const keep = () => {
    try { localStorage.setItem(key, JSON.stringify({ at: Date.now(), pairs: texts(form) })); } catch { /* full or forbidden */ }
  };
  const later = () => { if (!stopped) { clearTimeout(timer); timer = setTimeout(save, PAUSE); } };

  async function save() {
    const now = said(texts(form));
    if (under || now === known) return;
    under = true;
    const body = new FormData();
    for (const [name, value] of texts(form)) body.append(name, value);
    body.append("tu-dong", "1");
    try {
      const answer = await fetch(form.action, { method: "POST", body, redirect: "manual" });
      if (answer.type === "opaqueredirect") { stopped = true; status.textContent = form.dataset.expired; return; }
      const told = await answer.json();
      status.textContent = [told.message, ...told.others].join(" ");
      if (!answer.ok) { stopped = true; return; }
      for (const [line, [rev, digest]] of Object.entries(told.lines)) {
        form.elements[`d-${line}-rev`].value = rev;
        form.elements[`d-${line}-goc`].value = digest;
      }
      known = now;
      if (said(texts(form)) === now) {
        localStorage.removeItem(key);
        form.dispatchEvent(new Event("saved"));
      } else later();
    } catch {
      status.textContent = form.dataset.failed;
      later();
    } finally { under = false; }
  }

  form.addEventListener("input", () => { keep(); later(); });
  form.addEventListener("submit", () => { stopped = true; clearTimeout(timer); });
  offer(form, key, known);
}

// Offers what an earlier visit left behind, unless the server has it by now.
function offer(form, key, known) {
  let copy;
  try { copy = JSON.parse(localStorage.getItem(key)); } catch { return; }
  if (!copy) return;
  if (said(copy.pairs) === known) {
    if (!("unsaved" in form.dataset)) localStorage.removeItem(key);
    return;
  }
  const bar = document.createElement("p");
  bar.className = "notice soon";
  const say = document.createElement("span");
  say.textContent = `${form.dataset.found} ${new Date(copy.at).toLocaleString("vi-VN")}. `;
  const button = (text, act) => {
    const b = document.createElement("button");
    b.type = "button"; b.className = "btn"; b.textContent = text;
    b.addEventListener("click", () => { act(); bar.remove(); });
    return b;
  };
  const row = document.createElement("span");
  row.className = "row";
  row.append(
    button(form.dataset.restore, () => { restore(form, copy.pairs); form.dispatchEvent(new Event("input")); }),
    button(form.dataset.drop, () => localStorage.removeItem(key)),
  );
  bar.append(say, row);
  form.prepend(bar);
}

// Revisions come back too: what somebody else has changed meanwhile is then told, not overwritten.
function restore(form, pairs) {
  const names = new Set(pairs.map(([name]) => name).filter((name) => name !== "rev"));
  for (const name of names) {
    const list = pairs.filter((pair) => pair[0] === name);
    const fields = [...form.elements].filter((field) => field.name === name && field.type !== "file");
    if (fields[0]?.type === "checkbox") continue;
    fields.forEach((field, i) => { if (list[i]) field.value = list[i][1]; });
  }
  for (const box of form.querySelectorAll("input[type=checkbox]")) {
    box.checked = pairs.some(([name, value]) => name === box.name && value === box.value);
  }
}

// Whoever signs out leaves nothing behind in this browser.
for (const form of document.querySelectorAll('form[action="/dang-xuat"]')) {
  form.addEventListener("submit", () => {
    for (const key of Object.keys(localStorage)) if (key.startsWith(COPIES)) localStorage.removeItem(key);
  });
}

// A search box suggests titles while somebody types: a combobox with a list (ARIA 1.2). Choosing one leads to it.
for (const input of document.querySelectorAll("input[data-suggest]")) suggests(input);

function suggests(input) {
  const id = `${input.id}-goi-y`;
  const list = document.createElement("ul");
  Object.assign(list, { id, className: "suggest", hidden: true });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.dataset.suggestions);
  const told = document.createElement("span");
  told.className = "vh";
  told.setAttribute("role", "status");
  input.form.append(list, told);
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-controls", id]]) {
    input.setAttribute(name, value);
  }
  let timer = 0, asked = "", asking, at = -1;

  const point = (to) => {
    at = to;
    [...list.children].forEach((option, i) => option.setAttribute("aria-selected", String(i === at)));
    if (at < 0) input.removeAttribute("aria-activedescendant");
    else input.setAttribute("aria-activedescendant", list.children[at].id);
    list.children[at]?.scrollIntoView({ block: "nearest" });
  };
  const show = (open) => {
    list.hidden = !open;
    input.setAttribute("aria-expanded", String(open));
    if (!open) point(-1);
  };
  show(false);

  async function ask() {
    const typed = input.value.trim();
    if (typed === asked) return;
    asked = typed;
    asking?.abort();
    if (typed.length < 2) { show(false); return; }
    asking = new AbortController();
    try {
      const answer = await fetch(`${input.dataset.suggest}?q=${encodeURIComponent(typed)}`, { signal: asking.signal });
      if (!answer.ok) return;
      const found = await answer.json();
      list.replaceChildren(...found.map(({ title, kind, href }, i) => {
        const option = document.createElement("li");
        option.id = `${id}-${i}`;
        option.dataset.href = href;
        option.setAttribute("role", "option");
        const name = document.createElement("span"), sort = document.createElement("small");
        name.textContent = title;
        sort.textContent = kind;
        option.append(name, sort);
        return option;
      }));
      show(found.length > 0 && document.activeElement === input);
      told.textContent = found.length ? input.dataset.suggested.replace("{}", found.length) : input.dataset.none;
    } catch { /* a newer question, or no network: the box searches all the same */ }
  }

  input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, 150); });
  input.addEventListener("blur", () => show(false));
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !list.hidden) { event.preventDefault(); show(false); return; }
    if (event.key === "Enter" && at >= 0) { event.preventDefault(); location.assign(list.children[at].dataset.href); return; }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || !list.children.length || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    if (list.hidden) show(true);
    const n = list.children.length + 1;
    // one place stands for the box itself
    point((at + 1 + step + n) % n - 1);
  });
  // before the box loses the focus
  list.addEventListener("mousedown", (event) => {
    const option = event.target.closest("[data-href]");
    if (!option || event.button !== 0) return;
    event.preventDefault();
    location.assign(option.dataset.href);
  });
}
