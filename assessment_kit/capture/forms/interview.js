import { Gone, Kept, Link, askLive, clock, drop, esc, hearLive, icon, mount, onDisk, plural, takesText } from "./base.js";
import { EMPTY, SIGNS, chooserHtml, interviewHtml, long } from "./interview_page.js";

// The interview. What is on disk is in `iv.answers`; what is not there yet is in `drafts`, which the tab keeps by itself. All questions
// come at once, so that the next one needs no answer from Python.

const TEXT_MS = 400, AGAIN_MS = 10000, PLACE_MS = 300;
const same = (a, b) => Object.keys(EMPTY).every((k) => (a[k] ?? EMPTY[k]) === (b[k] ?? EMPTY[k]));

class InterviewView {
  constructor(model, el) {
    this.model = model; this.recipe = model.get("recipe");
    const { host, root, ak, dispose } = mount(el, "Interview");
    Object.assign(this, { host, root, ak, unmount: dispose });
    this.link = new Link(model);
    this.link.onstate = (state) => this.linkState(state);
    this.tab = new Kept(`${this.recipe.folder}|${this.recipe.step}|${this.recipe.name}`);
    this.seat = this.tab.get().seat ?? 1;
    this.ak.addEventListener("keydown", (e) => this.key(e));
    this.deaf = hearLive(this.ak, this.recipe.folder);
    this.ak.innerHTML = `<p class="q">Opening the interview…</p>`;
    this.open();
  }
  dispose() { this.gone = true; for (const t of ["later", "again", "placing"]) clearTimeout(this[t]); this.deaf(); this.link.dispose(); this.unmount(); }
  $(selector) { return this.ak.querySelector(selector); }
  $$(selector) { return [...this.ak.querySelectorAll(selector)]; }

  // ---- opening and choosing

  async open() {
    try {
      const data = await this.link.ask("open");
      if (data.problem) return this.sayInstead(data.problem);
      this.data = data;
      const mine = this.tab.get().name; // this tab's own interview; another tab may have been at another one since
      if (mine && mine !== data.interview?.name) {
        const told = await this.link.ask("choose", { name: mine });
        if (told.interview) data.interview = told.interview;
      }
      data.interview ? this.begin(data.interview) : this.chooser();
    } catch (error) { if (!(error instanceof Gone)) throw error; this.sayInstead("The kernel does not answer. Run this cell again."); }
  }
  sayInstead(text) {
    this.ak.innerHTML = `<div class="note" role="alert">${icon("warn")}<div>${esc(text)}<div class="acts"><button class="btn s">Try again</button></div></div></div>`;
    this.$("button").onclick = async () => { if (this.link.state !== "well") await this.link.reconnect().catch(() => {}); this.open(); };
  }
  options() {
    const told = (p) => p.fault ? (p.answered ? "filled in with Word" : "cannot be read: see check") : p.held ? `${plural(p.answered, "answer")} in interviews/${p.name}.yaml` : "not met yet";
    return [...this.data.people.map((p) => ({ value: p.name, label: p.label, small: told(p) })), { value: "", label: "Somebody else…", small: "a level and a function will do" }];
  }
  chooser() {
    this.iv = null;
    this.ak.innerHTML = chooserHtml(this.data);
    const pick = this.$(".pickone");
    if (pick) pick.onclick = () => drop(pick, this.options(), null, (name) => name ? this.choose("choose", { name }) : this.$("select").focus());
    this.$("form").onsubmit = (e) => { e.preventDefault(); this.choose("start", { level: e.target.elements.level.value, function: e.target.elements.function.value }); };
  }
  async choose(kind, payload) {
    try {
      await this.flush();
      const told = await this.link.ask(kind, payload);
      if (told.problem) { this.$(".slot").innerHTML = `<div class="note">${icon("warn")}<div>${esc(told.problem)}</div></div>`; return; }
      this.begin(told.interview);
      if (this.items.length) this.atQuestion();
      this.keepPlace();
    } catch (error) { if (!(error instanceof Gone)) throw error; }
  }

  // ---- one interview

