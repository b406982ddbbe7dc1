import { Gone, Link, drop, esc, icon, mount, onDisk, plural } from "./base.js";

// The responsibility matrix. What it shows is what Python sent; a letter that was typed stands at once and waits in `queue` until it is
// on disk. Each answer names its own way back, so that undo is one more message.

const SAYS = { A: "answers for it", R: "does it", C: "is asked", I: "is told" }, STRENGTH = ["A", "R", "C", "I"], TRY_MS = 10000;

class MatrixView {
  constructor(model, el) {
    this.model = model;
    const { host, ak, dispose } = mount(el, "Responsibilities, a matrix to fill");
    Object.assign(this, { host, ak, unmount: dispose });
    this.link = new Link(model);
    this.link.onstate = (state) => this.linkState(state);
    this.queue = []; this.undone = []; this.activity = "*"; this.kinds = null; this.at = [0, 0];
    ak.classList.add("ma");
    ak.addEventListener("keydown", (e) => this.key(e));
    this.heed = () => document.visibilityState === "visible" && this.look();
    addEventListener("focus", this.heed);
    this.open();
  }
  dispose() { this.gone = true; removeEventListener("focus", this.heed); clearTimeout(this.again); this.link.dispose(); this.unmount(); }
  $(selector) { return this.ak.querySelector(selector); }

  async open() {
    try {
      const data = await this.link.ask("open");
      if (data.problem || data.unreadable) return this.sayInstead(data.problem ?? data.unreadable);
      this.take(data);
      if (!data.roles.length || !data.subjects.length) return this.sayInstead(`The matrix needs the list of ${data.roles.length ? "processes" : data.subjects.length ? "roles" : "processes and that of roles"} first. Fill it in, then run this cell again.`);
      this.kinds ??= data.subjects.some((s) => s.kind === "key") ? ["key"] : ["process", "key"];
      this.frame(); this.draw();
      this.say("", data.sheet ? `From ${data.sheet}. The first change writes all of it to ${data.file}, which counts from then on.` : data.file);
    } catch (error) { if (!(error instanceof Gone)) throw error; this.sayInstead("The kernel does not answer. Run this cell again."); }
  }
  sayInstead(text) {
    this.data = null;
    this.ak.innerHTML = `<div class="note" role="alert">${icon("warn")}<div>${esc(text)}<div class="acts"><button class="btn s">Try again</button></div></div></div>`;
    this.$("button").onclick = async () => { if (this.link.state !== "well") await this.link.reconnect().catch(() => {}); this.open(); };
  }
  take(data) {
    this.data = data;
    this.cells = new Map();
    for (const [row, subject, activity, role, letter, paper] of data.statements) {
      const key = `${subject}\n${role}`;
      if (!this.cells.has(key)) this.cells.set(key, []);
      this.cells.get(key).push({ row, activity, letter, paper });
    }
    for (const job of this.queue) this.pretend(job);
  }
  /** What a waiting change will look like. */
  pretend(job) {
    if (job.kind !== "letter") return;
    const at = `${job.subject}\n${job.role}`, held = this.cells.get(at) ?? [], fits = (x) => job.activity === "*" || x.activity === job.activity;
    const whole = held.filter((x) => job.activity === "*" && !x.activity);
    const meant = job.activity === "*" && job.letter ? (whole.length ? whole : job.letter === "A" ? [] : held) : held.filter(fits);
    const rest = held.filter((x) => !meant.includes(x)), fresh = { activity: job.activity === "*" ? "" : job.activity, letter: job.letter, paper: job.paper ?? "" };
    const now = !job.letter ? [] : job.more || !meant.length ? [...meant, fresh] : job.paper == null ? meant.map((x) => ({ ...x, letter: job.letter })) : [{ ...meant[0], letter: job.letter, paper: job.paper }];
    this.cells.set(at, [...rest, ...now]);
  }
  held(s, r) { return (this.cells.get(`${s.id}\n${r.id}`) ?? []).filter((x) => this.activity === "*" || x.activity === this.activity); }
  word() { return { "*": "all that is said", "": "the whole of it" }[this.activity] ?? this.data.activities.find((a) => a.value === this.activity)?.label; }
  get rows() { return this.data.subjects.filter((s) => this.kinds.includes(s.kind)); }

