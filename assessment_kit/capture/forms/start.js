import { Gone, Link, drop, esc, icon, mount, plural } from "./base.js";

// The start page: what is in, what is missing, one next thing. Nothing is typed here but a new client.

const tile = (letter) => letter === "not assessed"
  ? `<span class="tile none" role="img" aria-label="not assessed">–</span>`
  : `<span class="tile ${letter === "keep" ? "keep" : ""}">${esc(letter)}</span>`;
const bar = (share, open) => `<span class="bar2 ${open ? "open" : ""}" aria-hidden="true"><i style="--v:${(100 * share).toFixed(0)}%"></i></span>`;
const dots = (n) => n > 8 ? `<b class="n">${n}</b>` : `<span class="dots" role="img" aria-label="${plural(n, "interview")}">${n ? "●".repeat(n) : "–"}</span>`;

class StartView {
  constructor(model, el) {
    const { host, root, ak, dispose } = mount(el, "Start");
    Object.assign(this, { model, el, host, root, ak, unmount: dispose, making: false, said: "", problem: "", busy: "" });
    this.link = new Link(model);
    this.link.onstate = async (state) => { if (!this.gone && state === "new") { try { await this.link.reconnect(); this.open(); } catch (error) { if (!(error instanceof Gone)) console.warn(error); } } };
    ak.addEventListener("click", (e) => this.click(e));
    ak.addEventListener("submit", (e) => { e.preventDefault(); this.make(e.target); });
    ak.addEventListener("keydown", (e) => this.key(e));
    this.heard = () => { clearTimeout(this.late); this.late = setTimeout(() => this.open(), 1500); };
    document.addEventListener("assessment-kit:saved", this.heard);
    ak.innerHTML = `<p class="q">Opening the client…</p>`;
    this.open();
  }
  dispose() { this.gone = true; clearTimeout(this.late); document.removeEventListener("assessment-kit:saved", this.heard); this.link.dispose(); this.unmount(); }
  $(selector) { return this.ak.querySelector(selector); }

  async ask(kind, payload, busy = "") {
    this.problem = ""; this.busy = busy;
    if (this.page) this.slot();
    try {
      const told = await this.link.ask(kind, payload);
      this.busy = "";
      if (this.gone) return null;
      if (told.problem) { this.problem = told.problem; this.page ? this.slot() : this.sayInstead(told.problem); return null; }
      return told;
    } catch (error) { if (!(error instanceof Gone)) throw error; this.busy = ""; this.problem = "The kernel does not answer. Run this cell again."; this.page ? this.slot() : this.sayInstead(this.problem); return null; }
  }
  async open() { const page = await this.ask("open"); if (page) { this.page = page; this.render(); } }
  sayInstead(text) { this.ak.innerHTML = `<div class="note" role="alert">${icon("warn")}<div>${esc(text)}</div></div>`; }

  // ---- drawing