  begin(iv) {
    this.iv = iv;
    this.items = iv.groups.flatMap((g) => g.items);
    this.kept = new Kept(`${this.recipe.folder}|${iv.name}|drafts`);
    const kept = this.kept.get();
    this.drafts = {}; this.seen = {};
    for (const [item, d] of Object.entries(kept)) {
      if (same(d.answer, iv.answers[item] ?? EMPTY)) continue; // it reached the disk, the answer to us did not
      this.drafts[item] = d.answer; this.seen[item] = d.seen;
    }
    this.conflicts = {}; this.flight = new Set(); this.done = []; this.problem = ""; this.savedAt = iv.at;
    this.tab.set({ ...this.tab.get(), name: iv.name });
    const own = this.tab.get().place, place = own?.name === iv.name ? own : iv.place; // the tab knows it a moment earlier than the disk
    const at = this.items.findIndex((i) => i.id === place?.item);
    this.cur = at < 0 ? Math.max(0, this.items.findIndex((i) => !this.settled(i.id))) : at;
    this.skeleton();
    if (!this.items.length) return;
    this.show(this.cur, false);
    const field = place?.field && this.$(`[data-f="${CSS_ESCAPE(place.field)}"]`);
    if (field) field.setSelectionRange(place.cursor, place.cursor);
    this.flush();
  }
  answer(item) { return this.drafts[item] ?? this.iv.answers[item] ?? EMPTY; }
  settled(item) { return ["answered", "na", "unknown"].includes(this.answer(item).status); }
  get item() { return this.items[this.cur].id; }
  get own() { return this.seat === 1 ? "score" : "second_score"; }
  get other() { return this.seat === 1 ? "second_score" : "score"; }

  skeleton() {
    const { iv } = this;
    this.ak.innerHTML = interviewHtml(iv);
    const name = this.$(".tname");
    name.onclick = () => drop(name, this.options(), iv.name, (to) => to ? this.choose("choose", { name: to }) : this.flush().then(() => { this.chooser(); this.$(".who h3").focus(); }));
    if (!iv.groups.length) { this.$(".ivm").innerHTML = `<p class="q">No item of this step is asked at this level.</p>`; return; }
    this.buttons = this.$$(".items button");
    this.buttons.forEach((b) => { b.onclick = () => this.go(+b.dataset.i); });
    this.$$("[data-seat]").forEach((b) => { b.onclick = () => { this.seat = +b.dataset.seat; this.tab.set({ ...this.tab.get(), seat: this.seat }); this.show(this.cur, false); this.buttons.forEach((_, i) => this.mark(i)); }; });
    this.$(".bk").onclick = () => this.go(this.cur - 1);
    this.$(".nx").onclick = () => this.go(this.cur + 1);
    this.$("[type=search]").oninput = (e) => this.find(e.target.value);
    const m = this.$(".ivm");
    m.addEventListener("change", (e) => { if (e.target.name === "score" || e.target.name === "other") this.pick(e.target.name, e.target.value); else if (e.target.dataset.f === "may") this.words(); });
    m.addEventListener("input", (e) => { if (e.target.matches("textarea")) this.words(TEXT_MS); });
    m.addEventListener("focusout", (e) => { if (e.target.matches("textarea")) { this.flush(); this.keepPlace(e.target); } });
    m.addEventListener("keyup", (e) => { if (e.target.matches("textarea")) this.keepPlace(e.target); });
    this.buttons.forEach((_, i) => this.mark(i));
  }