  frame() {
    const n = (...kinds) => this.data.subjects.filter((s) => kinds.includes(s.kind)).length;
    const kinds = [["key", "Key processes", n("key")], ["process,key", "All processes", n("key", "process")], ["managing", "Management processes", n("managing")]].filter(([, , k]) => k);
    this.ak.innerHTML = `<div class="top"><button class="tname" aria-haspopup="listbox"></button><p class="save" role="status"></p></div>
<div class="tools"><div class="seg" role="group" aria-label="Show">${kinds.map(([v, t, k]) => `<button data-f="${v}">${t} ${k}</button>`).join("")}</div><button class="btn s undo" aria-label="Undo" title="Undo: Ctrl+Z">${icon("undo")}</button></div>
<div class="tally"></div><div class="slot" role="alert"></div><div class="mxw" tabindex="-1"></div>
<div class="detail"><b class="dc"></b><span class="dt"></span><span class="acts"><button class="btn s paper">Name the paper</button><button class="btn s more">Add a paper</button></span></div>
<p class="keys"><span><kbd>↑</kbd> <kbd>↓</kbd> <kbd>←</kbd> <kbd>→</kbd> move</span>${STRENGTH.map((l) => `<span><kbd>${l}</kbd> ${SAYS[l]}</span>`).join("")}<span><kbd>A</kbd> again: in one paper only</span><span><kbd>Delete</kbd> empty</span><span><kbd>Ctrl</kbd>+<kbd>Z</kbd> undo</span><span><kbd>Esc</kbd> leave</span></p>`;
    this.ak.querySelectorAll("[data-f]").forEach((b) => b.onclick = () => { this.kinds = b.dataset.f.split(","); this.at = [0, 0]; this.draw(); });
    this.$(".undo").onclick = () => this.undo();
    const name = this.$(".tname");
    name.onclick = () => drop(name, [{ value: "*", label: "all that is said", small: "the strongest letter of each role; what you type is about the whole" }, { value: "", label: "the whole of it", small: "statements about all of a process, or about managing it" }, ...this.data.activities.filter((a) => a.value !== "manage")], this.activity, (a) => { this.activity = a; this.draw(); });
    const wrap = this.$(".mxw");
    wrap.addEventListener("click", (e) => { const td = e.target.closest("td.c"); if (td) this.go(+td.dataset.r, +td.dataset.c); });
    this.$(".paper").onclick = () => this.paper(false);
    this.$(".more").onclick = () => this.paper(true);
  }
  draw(focus = false) {
    const { roles } = this.data, rows = this.rows;
    this.$(".tname").innerHTML = `Responsibilities: ${esc(this.word())} ${icon("down")}`;
    this.ak.querySelectorAll("[data-f]").forEach((b) => b.setAttribute("aria-pressed", b.dataset.f === this.kinds.join(",")));
    this.at = [Math.min(this.at[0], Math.max(0, rows.length - 1)), Math.min(this.at[1], roles.length - 1)];
    const load = roles.map((r) => rows.filter((s) => this.held(s, r).some((x) => x.letter === "A")).length);
    const scroll = this.$(".mxw"), [x, y] = [scroll.scrollLeft, scroll.scrollTop];
    scroll.innerHTML = `<table class="mx" role="grid" aria-label="${this.kinds[0] === "managing" ? "Management processes" : "Processes"} by role"><thead><tr><th scope="col">${this.kinds.join() === "key" ? "Key process" : this.kinds[0] === "managing" ? "Management process" : "Process"}</th><th scope="col">Who answers for the whole</th>${roles.map((r) => `<th scope="col" lang="en">${esc(r.title)}</th>`).join("")}</tr></thead><tbody>${rows.map((s, i) => `<tr><th scope="row">${esc(s.name)}</th>${this.flag(s)}${roles.map((r, k) => this.cellHtml(s, r, i, k)).join("")}</tr>`).join("")}</tbody><tfoot><tr><th scope="row">Answers for (A)</th><td class="sp"></td>${load.map((v) => `<td class="n">${v || "–"}</td>`).join("")}</tr></tfoot></table>`;
    scroll.scrollTo(x, y);
    const count = (kind) => rows.filter((s) => s.status === kind).length, told = [["none", "no owner", true], ["several", "two owners or more", true], ["disagree", "papers that disagree", true], ["one", "one owner", false]];
    this.$(".tally").innerHTML = `${told.map(([kind, what, bad]) => { const n = count(kind); return `<span class="${bad ? "" : "q"}"><b>${n}</b>${n === 1 ? "has" : "have"} ${what}</span>`; }).join("")}<span class="q end">${plural(rows.length, "process", "processes")}, ${plural(roles.length, "role")}${this.data.faulty ? `; ${plural(this.data.faulty, "row")} of the list ${this.data.faulty === 1 ? "has" : "have"} problems` : ""}</span>`;
    this.$(".undo").disabled = !this.undone.length;
    this.detail();
    if (focus) this.here()?.focus({ preventScroll: true });
  }
  flag(s) {
    const good = s.status === "one";
    return `<td class="fl ${good ? "good" : "bad"}">${icon(good ? "ok" : "warn")} <b class="f">${esc(s.verdict)}</b>${s.why ? `<small>${esc(s.why)}</small>` : ""}</td>`;
  }
  cellHtml(s, r, i, k) {
    const held = this.held(s, r), letter = STRENGTH.find((l) => held.some((x) => x.letter === l)), here = i === this.at[0] && k === this.at[1];
    const one = letter === "A" && "*".startsWith(this.activity) && s.disputed.includes(r.id), many = letter === "A" && "*".startsWith(this.activity) && s.owners.includes(r.id) && s.status === "several";
    const says = letter ? SAYS[letter] + (one ? ", in one paper only" : "") : "has no part in it";
    return `<td class="c ${letter ?? "N"}${one ? " one" : ""}${many ? " x" : ""}" role="gridcell" data-r="${i}" data-c="${k}" tabindex="${here ? 0 : -1}" aria-label="${esc(`${s.name}, ${r.title}: ${says}`)}"><b>${letter ?? "·"}</b></td>`;
  }
  here() { return this.$(`td.c[data-r="${this.at[0]}"][data-c="${this.at[1]}"]`); }
  go(i, k) {
    this.here()?.setAttribute("tabindex", "-1");
    this.at = [Math.max(0, Math.min(this.rows.length - 1, i)), Math.max(0, Math.min(this.data.roles.length - 1, k))];
    const td = this.here();
    if (!td) return;
    td.tabIndex = 0; td.focus({ preventScroll: true }); td.scrollIntoView({ block: "nearest", inline: "nearest" });
    this.detail();
  }
  detail() {
    const s = this.rows[this.at[0]], r = this.data.roles[this.at[1]];
    if (!s || !r) return;
    const held = this.held(s, r), acts = Object.fromEntries(this.data.activities.map((a) => [a.value, a.label]));
    const papers = held.map((x) => `${x.letter}${x.activity ? ` (${acts[x.activity]})` : ""}: ${x.paper || "no paper named"}${x.row ? `, row ${x.row}` : ""}`);
    this.$(".dc").textContent = `${s.name}, ${r.title}`;
    const letter = STRENGTH.find((l) => held.some((x) => x.letter === l));
    this.$(".dt").innerHTML = `${letter ? SAYS[letter] : "has no part in it"} <span class="q">${esc(papers.join("; "))}</span>`;
    this.$(".paper").disabled = this.$(".more").disabled = !held.length;
  }
  say(kind, text) {
    const p = this.$(".save");
    p.className = `save ${kind === "bad" ? "bad" : ""}`;
    p.innerHTML = `${kind ? icon(kind === "bad" ? "warn" : "ok") : ""}<span>${text.startsWith("Saved") ? `<b>${esc(text.slice(0, 14))}</b>${esc(text.slice(14))}` : esc(text)}</span>`;
  }