  render() {
    const p = this.page, focus = this.root.activeElement?.dataset?.k;
    this.ak.innerHTML = `<div class="top"><div><button class="pick" data-do="pick" data-k="pick" aria-haspopup="listbox" aria-expanded="false" aria-label="Client: ${esc(p.client)}. Choose or make a client">${esc(p.client)} ${icon("down")}</button>${p.line ? `<p class="q">${esc(p.line)}</p>` : ""}</div>
${p.figures && !p.blank ? `<div class="fig">${p.figures.map((f) => `<p><b class="n">${esc(f.value)}</b><span>${esc(f.label)}</span></p>`).join("")}</div>` : ""}</div>
<div class="slot" role="status"></div>${this.making ? this.maker() : ""}
${p.fault ? `<div class="note">${icon("warn")}<div><b>This client cannot be read.</b> ${esc(p.fault)}<div class="acts"><button class="btn s" data-do="again">Try again</button></div></div></div>` : this.body(p)}`;
    this.slot();
    if (focus) this.ak.querySelector(`[data-k="${focus}"]`)?.focus({ preventScroll: true });
  }
  slot() {
    const slot = this.$(".slot");
    if (slot) slot.innerHTML = this.problem ? `<div class="note">${icon("warn")}<div>${esc(this.problem)}</div></div>` : this.busy || this.said ? `<p class="q">${esc(this.busy || this.said)}</p>` : "";
  }
  body(p) {
    const or = p.or.map((o, i) => `<button class="btn link" data-go="${i}" data-k="or-${i}">${esc(o.go)}</button>`).join("");
    return `<section class="next" aria-label="Next"><div><p class="k">Next</p><h3>${esc(p.next.title)}</h3><p>${esc(p.next.text)}</p></div><button class="btn go" data-go="next" data-k="next">${esc(p.next.go)} <kbd>Enter</kbd></button>${or ? `<p class="or"><span class="q">Or instead</span>${or}</p>` : ""}</section>
${p.stations.length ? this.way(p.stations) : ""}${p.elements.length ? this.elements(p.elements) : ""}${p.blank ? "" : this.steps(p)}${p.problems.rows.length ? this.problems(p) : ""}${p.blank ? "" : this.report()}`;
  }
  way(stations) {
    return `<h4 class="cap">The way to a first report</h4><ol class="way">${stations.map((s) => `<li ${s.state === "next" ? 'aria-current="step"' : ""} class="${s.state === "done" ? "done" : ""}"><b>${esc(s.title)}</b><span>${esc(s.text)}</span><em>${esc(s.state)}</em></li>`).join("")}</ol>`;
  }
  elements(rows) {
    const row = (e) => `<tr><td>${tile(e.letter)}</td><th scope="row">${esc(e.name)}</th><td class="firm">${e.firmness ? `${bar(e.share, e.word === "open")} <span class="n">${esc(e.firmness)}</span>${e.word === "open" ? ' <span class="up">open</span>' : ""}` : `<span class="q">${esc(e.told)}</span>`}</td><td class="r n sec">${esc(e.rows)}</td><td class="sec">${dots(e.talks)}</td><td class="r n sec">${esc(e.answers)}</td><td>${e.missing ? `<span class="mis">${icon("dot")}<span>${esc(e.missing)}</span></span>` : `<span class="q">nothing</span>`}</td></tr>`;
    return `<h4 class="cap blk">What each element rests on <span>Letter so far, and how firm it is</span></h4><table class="el"><thead><tr><th colspan="2" scope="col">Element</th><th scope="col">How firm</th><th class="r sec" scope="col">Rows</th><th class="sec" scope="col">Interviews</th><th class="r sec" scope="col">Survey answers</th><th scope="col">What is missing</th></tr></thead><tbody>${rows.map(row).join("")}</tbody></table>`;
  }
  steps(p) {
    const step = (s) => `<tr><th scope="row"><b>${s.number}</b>&ensp;<button class="lk" data-open="${esc(s.notebook)}" data-k="st-${s.number}">${esc(s.title)}</button></th><td>${esc(s.lists)}<small>${esc(s.rows)}</small></td><td>${esc(s.asked)} of ${esc(s.of)}<small>${bar(s.share)} ${esc(s.answers)} answers</small></td></tr>`;
    const level = (l) => `<tr><th scope="row">${esc(l.level)}</th><td>${dots(l.talks)}</td><td class="r n">${esc(l.survey)}</td></tr>`;
    return `<div class="two blk"><div><h4 class="cap">What is in, step by step</h4><table><thead><tr><th scope="col">Step</th><th scope="col">Lists filled</th><th scope="col">Questions asked</th></tr></thead><tbody>${p.steps.map(step).join("")}</tbody></table></div><div><h4 class="cap">Who has been heard</h4><table><thead><tr><th scope="col">Level</th><th scope="col">Interviews</th><th class="r" scope="col">Survey</th></tr></thead><tbody>${p.levels.map(level).join("")}</tbody></table></div></div>`;
  }
  problems(p) {
    const row = (r, i) => `<tr><td>${esc(r.where)}</td><td>${esc(r.rule)}. <b>${esc(r.cure)}</b></td><td class="r">${r.notebook ? `<button class="btn s" data-open="${esc(r.notebook)}" data-k="mend-${i}" aria-label="Mend ${esc(r.where)}">Mend</button>` : `<span class="q">in the file</span>`}</td></tr>`;
    return `<h4 class="cap blk">${esc(p.problems.title)} <span>left out until mended; the other ${esc(p.sound)} rows count</span></h4><table><thead><tr><th scope="col">Where</th><th scope="col">What is wrong, and the cure</th><th scope="col"><span class="vh">Mend</span></th></tr></thead><tbody>${p.problems.rows.map(row).join("")}</tbody></table>${p.problems.more > 0 ? `<p class="q" style="padding-top:6px">And ${p.problems.more} more: assessment-kit check lists them all.</p>` : ""}`;
  }
  report() {
    return `<div class="rep"><p>${this.made ? `${icon("ok")} <b>Report made ${esc(this.made.at)}</b> ${esc(this.made.report)}` : "The report can be made at any time; what is not in is told as not assessed."}</p>${this.made ? `<button class="btn" data-do="show" data-k="show">Open it</button>` : ""}<button class="btn" data-do="report" data-k="report">Make the report</button></div>`;
  }
  maker() {
    return `<form class="make"><label>Client<input class="in" name="client" data-k="mk" autocomplete="off" placeholder="such as Acme"></label><label>Stands for the day<input class="in" name="date" placeholder="2026-03-31" autocomplete="off"></label><label>Minutes, if time is short<input class="in" name="minutes" inputmode="numeric" placeholder="full" autocomplete="off"></label><div class="acts"><p>Its folder is made in ${esc(this.page.place)}</p><button class="btn link" type="button" data-do="unmake">Leave it</button><button class="btn">Make the client</button></div></form>`;
  }