  show(i, focus = true) {
    this.cur = i;
    const item = this.items[i], at = this.iv.groups.findIndex((g) => g.items.includes(item));
    this.buttons.forEach((b, k) => k === i ? b.setAttribute("aria-current", "step") : b.removeAttribute("aria-current"));
    this.$$(".prog li").forEach((li, k) => k === at ? li.setAttribute("aria-current", "step") : li.removeAttribute("aria-current"));
    const box = this.$(".items"), row = this.buttons[i];
    const top = row.getBoundingClientRect().top - box.getBoundingClientRect().top;
    if (top < 24 || top > box.clientHeight - 30) box.scrollTop += top - box.clientHeight / 3;
    const [where, minutes] = this.$$(".where span");
    where.textContent = `Item ${i + 1} of ${this.items.length}. ${item.element}`;
    minutes.textContent = `about ${plural(Math.round(item.minutes), "minute")}`;
    this.$(".ask").textContent = item.question;
    this.$(".probes").innerHTML = item.probes.map((p) => `<li>${esc(p)}</li>`).join("");
    [0, 2, 4].forEach((k, n) => { this.$$(".pt span")[k].textContent = item.anchors[n]; });
    this.$(".othername").textContent = this.seat === 1 ? "Second interviewer" : "First interviewer";
    this.$(".nos").hidden = this.seat === 2;
    this.$$("[data-seat]").forEach((b) => b.setAttribute("aria-pressed", String(+b.dataset.seat === this.seat)));
    this.$(".bk").disabled = i === 0;
    this.$(".nx").firstChild.textContent = i === this.items.length - 1 ? "First open item " : "Next ";
    this.fill();
    this.slot();
    if (focus) this.atQuestion();
  }
  /** The focus on the question, with Next in sight. */
  atQuestion() {
    this.$(".ask").focus({ preventScroll: true });
    for (const part of [".foot", ".where"]) this.$(part).scrollIntoView({ block: "nearest" });
  }
  /** The answer into the fields; a text that is being typed is left alone. */
  fill() {
    const a = this.answer(this.item), active = this.root.activeElement;
    const own = a[this.own], mark = this.seat === 1 && own === null ? a.status : own;
    this.$$("[name=score]").forEach((r) => { r.checked = r.value === String(mark); });
    const bothIn = a.score !== null && a.second_score !== null, there = a[this.other] !== null;
    // The other score is not in the page before both are in: nobody is led by it.
    this.$$("[name=other]").forEach((r) => { r.checked = bothIn && r.value === String(a[this.other]); });
    for (const f of ["quote", "note"]) { const t = this.$(`[data-f=${f}]`); if (t !== active || !(this.item in this.drafts)) if (t.value !== a[f] && t.value.trim() !== a[f]) t.value = a[f]; }
    this.$("[data-f=may]").checked = a.may_be_quoted;
    this.$("[data-f=may]").disabled = !this.$("[data-f=quote]").value.trim();
    this.$(".half").textContent = own !== null && own % 1 ? `The file says ${own}.` : "";
    const told = this.$(".agree"), apart = bothIn ? Math.abs(a.score - a.second_score) : 0;
    told.className = `agree ${bothIn ? (apart >= 2 ? "up" : "ok") : "q"}`;
    told.innerHTML = bothIn
      ? icon(apart >= 2 ? "warn" : "ok") + (apart >= 2 ? ` ${apart} apart: talk it over` : apart ? ` ${apart === 1 ? "one" : apart} apart: fine` : " the same score")
      : there ? "is in, hidden until both are in" : "stays hidden until both are in";
  }
  mark(i) {
    const item = this.items[i].id, a = this.answer(item), bad = this.conflicts[item] || (this.problem && item in this.drafts);
    const hidden = this.seat === 2 && a.second_score === null;
    const score = this.seat === 1 ? a.score : hidden ? null : a.score ?? a.second_score;
    const sign = SIGNS[a.status];
    const [c, t, w] = bad ? ["e", "!", "not saved"] : score !== null ? ["a", score, "scored"] : sign && a.score === null ? sign : ["o", "", "not asked"];
    const g = this.buttons[i].querySelector(".g");
    g.className = `g ${c}`;
    g.innerHTML = `${t}<span class="vh"> ${w},</span>`;
    this.progress();
  }
  progress() {
    this.iv.groups.forEach((g, k) => {
      const n = g.items.filter((i) => this.settled(i.id)).length, li = this.$(`[data-g="${k}"]`);
      li.style.setProperty("--v", `${Math.round((100 * n) / g.items.length)}%`);
      li.querySelector(".n").textContent = `${n} of ${g.items.length}`;
    });
    const open = this.items.filter((i) => !this.settled(i.id)), minutes = Math.round(open.reduce((s, i) => s + i.minutes, 0));
    this.$(".left").textContent = open.length ? `${plural(open.length, "item")} left, about ${long(minutes)}` : "All items have their answer";
  }
  find(text) {
    const v = text.trim().toLowerCase();
    const hit = (i) => !v || `${i.topic} ${i.question} ${i.element}`.toLowerCase().includes(v);
    this.buttons.forEach((b, k) => { b.parentNode.hidden = !hit(this.items[k]); });
    this.$$(".items h4").forEach((h) => { h.hidden = !h.nextElementSibling.querySelector("li:not([hidden])"); });
    this.$(".none").hidden = this.items.some(hit);
  }
  go(i) {
    this.flush();
    if (i >= this.items.length) { const open = this.items.findIndex((it) => !this.settled(it.id)); i = open < 0 ? this.items.length - 1 : open; }
    if (i < 0) return;
    this.show(i);
    this.keepPlace();
  }