  key(e) {
    if (!this.data) return;
    if ((e.ctrlKey || e.metaKey) && e.key.toLowerCase() === "z") { this.undo(); e.preventDefault(); return; }
    const td = e.target.closest?.("td.c");
    if (e.key === "Escape") { td ? this.host.focus() : this.here()?.focus(); e.preventDefault(); return; }
    if (!td || e.ctrlKey || e.metaKey || e.altKey) return;
    const to = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1], Home: [0, -1e6], End: [0, 1e6], PageDown: [10, 0], PageUp: [-10, 0] }[e.key];
    const k = e.key.toUpperCase();
    if (to) this.go(this.at[0] + to[0], this.at[1] + to[1]);
    else if (STRENGTH.includes(k)) this.letter(k);
    else if (e.key === "Delete" || e.key === "Backspace") this.letter("");
    else return;
    e.preventDefault();
  }
  letter(letter, more = {}) {
    const s = this.rows[this.at[0]], r = this.data.roles[this.at[1]], held = this.held(s, r);
    const whole = this.activity === "*" ? held.filter((x) => !x.activity) : held;
    if (letter === "A" && whole.length && whole.every((x) => x.letter === "A") && !("paper" in more)) return this.paper(false);
    if (!letter && !held.length) return;
    if (letter && letter !== "A" && held.length && held.every((x) => x.letter === letter) && !("paper" in more)) return;
    this.put({ kind: "letter", subject: s.id, role: r.id, activity: this.activity, letter, was: held.map((x) => x.letter), ...more });
  }
  /** Which paper says it: one instead of all, or one more. */
  paper(more) {
    const s = this.rows[this.at[0]], r = this.data.roles[this.at[1]], held = this.held(s, r), td = this.here();
    if (!held.length) return;
    const letter = STRENGTH.find((l) => held.some((x) => x.letter === l)), have = held.map((x) => x.paper);
    const offered = [...new Set([...this.data.papers, "Job description", "Handbook", "Interview", "Organisation chart"])].filter((p) => !more || !have.includes(p));
    drop(td, [...offered.map((p) => ({ value: p, label: more ? p : `Only in: ${p}` })), ...(more ? [] : [{ value: "", label: "No paper named" }])], have.length === 1 ? have[0] : null, (paper) => { this.letter(letter, { paper, more }); this.here()?.focus(); });
  }
  undo() {
    const back = this.undone.pop();
    if (back) this.put({ kind: "undo", ...back });
  }
  put(job) {
    job.batch = `${this.link.view}-${Math.random().toString(36).slice(2, 10)}`;
    this.queue.push(job);
    this.pretend(job);
    this.draw(true);
    this.pump();
  }
  async pump() {
    if (this.busy || !this.queue.length || this.gone || ["gone", "new"].includes(this.link.state)) return;
    this.busy = true;
    const job = this.queue[0];
    this.say("", "Saving…");
    let answer;
    try { answer = await this.link.ask(job.kind, job); } catch (error) { if (!(error instanceof Gone)) throw error; }
    this.busy = false;
    if (!answer) return;
    if (answer.problem) return this.notSaved(answer.problem);
    this.queue.shift();
    this.$(".wait")?.remove();
    if (job.kind === "letter" && answer.back?.length) this.undone.push({ edits: answer.back, digest: answer.digest });
    const focused = !!this.ak.getRootNode().activeElement?.closest?.("td.c");
    this.take(answer); this.draw(focused);
    this.say(answer.stale ? "bad" : "ok", answer.stale ? "Somebody else changed this; what you see is the file. Type it again if it still holds." : `Saved ${answer.saved} to ${answer.file}`);
    if (!answer.stale) onDisk();
    this.pump();
  }
  async look() {
    if (this.gone || !this.data || this.queue.length || this.busy || this.link.state !== "well") return;
    try {
      const data = await this.link.ask("look", { digest: this.data.digest });
      if (data.subjects) { this.take(data); this.draw(); this.say("ok", "Changed by somebody else: what you see is the file"); }
    } catch (error) { if (!(error instanceof Gone)) throw error; }
  }
  note(html, act) {
    const slot = this.$(".slot");
    slot.innerHTML = `<div class="note wait">${icon("warn")}<div>${html}</div></div>`;
    slot.querySelector("button").onclick = act;
  }
  notSaved(text) {
    this.say("bad", `${plural(this.queue.length, "change")} ${this.queue.length === 1 ? "waits" : "wait"}`);
    this.note(`<b>${esc(text)}</b><br>What you typed is kept in this form and tried again every ten seconds.<div class="acts"><button class="btn s">Try again now</button></div>`, () => this.pump());
    clearTimeout(this.again);
    this.again = setTimeout(() => this.pump(), TRY_MS);
  }
  linkState(state) {
    if (!this.data) return;
    if (state === "busy") return this.say("", "The notebook is calculating. Your changes wait.");
    if (state === "well") return this.pump();
    if (state === "new") return this.come();
    this.say("bad", this.queue.length ? `${plural(this.queue.length, "change")} ${this.queue.length === 1 ? "waits" : "wait"}` : "The kernel has stopped");
    this.note(`<b>The kernel has stopped. Nothing you typed is gone.</b><br>What was saved is on disk; the rest is kept by this tab.<div class="acts"><button class="btn s go">Start the kernel and go on</button></div>`, () => this.come());
  }
  async come() {
    try { await this.link.reconnect(); } catch (error) { if (!(error instanceof Gone)) throw error; return; }
    this.$(".wait")?.remove();
    this.undone = [];
    this.say("", this.data.file);
    this.queue.length ? this.pump() : this.look();
  }
}

export default {
  render({ model, el }) {
    const view = new MatrixView(model, el);
    return () => view.dispose();
  },
};
