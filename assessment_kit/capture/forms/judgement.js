import { Gone, Kept, Link, esc, icon, mount, plural } from "./base.js";

// The judgement. What is on disk is in `page`; what is being written is in `drafts`, which the tab keeps by itself.

const AGAIN_MS = 10000;
const PASSES = /disk|right|drive|writing/; // what may be over the next time
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const day = (iso) => { const [y, m, d] = String(iso ?? "").split("-"); return d ? `${+d} ${MONTHS[m - 1]} ${y}` : String(iso ?? ""); };
const tile = (letter, small = "") => letter === "not assessed"
  ? `<span class="tile none ${small}" role="img" aria-label="not assessed">–</span>`
  : `<span class="tile ${letter === "keep" ? "keep" : ""} ${small}">${esc(letter)}</span>`;
const upper = (text) => text.charAt(0).toUpperCase() + text.slice(1);

class JudgementView {
  constructor(model, el) {
    const { host, root, ak, dispose } = mount(el, "Judgement on the letters");
    Object.assign(this, { host, root, ak, unmount: dispose });
    this.tab = new Kept(`${model.get("recipe").folder}|judgement`);
    const kept = this.tab.get();
    this.drafts = kept.drafts ?? {}; this.at = kept.at ?? null; this.all = kept.all ?? false;
    this.link = new Link(model);
    this.link.onstate = (state) => this.linkState(state);
    this.waiting = null; this.clash = null; this.problem = ""; this.failed = new Map(); this.saving = false;
    ak.addEventListener("click", (e) => this.click(e));
    ak.addEventListener("input", (e) => this.input(e));
    ak.addEventListener("change", (e) => this.change(e));
    ak.addEventListener("submit", (e) => { e.preventDefault(); this.submit(e.target); });
    ak.addEventListener("keydown", (e) => this.key(e));
    ak.innerHTML = `<p class="q">Opening the letters…</p>`;
    this.open();
  }
  dispose() { this.gone = true; clearTimeout(this.again); this.link.dispose(); this.unmount(); }
  $(selector) { return this.ak.querySelector(selector); }
  $$(selector) { return [...this.ak.querySelectorAll(selector)]; }
  keep() { this.tab.set({ drafts: this.drafts, at: this.at, all: this.all }); }
  get letter() { return this.page.letters.find((l) => l.id === this.at) ?? this.page.letters[0]; }

  async open() {
    try {
      const page = await this.link.ask("open");
      if (this.gone) return;
      if (page.problem) return this.sayInstead(page.problem);
      this.page = page;
      this.at = this.letter.id;
      this.render();
    } catch (error) { if (!(error instanceof Gone)) throw error; if (!this.page) this.sayInstead("The kernel does not answer. Run this cell again."); }
  }
  sayInstead(text) {
    this.ak.innerHTML = `<div class="note" role="alert">${icon("warn")}<div>${esc(text)}<div class="acts"><button class="btn s" data-do="again">Try again</button></div></div></div>`;
  }
  async linkState(state) {
    if (this.gone || !this.page) return;
    if (state === "new") { try { await this.link.reconnect(); await this.open(); this.retry(); } catch (error) { if (!(error instanceof Gone)) console.warn(error); } return; }
    this.slot();
  }

  // ---- saving