  // ---- answers

  pick(name, value) {
    const a = { ...this.answer(this.item) }, field = name === "other" ? this.other : this.own;
    if (["na", "unknown", "later"].includes(value)) {
      if (a.score === null && a.status === value) a.status = "not_asked"; else { a.status = value; a.score = null; }
    } else {
      a[field] = Number(value);
      if (field === "score") a.status = "answered";
    }
    this.change(a, 0);
    this.fill();
  }
  words(wait = 0) {
    const quote = this.$("[data-f=quote]").value, may = this.$("[data-f=may]");
    may.disabled = !quote.trim();
    if (may.disabled) may.checked = false;
    this.change({ ...this.answer(this.item), quote, note: this.$("[data-f=note]").value, may_be_quoted: may.checked }, wait);
  }
  change(answer, wait, undo = true) {
    const item = this.item, before = this.answer(item);
    if (same(answer, before)) return;
    if (undo) this.done.push({ item, before });
    if (!(item in this.drafts)) this.seen[item] = this.iv.answers[item] ?? EMPTY;
    this.drafts[item] = answer;
    this.keep();
    this.mark(this.cur);
    this.state();
    clearTimeout(this.later);
    this.later = setTimeout(() => this.flush(), wait);
  }
  undo() {
    const last = this.done.pop();
    if (!last) return;
    this.show(this.items.findIndex((i) => i.id === last.item));
    this.change(last.before, 0, false);
    this.fill();
  }
  keep() { this.kept.set(Object.fromEntries(Object.entries(this.drafts).map(([k, a]) => [k, { answer: a, seen: this.seen[k] }]))); }

  /** Everything that is not on disk is sent; each answer by itself, one at a time. */
  async flush() {
    clearTimeout(this.later); clearTimeout(this.again);
    if (!this.iv || this.gone) return;
    const waiting = Object.keys(this.drafts).filter((item) => !this.flight.has(item) && !this.conflicts[item]);
    await Promise.all(waiting.map((item) => this.send(item)));
  }
  async send(item) {
    const { iv } = this, sent = this.drafts[item];
    this.flight.add(item);
    this.state();
    try {
      const told = await this.link.ask("save", { name: iv.name, who: iv.who, item, answer: sent, seen: this.seen[item] });
      this.flight.delete(item);
      if (this.iv !== iv) return;
      if (told.saved) this.saved(item, sent, told.saved);
      else if (told.conflict) this.clash(item, told.conflict);
      else this.failed(told.problem ?? "Not saved.");
    } catch (error) {
      this.flight.delete(item);
      if (!(error instanceof Gone)) throw error;
    }
  }
  saved(item, sent, told) {
    this.take(told, item);
    this.savedAt = told.at || clock(); this.iv.file = told.file;
    delete this.conflicts[item];
    this.problem = "";
    if (this.drafts[item] && same(this.drafts[item], sent)) { delete this.drafts[item]; delete this.seen[item]; }
    else if (this.drafts[item]) { this.seen[item] = this.iv.answers[item] ?? EMPTY; this.later = setTimeout(() => this.flush(), 0); }
    this.refresh();
    onDisk();
  }
  /** The answers on disk, with those of others; what this tab is still changing keeps what it had seen. */
  take(told) { this.iv.answers = told.answers; }
  clash(item, conflict) {
    this.take(conflict);
    this.conflicts[item] = conflict;
    this.refresh();
  }
  failed(problem) {
    this.problem = problem;
    this.again = setTimeout(() => this.flush(), AGAIN_MS);
    this.refresh();
  }
  refresh() { this.keep(); this.items.forEach((_, i) => this.mark(i)); this.fill(); this.slot(); this.state(); }
  async settle(item, keep) {
    const { theirs } = this.conflicts[item];
    try {
      const told = await this.link.ask("settle", { name: this.iv.name, item, answer: this.drafts[item], theirs, keep });
      if (told.conflict) return this.clash(item, told.conflict);
      if (told.problem) return this.failed(told.problem);
      delete this.drafts[item]; delete this.seen[item];
      this.saved(item, EMPTY, told.saved);
      this.$(".ask").focus({ preventScroll: true });
    } catch (error) { if (!(error instanceof Gone)) throw error; }
  }