  // ---- doing

  click(e) {
    const t = e.target.closest("[data-do],[data-go],[data-open]");
    if (!t) return;
    const { do: what, go, open } = t.dataset;
    if (open) this.notebook(open);
    else if (go) { const n = go === "next" ? this.page.next : this.page.or[+go]; n.notebook ? this.notebook(n.notebook, n.cell) : this.below(); }
    else ({ pick: () => this.pick(t), again: () => this.open(), unmake: () => { this.making = false; this.render(); this.focus("pick"); }, report: () => this.toReport(), show: () => this.ask("show") })[what]?.();
  }
  focus(key) { this.ak.querySelector(`[data-k="${key}"]`)?.focus(); }
  pick(button) {
    const options = [...this.page.clients, { value: "", label: "Make a new client…" }];
    drop(button, options, this.page.clients.find((c) => c.small === "open")?.value, async (folder) => {
      if (!folder) { this.making = true; this.render(); this.focus("mk"); return; }
      await this.taken(await this.ask("choose", { folder }, "Opening the client…"));
    });
  }
  async make(form) {
    const value = (n) => form.elements[n].value;
    await this.taken(await this.ask("make", { client: value("client"), date: value("date"), minutes: value("minutes") }, "Making the folder…"));
  }
  async taken(page) {
    if (!page) return;
    this.page = page; this.making = false; this.made = null;
    this.said = `${page.client} is on the table. Run the cells below, and the other notebooks, again to take this client.`;
    this.render(); this.focus("next");
  }
  async toReport() {
    const told = await this.ask("report", {}, "Making the report, about 15 seconds…");
    if (told) { this.made = told; this.render(); this.focus("show"); } else this.slot();
  }
  /** The form of this notebook's own next cell. */
  below() {
    const cell = this.el.closest(".jp-Cell"), forms = [...document.querySelectorAll("[data-lm-suppress-shortcuts]")].filter((f) => f !== this.host && f.shadowRoot?.querySelector(".iv,.who"));
    const form = forms.find((f) => cell && cell.compareDocumentPosition(f) & Node.DOCUMENT_POSITION_FOLLOWING) ?? forms[0];
    if (!form) { this.said = "Run the next cell: it holds the interview form."; return this.slot(); }
    form.scrollIntoView({ block: "start" });
    form.shadowRoot.querySelector(".ask,.who button,.who select")?.focus();
  }
  /** In this Lab where it lets us, and run; else in a tab of its own. */
  async notebook(name, part = "") {
    const context = this.model.widget_manager?.context, path = `${(context?.path ?? "").replace(/[^/]*$/, "")}${name}.ipynb`, app = globalThis.jupyterapp;
    if (!app) { const base = document.querySelector("#jupyter-config-data")?.textContent; const root = base ? JSON.parse(base).baseUrl ?? "/" : "/"; open(`${root}lab/tree/${path.split("/").map(encodeURIComponent).join("/")}`, "_blank", "noopener"); return; }
    const panel = await app.commands.execute("docmanager:open", { path });
    await panel?.context?.sessionContext?.ready;
    if (panel) { app.shell.activateById(panel.id); await app.commands.execute("notebook:run-all-cells"); await this.arrive(panel, part); }
  }
  /** At the form that was asked for: running all has left the notebook at its last cell. */
  async arrive(panel, part) {
    const [call, inside] = { list: [".list(", ".sheet [data-k]"], judgement: [".judgement(", "[data-el]"] }[part] ?? [];
    const cells = panel.content.widgets, at = call ? cells.findIndex((c) => c.model.type === "code" && c.model.sharedModel.getSource().includes(call)) : -1;
    if (at < 0) return;
    panel.content.activeCellIndex = at;
    for (let tries = 0; tries < 100 && !this.gone; tries += 1) { // the cell is drawn only once it is in sight, and its form only once Python answers
      await panel.content.scrollToItem?.(at, "start");
      const form = [...cells[at].node.querySelectorAll("[data-lm-suppress-shortcuts]")].find((f) => f.shadowRoot?.querySelector(inside));
      if (form) { form.scrollIntoView({ block: "start" }); form.shadowRoot.querySelector(`${inside}[tabindex="0"], ${inside}`).focus({ preventScroll: true }); return; }
      await new Promise((then) => setTimeout(then, 100));
    }
  }
  key(e) {
    if ((e.ctrlKey || e.metaKey) && e.key.toLowerCase() === "s") return e.preventDefault();
    if (e.key === "Escape") { this.host.focus(); e.preventDefault(); }
    else if (e.key === "Enter" && e.target === this.host) { this.$("[data-k=next]")?.click(); e.preventDefault(); }
  }
}

export default {
  render({ model, el }) {
    const view = new StartView(model, el);
    return () => { view.dispose(); };
  },
};