  /** One after the other: what is sent next has seen what was saved before. `make` gives the judgement from the one that stands. */
  save(what, name, make, then) { this.queue = (this.queue ?? Promise.resolve()).then(() => this.send(what, name, make, then)).catch((error) => console.warn(error)); }
  async send(what, name, make, then) {
    const seen = this.seenOf(what, name), mine = typeof make === "function" ? make(seen) : make;
    this.waiting = { what, name, mine, seen, then }; this.problem = ""; this.saving = true;
    this.slot();
    try {
      await this.answered(await this.link.ask("save", { what, name, mine, seen }));
    } catch (error) { this.saving = false; if (!(error instanceof Gone)) throw error; this.failed.set(`${what}:${name}`, this.waiting); this.slot(); }
  }
  async answered(told) {
    clearTimeout(this.again);
    this.saving = false;
    const { what, name, mine, then } = this.waiting, key = `${what}:${name}`;
    if (told.problem) {
      this.problem = told.problem;
      if (PASSES.test(told.problem)) { this.failed.set(key, this.waiting); this.again = setTimeout(() => this.retry(), AGAIN_MS); }
      else if (what === "actions") { Object.assign(this.draft(key), { missing: told.problem, date: mine.date }); this.keep(); this.render(); }
      return this.slot();
    }
    this.failed.delete(key);
    if (told.conflict) { this.clash = { what, name, then, ...told.conflict }; this.waiting = null; return this.slot(); }
    this.waiting = null; this.clash = null;
    delete this.drafts[key];
    this.keep();
    const there = this.entryOf(what, name);
    if (there) there.decision = told.saved.decision;
    Object.assign(this.page, { at: told.saved.at, file: told.saved.file });
    this.slot();
    document.dispatchEvent(new CustomEvent("assessment-kit:saved"));
    await this.open();
    then?.();
  }
  retry() { if (!this.saving) for (const w of [...this.failed.values()]) this.save(w.what, w.name, w.mine, w.then); }
  async settle(keep) {
    const c = this.clash;
    this.waiting = { what: c.what, name: c.name, mine: c.mine, seen: c.theirs, then: c.then };
    try { this.answered(await this.link.ask("settle", { what: c.what, name: c.name, mine: c.mine, theirs: c.theirs, keep })); } catch (error) { if (!(error instanceof Gone)) throw error; }
  }
  seenOf(what, name) { return this.entryOf(what, name)?.decision ?? {}; }
  entryOf(what, name) {
    const of = { letters: () => this.page.letters.find((l) => l.id === name), findings: () => this.page.findings[name], actions: () => this.page.actions.find((a) => a.id === name) };
    return of[what]();
  }
  draft(key) { return (this.drafts[key] ??= {}); }

  // ---- drawing