  // ---- what is said

  state() {
    const p = this.$(".save");
    if (!p) return;
    const n = Object.keys(this.drafts).length, clashes = Object.keys(this.conflicts).length, cut = this.link.state !== "well";
    const last = this.savedAt ? `, last saved ${this.savedAt}` : "";
    const bad = clashes || (n && (this.problem || cut));
    p.className = `save${bad ? " bad" : ""}`;
    const told = clashes ? `<b>${plural(clashes, "answer needs", "answers need")} a choice</b>${last}`
      : bad ? `<b>${plural(n, "answer is", "answers are")} waiting</b>${last}`
      : n ? "Saving…" : this.savedAt ? `<b>Saved ${this.savedAt}</b> to ${esc(this.iv.file)}` : "Each answer is saved by itself";
    const html = `${bad ? icon("warn") : n || !this.savedAt ? "" : icon("ok")}<span>${told}</span>`;
    if (p.innerHTML !== html) p.innerHTML = html;
  }
  slot() {
    const slot = this.$(".slot"), c = this.conflicts[this.item], n = Object.keys(this.drafts).length;
    if (!slot) return;
    const copy = `<button class="btn s" data-do="copy">Copy the waiting ${n === 1 ? "answer" : "answers"}</button>`;
    let html = "";
    if (this.link.state === "gone" || this.link.state === "new") {
      const there = Object.values(this.iv.answers).filter((a) => a.status !== "not_asked").length;
      html = this.message("The kernel has stopped. Nothing you typed is gone.", `${plural(there, "answer is", "answers are")} on disk. ${n ? `${plural(n, "answer is", "answers are")} kept by this tab, and you can go on typing.` : "You can go on typing: this tab keeps it."}`,
        `<button class="btn s go" data-do="again">Start the kernel and come back to item ${this.cur + 1}</button>${n ? copy : ""}`);
    } else if (this.link.state === "busy" && n) {
      html = this.message("The notebook is still calculating.", `${plural(n, "answer waits", "answers wait")} in this tab and ${n === 1 ? "is" : "are"} saved as soon as it is done. You can go on.`, copy);
    } else if (c) {
      html = this.message(`Someone else changed this answer${c.at ? ` at ${esc(c.at)}` : ""}.`, `${esc(c.file)} is also open elsewhere. Its other answers are in. For “${esc(this.items[this.cur].topic)}” there are two. Nothing is overwritten until you choose.`,
        `<button class="btn s" data-do="both">Keep both: yours counts, theirs goes into the note</button><span class="q">What you do not keep stays beside the file.</span>`,
        `<div class="cmp"><div><b>Yours</b><span>${esc(c.mine_says)}</span><button class="btn s" data-do="mine">Keep yours</button></div><div><b>Theirs${c.at ? `, saved at ${esc(c.at)}` : ""}</b><span>${esc(c.theirs_say)}</span><button class="btn s" data-do="theirs">Keep theirs</button></div></div>`);
    } else if (this.problem && n) {
      html = this.message(this.problem, `${n === 1 ? "Your answer is" : `Your ${n} answers are`} kept in this form and tried again every ten seconds. ${this.savedAt ? `What was saved up to ${this.savedAt} is safe. ` : ""}You can go on.`, `<button class="btn s" data-do="retry">Try again now</button>${copy}`);
    }
    if (slot.dataset.html === html) return;
    slot.dataset.html = html; slot.innerHTML = html;
    slot.querySelectorAll("[data-do]").forEach((b) => { b.onclick = () => this.act(b.dataset.do, b); });
  }
  message(head, text, acts, more = "") { return `<div class="note" role="alert">${icon("warn")}<div><b>${esc(head)}</b><br>${text}</div>${more}<div class="acts">${acts}</div></div>`; }
  async act(what, button) {
    if (what === "again") { button.disabled = true; await this.reconnect(); }
    else if (what === "retry") this.flush();
    else if (what === "copy") { await navigator.clipboard?.writeText(this.inWords()).catch(() => {}); button.textContent = "Copied"; }
    else this.settle(this.item, what);
  }
  inWords() {
    return this.items.filter((i) => i.id in this.drafts).map((i) => {
      const a = this.drafts[i.id];
      return [i.question, a.score ? `Score ${a.score}` : SIGNS[a.status]?.[2] ?? "", a.second_score && a.score ? `Second score ${a.second_score}` : "", a.quote && `“${a.quote}”`, a.note && `Note: ${a.note}`].filter(Boolean).join("\n");
    }).join("\n\n");
  }

  // ---- the kernel

  linkState(state) {
    if (this.gone) return;
    if (state === "new" && this.iv) return this.reconnect(); // another kernel is there already: nobody has to press anything
    if (!this.iv) return;
    this.slot(); this.state(); this.items.forEach((_, i) => this.mark(i));
  }
  async reconnect() {
    try {
      await this.link.reconnect();
      const told = await this.link.ask("choose", { name: this.iv.name });
      if (told.interview) this.iv.answers = told.interview.answers;
      this.refresh();
      await this.flush();
    } catch (error) { if (!(error instanceof Gone)) console.warn(error); this.slot(); }
  }
  keepPlace(field) {
    clearTimeout(this.placing);
    const place = { item: this.item, field: field?.dataset.f ?? "", cursor: field?.selectionStart ?? 0 };
    this.tab.set({ ...this.tab.get(), place: { name: this.iv.name, ...place } });
    this.placing = setTimeout(() => this.link.ask("place", { name: this.iv.name, place }).catch(() => {}), PLACE_MS);
  }

  // ---- keys

  key(e) {
    if (e.defaultPrevented) return;
    const t = e.target, text = takesText(t), key = e.key.toLowerCase(), ctrl = e.ctrlKey || e.metaKey;
    if (ctrl && key === "s") return e.preventDefault(); // saved already; the browser's own dialogue would only disturb
    if (e.key === "Escape") { text && this.iv ? this.$(".ask").focus({ preventScroll: true }) : this.leave(); return e.preventDefault(); }
    if (!this.iv || !this.items.length || e.altKey || e.isComposing) return;
    if (e.key === "Enter") {
      if (t.type === "search") { const first = this.buttons.find((b) => !b.parentNode.hidden); if (first && t.value.trim()) this.go(+first.dataset.i); return e.preventDefault(); }
      if (text ? !ctrl : t.matches("button,summary,a,[role=option]")) return;
      this.go(this.cur + (e.shiftKey ? -1 : 1));
      return e.preventDefault();
    }
    if (text) return;
    if (ctrl && key === "z") { this.undo(); return e.preventDefault(); }
    if (ctrl) return;
    const digit = /^(?:Digit|Numpad)([1-5])$/.exec(e.code)?.[1] ?? /^[1-5]$/.exec(e.key)?.[0];
    const jump = { q: "[data-f=quote]", m: "[data-f=note]", "/": "[type=search]" }[key];
    if (digit) this.pick(e.shiftKey ? "other" : "score", digit);
    else if (this.seat === 1 && ["n", "u", "s"].includes(key)) this.pick("score", { n: "na", u: "unknown", s: "later" }[key]);
    else if (jump) this.$(jump).focus();
    else if (key === "l") askLive();
    else return;
    e.preventDefault();
  }
  leave() { this.host.focus(); }
}
const CSS_ESCAPE = (text) => globalThis.CSS?.escape ? globalThis.CSS.escape(text) : text;

export default {
  render({ model, el }) {
    const view = new InterviewView(model, el);
    return () => { view.dispose(); };
  },
};