  render() {
    const focus = this.root.activeElement?.dataset?.k;
    const { page } = this, l = this.letter;
    const nav = page.letters.map((o) => `<button data-k="nav-${o.id}" data-el="${o.id}" ${o.id === l.id ? 'aria-current="true"' : 'tabindex="-1"'} aria-label="${esc(`${upper(o.short)}: ${o.letter}${o.decision.letter ? ", your own letter" : ""}`)}"><span class="${o.decision.letter ? "own" : ""}">${tile(o.letter, "sm")}</span><span>${esc(o.short)}</span></button>`).join("");
    this.ak.innerHTML = `<div class="tools"><span class="tname">The eight letters</span><span class="q">${esc(page.summary)}</span><p class="save" role="status"></p></div>
<nav class="eight" aria-label="The eight elements">${nav}</nav><div class="slot" role="alert"></div>
${this.head(l)}${this.questions(l)}${this.why(l)}${this.override(l)}${this.findings(l)}${this.actions(l)}`;
    this.slot();
    if (focus) this.ak.querySelector(`[data-k="${focus}"]`)?.focus({ preventScroll: true });
  }
  slot() {
    const slot = this.$(".slot"), save = this.$(".save");
    if (!slot) return;
    const stopped = this.link.state === "gone";
    save.className = `save${this.problem || stopped ? " bad" : ""}`;
    save.innerHTML = this.saving ? "Saving…" : this.problem || stopped ? `${icon("warn")}<span><b>Not saved</b></span>` : this.page.at ? `${icon("ok")}<span><b>Saved ${esc(this.page.at)}</b> to ${esc(this.page.file)}</span>` : `<span>Nothing changed by hand yet</span>`;
    if (this.clash) slot.innerHTML = `<div class="note">${icon("warn")}<div><b>Someone else judged this meanwhile.</b><div class="cmp"><div><b>Yours</b><span>${esc(this.clash.mine_says)}</span><button class="btn s" data-keep="mine">Keep yours</button></div><div><b>Theirs</b><span>${esc(this.clash.theirs_say)}</span><button class="btn s" data-keep="theirs">Keep theirs</button></div></div></div></div>`;
    else if (stopped) slot.innerHTML = `<div class="note">${icon("warn")}<div><b>The kernel has stopped.</b> What you typed stays in this tab; what was saved is in ${esc(this.page.file)}.<div class="acts"><button class="btn s" data-do="restart">Start it again</button></div></div></div>`;
    else if (this.problem) slot.innerHTML = `<div class="note">${icon("warn")}<div>${esc(this.problem)}${this.failed.size ? ` ${plural(this.failed.size, "judgement waits", "judgements wait")} in this tab and ${this.failed.size === 1 ? "is" : "are"} tried again every ten seconds.<div class="acts"><button class="btn s" data-do="retry">Try again now</button></div>` : ""}</div></div>`;
    else if (this.page.sample) slot.innerHTML = `<p class="small">This is the sample client: look and try, but nothing is saved.</p>`;
    else slot.innerHTML = "";
  }
  head(l) {
    const own = l.decision.letter, open = l.word === "open" ? "open" : "";
    const firm = l.firmness ? `<span class="${open ? "up" : ""}">${upper(l.word)} at ${esc(l.firmness)}${open ? ": one more look before money is spent" : ""}.</span>` : `<span class="q">${l.computed === "not assessed" ? esc(l.lacks || "Too little to go by.") : "Too few to say how firm."}</span>`;
    const bars = l.shares.map((s, i) => `<i class="${i ? "" : `w1 ${open}`}" style="--v:${(100 * s.share).toFixed(1)}%">${s.share >= 0.18 ? `${esc(s.letter === "not assessed" ? "–" : s.letter)} ${esc(s.percent)}` : ""}</i>`).join("");
    const told = l.shares.map((s) => `${s.letter} ${s.percent}`).join(", ");
    return `<div class="jh">${tile(l.letter)}<div><h3>${esc(l.name)}</h3><p>${own ? "" : `${esc(l.because)} `}${firm}</p></div>
<div class="sh">${bars ? `<div class="split" role="img" aria-label="Share of the re-runs: ${esc(told)}">${bars}</div><p class="small">Share of the re-runs that end in each letter</p>` : ""}</div>
${own ? `<p class="mine"><b>Your letter is ${esc(l.letter)}.</b> ${esc(l.decision.reason ?? "")} <span class="q">${esc([l.decision.by, day(l.decision.date)].filter(Boolean).join(", "))}. By the rules it is ${esc(l.computed)}: ${esc(l.because)}</span></p>` : ""}</div>`;
  }
  questions(l) {
    const x = (v) => (200 * v).toFixed(1);
    const row = (f) => {
      const side = f.yes ? "sound" : "change", mark = f.yes === null ? `<span class="q">? not known</span>` : f.yes ? `<span class="ok">${icon("ok")} Yes</span>` : `<span class="up">${icon("no")} No</span>`;
      const plot = f.value === null ? "" : `<svg class="pl" viewBox="0 0 200 34" role="img" aria-label="${esc(`${f.percent}, ${f.range}`)}"><rect x="${x(l.strip[0])}" y="0" width="${x(l.strip[1] - l.strip[0])}" height="34" fill="var(--hair)"/><path d="M0 22H200" stroke="var(--line)"/><path d="M${x(f.low)} 22H${x(f.high)}" stroke="var(--${side})" stroke-width="4"/><circle cx="${x(f.value)}" cy="22" r="5.5" fill="var(--${side})"/><text x="${Math.min(186, Math.max(14, 200 * f.value))}" y="11" fill="var(--${side})">${esc(f.percent)}</text></svg>`;
      const counted = f.sources.filter((s) => s.value).map((s) => `<span class="src">${esc(s.name)} <b class="n">${esc(s.value)}</b></span>`).join("");
      return `<tr class="${f.decides ? "" : "out"}"><th scope="row" class="qu"><b>${esc(f.question)}</b><br>${mark}${f.firmness ? `<span class="fm">stays in ${esc(f.firmness)}</span>` : ""}</th><td class="ax">${plot}</td><td>${counted || `<span class="q">nothing that counts</span>`}${f.range ? `<span class="small">${/^n/.test(f.range) ? esc(f.range) : `95% interval ${esc(f.range)}`}</span>` : ""}</td><td class="flip">${esc(f.flip) || `<span class="q">${f.decides ? "No change of one source." : "Does not decide."}</span>`}</td></tr>`;
    };
    return `<table class="fc"><thead><tr><th scope="col">Question, answer</th><th scope="col"><span class="axis n"><i>0</i><i>50</i><i>100%</i></span></th><th scope="col">What we counted</th><th scope="col">What would flip it</th></tr></thead><tbody>${l.facets.map(row).join("")}</tbody></table>
<p class="small" style="padding:0 0 8px">The grey strip is the range of thresholds that we tried, ${Math.round(100 * l.strip[0])} to ${Math.round(100 * l.strip[1])}%. Blue lies above, orange below. “Stays in” is the share of the re-runs in which the answer is the same.</p>`;
  }
  why(l) {
    const facet = (f) => `<div><h4>${esc(f.question)}</h4><ul>${f.sources.map((s) => s.measures.map((m) => `<li>${esc(m.says)} <span class="small">${esc([s.name, m.sum || m.n, m.where, m.few].filter(Boolean).join(" · "))}</span></li>`).join("")).join("") || `<li class="q">Nobody was asked, and no list says.</li>`}</ul><p class="small">${esc(f.sum)}</p></div>`;
    const quotes = l.findings.flatMap((id) => this.page.findings[id].quotes), seen = new Set();
    const said = quotes.filter((q) => !seen.has(q.text) && seen.add(q.text)).slice(0, 4).map((q) => `<blockquote>“${esc(q.text)}”</blockquote><cite>${esc(q.who)}</cite>`).join("");
    const n = l.facets.reduce((k, f) => k + f.sources.reduce((j, s) => j + s.measures.length, 0), 0);
    return `<details ${this.unfolded ? "open" : ""} class="wy"><summary data-k="why">Why we say so <span>${[plural(n, "count"), seen.size ? plural(seen.size, "quote") : ""].filter(Boolean).join(", ")}</span></summary><div class="ev">${l.facets.map(facet).join("")}${said ? `<div><h4>In their words</h4>${said}</div>` : ""}</div></details>`;
  }
  override(l) {
    const d = this.drafts[`letters:${l.id}`] ?? {}, now = d.letter ?? l.decision.letter ?? "", reason = d.reason ?? l.decision.reason ?? "";
    const chips = this.page.choices.map((c) => `<label class="chip"><input type="radio" name="letter" value="${esc(c)}" data-k="ov-${esc(c)}" ${c === now ? "checked" : ""}>${esc(c)}</label>`).join("");
    return `<form class="over" novalidate data-what="letters" data-name="${l.id}"><div><p class="lab"><b>Do you see it differently?</b></p><fieldset class="lets"><legend class="vh">Your letter</legend>${chips}</fieldset></div>
<div><label class="lab" for="why"><b>Your reason${now ? ` for ${esc(now)}` : ""}</b><span>stands in the report beside both letters</span></label><textarea id="why" name="reason" rows="2" data-k="reason" aria-describedby="whye">${esc(reason)}</textarea><p class="err" id="whye" role="alert">${esc(d.missing ?? "")}</p></div>
<div class="go2"><button class="btn go" type="submit" data-k="use">${now ? `Use ${esc(now)}` : "Use your letter"}</button>${now ? `<button class="btn link" type="button" data-do="stay" data-k="stay">${l.decision.letter ? "Go back to" : "Stay with"} ${esc(l.computed)}</button>` : ""}</div></form>`;
  }
  findings(l) {
    const rows = l.findings.map((id) => this.finding(id)).join("");
    return `<h4 class="cap">Findings that count towards this letter</h4><ul class="fd">${rows || `<li class="q">No finding yet.</li>`}</ul>`;
  }
  finding(id) {
    const f = this.page.findings[id], d = f.decision, draft = this.drafts[`findings:${id}`];
    const state = draft?.mode ?? (d.strike ? "strike" : d.reword || d.severity ? "reword" : "keep");
    const seg = [["keep", "Keep"], ["reword", "Reword"], ["strike", "Strike"]].map(([v, t]) => `<button data-mode="${v}" data-id="${esc(id)}" data-k="${v}-${esc(id)}" aria-pressed="${state === v}">${t}</button>`).join("");
    const rated = d.severity && d.severity !== f.severity ? ` Rated ${esc(d.severity)} instead of ${esc(f.severity)}.` : "";
    const old = d.strike ? "" : d.reword ? `<p class="old"><span class="cut0">${esc(f.headline)}</span></p>` : `<p class="old">${esc([f.word, f.basis, f.evidence].filter(Boolean).join(" · "))}</p>`;
    const why = d.reason ? `<p class="why"><b>Your reason:</b> ${esc(d.reason)}${rated} <span class="q">${d.strike ? "Struck" : d.reword ? "Reworded" : d.severity ? "Rated anew" : "Kept"}${d.date ? `, ${esc(day(d.date))}` : ""}${d.by ? `, ${esc(d.by)}` : ""}.</span></p>` : "";
    const edit = draft?.mode && draft.mode !== "keep" ? this.edit(id, f, draft) : "";
    return `<li><div><p class="s ${d.strike ? "cut0" : ""}">${esc(d.strike ? f.headline : d.reword || f.now || f.headline)}</p>${old}${why}</div><div class="seg" role="group" aria-label="Finding: ${esc(f.headline)}">${seg}</div>${edit}</li>`;
  }
  edit(id, f, draft) {
    const d = f.decision, severity = draft.severity ?? d.severity ?? f.severity;
    const words = draft.mode === "reword" ? `<label><span class="lab"><b>Your words</b></span><textarea name="words" rows="2" data-k="words-${esc(id)}">${esc(draft.words ?? d.reword ?? f.headline)}</textarea></label>
<label><span class="lab"><b>How serious</b></span><select name="severity" data-k="sev-${esc(id)}">${this.page.severities.map((s) => `<option value="${s.value}" ${s.value === severity ? "selected" : ""}>${esc(s.label)}</option>`).join("")}</select></label>` : "";
    return `<form class="edit" data-what="findings" data-name="${esc(id)}">${words}<label class="w2"><span class="lab"><b>Your reason</b><span>${draft.mode === "strike" ? "stays in decisions.yaml" : "stands in the report beside the finding"}</span></span><textarea name="reason" rows="2" data-k="fr-${esc(id)}">${esc(draft.reason ?? ((draft.mode === "strike") === !!d.strike ? d.reason : "") ?? "")}</textarea><p class="err" role="alert">${esc(draft.missing ?? "")}</p></label><div class="acts"><button class="btn s" type="submit" data-k="fs-${esc(id)}">${draft.mode === "strike" ? "Strike the finding" : "Use these words"}</button><button class="btn link" type="button" data-do="leave" data-id="${esc(id)}" data-k="fl-${esc(id)}">Leave as it is</button></div></form>`;
  }
  actions(l) {
    const shown = this.all ? this.page.actions : this.page.actions.filter((a) => l.actions.includes(a.id));
    const rows = shown.map((a) => this.action(a)).join("");
    const which = `<div class="seg" role="group" aria-label="Which actions"><button data-all="" aria-pressed="${!this.all}" data-k="some">This letter’s</button><button data-all="1" aria-pressed="${this.all}" data-k="every">All ${this.page.actions.length}</button></div>`;
    return `<h4 class="cap">Actions <span>each needs an owner and a date ${which}</span></h4>${rows ? `<table class="ac"><thead><tr><th scope="col" class="r no">No.</th><th scope="col">Action</th><th scope="col">Owner</th><th scope="col">By</th><th class="r" scope="col">Days</th><th><span class="vh">Agreed</span></th></tr></thead><tbody>${rows}</tbody></table>` : `<p class="q">No action of the plan rests on a finding of this letter.</p>`}`;
  }
  action(a) {
    const d = a.decision, owner = d.owner ?? (a.named ? a.owner : ""), roles = owner && !this.page.roles.includes(owner) ? [owner, ...this.page.roles] : this.page.roles;
    const draft = this.drafts[`actions:${a.id}`] ?? {};
    const options = `${owner ? "" : `<option value="">choose an owner</option>`}${roles.map((r) => `<option ${r === owner ? "selected" : ""}>${esc(r)}</option>`).join("")}`;
    const agreed = d.owner && d.date, missing = owner ? "" : `<p class="err" id="no-${a.number}">${icon("warn")} No owner yet${a.owner ? ` (${esc(a.owner.charAt(0).toLowerCase() + a.owner.slice(1))})` : ""}: the report says “to be named”.</p>`;
    return `<tr><td class="r n no">${a.number}</td><th scope="row"><b>${esc(a.title)}</b>${missing}${draft.missing ? `<p class="err" role="alert">${icon("warn")} ${esc(draft.missing)}</p>` : ""}</th><td class="own"><select class="in ${owner ? "" : "miss"}" data-own="${esc(a.id)}" data-k="own-${esc(a.id)}" aria-label="Owner of action ${a.number}" ${owner ? "" : `aria-invalid="true" aria-describedby="no-${a.number}"`}>${options}</select></td><td class="by"><input class="in" data-by="${esc(a.id)}" data-k="by-${esc(a.id)}" aria-label="Date of action ${a.number}" value="${esc(draft.date ?? day(d.date ?? a.due))}"></td><td class="r n">${esc(a.days)}</td><td class="ok2">${agreed ? `<span class="ok">${icon("ok")} agreed</span>` : owner ? `<button class="btn s" data-agree="${esc(a.id)}" data-k="ag-${esc(a.id)}" aria-label="Agree on owner and date of action ${a.number}">Agree</button>` : ""}</td></tr>`;
  }

  // ---- doing

  click(e) {
    const t = e.target.closest("[data-el],[data-mode],[data-do],[data-keep],[data-agree],[data-all],summary");
    if (!t) return;
    if (t.matches("summary")) { this.unfolded = !t.parentNode.open; return; }
    const { el, mode, id, keep, agree, all } = t.dataset;
    if (el) this.show(el);
    else if (mode) this.mode(id, mode);
    else if (keep) this.settle(keep);
    else if (agree) this.agree(agree);
    else if (all !== undefined) { this.all = !!all; this.keep(); this.render(); }
    else this.doing(t.dataset.do, id);
  }
  async doing(what, id) {
    if (what === "retry") this.retry();
    else if (what === "restart") { try { await this.link.reconnect(); await this.open(); this.retry(); } catch (error) { if (!(error instanceof Gone)) console.warn(error); } }
    else if (what === "again") { if (this.link.state !== "well") await this.link.reconnect().catch(() => {}); this.open(); }
    else if (what === "leave") { delete this.drafts[`findings:${id}`]; this.keep(); this.problem = ""; this.render(); this.focus(`keep-${id}`); }
    else if (what === "stay") {
      delete this.drafts[`letters:${this.letter.id}`]; this.problem = ""; this.waiting = null; this.keep();
      if (this.letter.decision.letter) this.save("letters", this.letter.id, {}, () => this.focus(`nav-${this.at}`)); else { this.render(); this.focus(`nav-${this.at}`); }
    }
  }
  show(el) { this.at = el; this.problem = ""; this.keep(); this.render(); this.focus(`nav-${el}`); }
  focus(key) { this.ak.querySelector(`[data-k="${key}"]`)?.focus({ preventScroll: false }); }
  mode(id, mode) {
    const d = this.page.findings[id].decision, key = `findings:${id}`;
    if (mode === "keep") {
      delete this.drafts[key]; this.keep();
      if (d.strike || d.reword || d.severity) this.save("findings", id, {}, () => this.focus(`keep-${id}`)); else this.render();
      return;
    }
    this.drafts[key] = { mode }; this.keep(); this.render();
    this.focus(mode === "reword" ? `words-${id}` : `fr-${id}`);
  }
  input(e) {
    const form = e.target.closest("form");
    if (!form || e.target.type === "radio") return;
    const draft = this.draft(`${form.dataset.what}:${form.dataset.name}`);
    draft[e.target.name] = e.target.value;
    if (draft.missing && e.target.name === "reason") { draft.missing = ""; e.target.classList.remove("miss"); form.querySelector(".err").textContent = ""; }
    this.keep();
  }
  change(e) {
    const t = e.target;
    if (t.name === "letter") { this.draft(`letters:${this.letter.id}`).letter = t.value; this.keep(); this.render(); this.focus(`ov-${t.value}`); }
    else if (t.dataset.own) this.actionSave(t.dataset.own, { owner: t.value });
    else if (t.dataset.by) this.actionSave(t.dataset.by, { date: t.value });
  }
  actionSave(id, part) {
    if ("owner" in part && !part.owner) return;
    this.save("actions", id, (d) => ({ ...d, ...part }));
  }
  agree(id) {
    const row = this.$(`[data-agree="${id}"]`).closest("tr");
    const part = { owner: row.querySelector("select").value, date: row.querySelector("input").value };
    this.save("actions", id, (d) => ({ ...d, ...part }), () => this.focus(`by-${id}`));
  }
  submit(form) {
    const { what, name } = form.dataset, draft = this.draft(`${what}:${name}`), value = (n) => form.elements[n]?.value.trim() ?? "";
    const reason = value("reason"), letter = what === "letters" ? value("letter") : "";
    draft.missing = what === "letters" && !letter ? "Choose a letter first." : !reason ? (what === "letters" ? "Give a reason first: a letter without one cannot be changed." : "Give a reason first: a finding without one cannot be changed.") : "";
    if (draft.missing) {
      this.keep(); form.querySelector(".err").innerHTML = `${icon("warn")} ${esc(draft.missing)}`;
      const field = form.elements.reason; if (letter || what !== "letters") { field.classList.add("miss"); field.setAttribute("aria-invalid", "true"); field.focus(); } else form.querySelector("input").focus();
      return;
    }
    if (what === "letters") return this.save(what, name, { letter, reason }, () => this.focus(`nav-${name}`));
    const f = this.page.findings[name];
    if (draft.mode === "strike") return this.save(what, name, { strike: "yes", reason }, () => this.focus(`strike-${name}`));
    const words = value("words"), severity = value("severity");
    this.save(what, name, { ...(words && words !== f.headline ? { reword: words } : {}), ...(severity !== f.severity ? { severity } : {}), ...(words === f.headline && severity === f.severity ? { keep: "yes" } : {}), reason }, () => this.focus(`reword-${name}`));
  }
  key(e) {
    const t = e.target, nav = t.closest?.(".eight");
    if ((e.ctrlKey || e.metaKey) && e.key.toLowerCase() === "s") return e.preventDefault();
    if (e.key === "Escape") { t === this.host ? t.blur() : this.host.focus(); return e.preventDefault(); }
    if ((e.ctrlKey || e.metaKey) && e.key === "Enter" && t.form) { t.form.requestSubmit(); return e.preventDefault(); }
    if (e.key === "Enter" && t.dataset?.by) { t.blur(); t.focus(); return e.preventDefault(); }
    if (!nav) return;
    const all = [...nav.children], at = all.indexOf(t.closest("button"));
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: all.length - 1 }[e.key];
    if (to === undefined) return;
    e.preventDefault();
    this.show(all[(to + all.length) % all.length].dataset.el);
  }
}

export default {
  render({ model, el }) {
    const view = new JudgementView(model, el);
    return () => { view.dispose(); };
  },
};
