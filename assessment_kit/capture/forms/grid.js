import { Gone, Kept, Link, drop, esc, hearLive, icon, mount, onDisk, plural } from "./base.js";

// A list as a grid of our own: only the rows in sight are drawn, a problem is a line below its row, and every change is a list of
// steps {kind, row, key, was, value} that can be undone. A row is an object that outlives its number: Python tells where it went.

const LINE = 29, HEAD = 38, WAIT_MS = 10000;
const WIDE = { id: 130, text: 180, ref: 160, refs: 180, texts: 180, choice: 130, yes_no: 108, number: 108, integer: 108, frequency: 150, period: 96, own: 140 };
const NUMBERS = ["number", "integer"], LISTED = ["choice", "yes_no", "ref", "refs", "frequency"], SEVERAL = ["refs", "texts"];
const shortcut = (e, key) => (e.ctrlKey || e.metaKey) && !e.altKey && e.key.toLowerCase() === key;

/** The cells of a block that Excel put on the clipboard: tabs, lines, and quotation marks around cells that hold either. */
export function cellsOf(text) {
  const rows = [[]];
  let at = 0;
  text = text.replace(/\r\n?/g, "\n");
  while (at <= text.length) {
    let cell = "";
    if (text[at] === '"') {
      let end = at + 1;
      for (;;) {
        const next = text.indexOf('"', end);
        if (next < 0) { end = -1; break; }
        if (text[next + 1] === '"') { cell += text.slice(end, next + 1); end = next + 2; continue; }
        cell += text.slice(end, next); end = next + 1; break;
      }
      // a quotation mark that nothing closes, or that ends within a word, is a letter like any other
      if (end < 0 || (end < text.length && text[end] !== "\t" && text[end] !== "\n")) cell = null; else at = end;
    } else cell = null;
    if (cell === null) {
      const stop = text.slice(at).search(/[\t\n]/);
      cell = stop < 0 ? text.slice(at) : text.slice(at, at + stop);
      at += cell.length;
    }
    rows.at(-1).push(cell.trim());
    if (at >= text.length) break;
    if (text[at] === "\n") rows.push([]);
    at += 1;
  }
  while (rows.length && rows.at(-1).every((c) => c === "")) rows.pop();
  return rows;
}

class GridView {
  constructor(model, el) {
    this.model = model; this.recipe = model.get("recipe");
    const { host, ak, dispose } = mount(el, "A list to fill");
    Object.assign(this, { host, ak, unmount: dispose });
    this.link = new Link(model);
    this.link.onstate = (state) => this.linkState(state);
    this.list = this.recipe.list;
    this.undone = []; this.redo = []; this.queue = []; this.filter = "all"; this.find = "";
    ak.classList.add("gr");
    ak.addEventListener("keydown", (e) => this.key(e));
    ak.addEventListener("paste", (e) => this.pasted(e));
    ak.addEventListener("copy", (e) => this.copied(e));
    ak.addEventListener("focusout", () => setTimeout(() => !this.gone && this.typing && !this.ak.getRootNode().activeElement && document.hasFocus() && this.left()));
    this.deaf = hearLive(ak, this.recipe.folder);
    this.heed = () => document.visibilityState === "visible" && this.look();
    addEventListener("focus", this.heed);
    this.wide = new ResizeObserver(() => this.rows && this.lay());
    this.open();
  }
  dispose() { this.gone = true; removeEventListener("focus", this.heed); clearTimeout(this.again); this.wide.disconnect(); this.deaf(); this.link.dispose(); this.unmount(); }
  $(selector) { return this.ak.querySelector(selector); }

  // ---- what there is

  async open(name = this.list) {
    try {
      const data = await this.link.ask(name === this.recipe.list ? "open" : "show", { list: name });
      if (data.problem || data.unreadable) return this.sayInstead(data.problem ?? data.unreadable, data);
      this.list = name;
      this.kept = new Kept(`${this.recipe.folder}|${name}|list`);
      this.data = data; this.cur = null; this.typing = null; this.sought = false;
      this.undone = []; this.redo = []; this.filter = "all"; this.find = "";
      this.frame();
      this.take(data);
      this.lay();
      await this.recover();
    } catch (error) { if (!(error instanceof Gone)) throw error; this.sayInstead("The kernel does not answer. Run this cell again."); }
  }
  /** What this tab had not yet saved when the page was loaded anew. */
  async recover() {
    const kept = this.kept.get();
    if (!kept.edits) return;
    const answer = await this.send({ ...kept, again: true }, []);
    if (answer.problem) {
      this.say("bad", `${plural(kept.edits.length, "change")} of before ${kept.edits.length === 1 ? "waits" : "wait"}`);
      this.$(".slot").insertAdjacentHTML("afterbegin", `<div class="note wait">${icon("warn")}<div><b>${esc(answer.problem)}</b><br>What you typed before is kept in this tab.<div class="acts"><button class="btn s now">Try again now</button></div></div></div>`);
      this.$(".now").onclick = () => this.open(this.list);
      return;
    }
    this.kept.set({});
    await this.reload();
    this.say("ok", `Saved ${answer.saved} to ${answer.file}`);
    for (const clash of answer.clashes ?? []) this.clash(clash);
  }
  sayInstead(text, data) {
    this.rows = null;
    this.ak.innerHTML = `${data?.title ? `<div class="top"><button class="tname" aria-haspopup="listbox">${esc(data.title)} ${icon("down")}</button></div>` : ""}<div class="note" role="alert">${icon("warn")}<div>${esc(text)}<div class="acts"><button class="btn s again">Try again</button></div></div></div>`;
    this.$(".again").onclick = async () => { if (this.link.state !== "well") await this.link.reconnect().catch(() => {}); this.open(data?.list); };
    if (data?.title) this.chooser(data);
  }
  chooser(data) {
    const name = this.$(".tname");
    name.onclick = () => drop(name, data.lists, data.list, (list) => this.open(list));
  }
  async reload() {
    const data = await this.link.ask("show", { list: this.list });
    if (!data.problem && !data.unreadable) { this.data = data; this.take(data); this.draw(); }
  }
  /** Somebody else may have been at the file while this tab was not looked at. */
  async look() {
    if (this.gone || !this.rows || this.queue.length || this.busy || this.link.state !== "well" || this.editor) return;
    try {
      const data = await this.link.ask("look", { list: this.list, digest: this.digest });
      if (data.rows) { this.take(data); this.draw(); this.say("ok", "Changed by somebody else: what you see is the file"); }
    } catch (error) { if (!(error instanceof Gone)) throw error; }
  }
  /** The state that Python sent; rows that are known keep their object. */
  take(data, moved = {}, born = [], added = []) {
    this.digest = data.digest; this.file = data.file;
    if (data.columns) { this.cols = data.columns; this.names = Object.fromEntries(this.cols.map((c) => [c.key, Object.fromEntries(c.options.map((o) => [o.value, o.label]))])); }
    if (data.rows) {
      const known = new Map();
      for (const row of this.rows ?? []) if (row.n !== null) { const to = row.n in moved ? moved[row.n] : row.n; if (to === null) row.n = null; else { row.n = to; known.set(to, row); } }
      added.forEach((row, i) => { if (born[i]) { row.n = born[i]; known.set(born[i], row); } });
      const blank = (this.rows ?? []).filter((r) => r.n === null && r.waits);
      this.rows = data.rows.map(([n, cells]) => {
        const row = known.get(n) ?? {};
        row.n = n; row.waits = false;
        row.v = Object.fromEntries(this.cols.map((c) => [c.key, c.place === null ? "" : cells[c.place] ?? ""]));
        row.raw = cells;
        return row;
      });
      this.rows.push(...blank);
      for (const steps of this.queue) for (const s of steps) { // what was changed since this answer was asked for
        if (s.kind === "set") s.row.v[s.key] = s.value;
        if (s.kind === "remove") this.rows = this.rows.filter((r) => r !== s.row);
        if (s.kind === "add" && !this.rows.includes(s.row)) this.rows.push(s.row);
      }
      if (this.cur && !this.rows.includes(this.cur.row) && this.cur.row !== this.ghost) this.cur = null;
      this.ghost ??= { n: null, v: {}, ghost: true };
    }
    if (data.problems) {
      const at = new Map(this.rows.map((r) => [r.n, r]));
      for (const row of this.rows) row.faults = [];
      for (const p of data.problems) at.get(p.row)?.faults.push(p);
      this.whole = data.whole;
    }
  }

  // ---- what is seen

  frame() {
    const d = this.data;
    this.host.setAttribute("aria-label", `${d.title}, a list to fill`);
    this.ak.innerHTML = `<div class="top"><button class="tname" aria-haspopup="listbox" title="Another list">${esc(d.title)} ${icon("down")}</button><span class="q count"></span><p class="save" role="status"></p></div>
<div class="tools"><div class="seg" role="group" aria-label="Show"><button data-f="all" aria-pressed="true"></button><button data-f="bad" aria-pressed="false"></button></div><button class="btn s add">${icon("plus")} Row</button><button class="btn s undo" aria-label="Undo" title="Undo: Ctrl+Z">${icon("undo")}</button><button class="btn s away" hidden>${icon("no")} Take row away</button><div class="find">${icon("look")}<input class="in" type="search" placeholder="Find" aria-label="Find in ${esc(d.title.toLowerCase())}"></div></div>
<div class="slot" role="alert"></div><div class="told" role="status"></div>
<div class="sheet" role="grid" aria-label="${esc(d.title)}" tabindex="-1"><div class="inner"></div></div>
<div class="stat"><span class="hint q"></span><span class="q n where"></span></div>
<p class="keys"><span><kbd>↑</kbd> <kbd>↓</kbd> <kbd>←</kbd> <kbd>→</kbd> move</span><span><kbd>Enter</kbd> edit, or open the list</span><span><kbd>Ctrl</kbd>+<kbd>V</kbd> paste from Excel</span><span><kbd>Ctrl</kbd>+<kbd>Z</kbd> undo</span><span class="wide"><kbd>Delete</kbd> empty</span><span class="wide"><kbd>Shift</kbd>+<kbd>Delete</kbd> take the row away</span><span><kbd>F8</kbd> next problem, then <kbd>Tab</kbd> its cure</span><span><kbd>Esc</kbd> leave</span><span class="mv" role="status"></span></p>`;
    this.chooser(d);
    this.sheet = this.$(".sheet"); this.inner = this.$(".inner");
    this.sheet.addEventListener("scroll", () => { this.drawRows(); if (this.editor) this.placeList(); }, { passive: true });
    this.sheet.addEventListener("mousedown", (e) => this.pointed(e));
    this.sheet.addEventListener("dblclick", (e) => e.target.closest("[data-k]") && this.edit());
    this.sheet.addEventListener("click", (e) => { const b = e.target.closest("[data-cure]"); if (b) this.cure(b); });
    this.ak.querySelectorAll("[data-f]").forEach((b) => b.onclick = () => { this.filter = b.dataset.f; this.draw(); });
    this.$(".add").onclick = () => { this.filter = "all"; this.find = this.$(".find .in").value = ""; this.draw(); this.go(this.ghost, 0); };
    this.$(".undo").onclick = () => this.undo();
    this.$(".away").onclick = () => this.takeAway();
    this.$(".find .in").oninput = (e) => { this.find = e.target.value.toLowerCase(); this.draw(); };
    this.wide.disconnect(); this.wide.observe(this.ak);
    if (d.sheet) this.say("", `From ${d.sheet}. The first change writes all of it to ${d.file}, which counts from then on; the sheet stays as it is.`);
    else this.say("", d.calendar ? `${d.file}; the meetings of calendar.ics are not shown here` : d.file);
  }
  lay() {
    this.room = Math.max(200, this.ak.clientWidth - 2);
    const wide = this.cols.map((c) => WIDE[c.type] ?? 140), sum = wide.reduce((a, b) => a + b, 46);
    this.widths = sum < this.room - 16 ? wide.map((w) => Math.floor(w * (this.room - 18 - 46) / (sum - 46))) : wide;
    this.draw();
  }
  shown() {
    const like = (r) => !this.find || Object.entries(r.v).some(([k, v]) => `${v} ${this.names[k]?.[v] ?? ""}`.toLowerCase().includes(this.find));
    return this.rows.filter((r) => (this.filter === "all" || this.faults(r).length) && like(r));
  }
  /** What is told of a row; while a new row is typed its empty cells are not yet a fault. */
  faults(row) { return (row.faults ?? []).filter((p) => row !== this.typing || !p.empty); }
  left() { this.typing = null; this.draw(); }
  /** Where each line stands: rows, problems below them, and the empty row at the end. */
  draw() {
    if (!this.rows) return;
    this.lines = []; this.where = new Map();
    let top = HEAD;
    const visible = this.shown();
    for (const row of visible) {
      this.where.set(row, this.lines.length);
      this.lines.push({ row, top, height: LINE }); top += LINE;
      for (const p of this.faults(row)) {
        const narrow = this.room < 420; // the button stands below the words
        const room = Math.max(120, this.room - (narrow ? 60 : 90 + p.cures.reduce((w, c) => w + Math.min(230, 30 + c.label.length * 7), 0)));
        const height = Math.max(1, Math.ceil((p.text.length + p.left.length) * 6.7 / room)) * 18 + 17 + (narrow ? 34 : 0);
        this.lines.push({ problem: p, of: row, top, height }); top += height;
      }
    }
    if (this.filter === "all" && !this.find) { this.where.set(this.ghost, this.lines.length); this.lines.push({ row: this.ghost, top, height: LINE }); top += LINE; }
    this.order = this.lines.filter((l) => l.row).map((l) => l.row);
    const bad = this.rows.filter((r) => this.faults(r).length).length, filled = this.rows.length;
    this.$("[data-f=all]").textContent = `All ${filled}`; this.$("[data-f=bad]").textContent = `With problems ${bad}`;
    this.ak.querySelectorAll("[data-f]").forEach((b) => b.setAttribute("aria-pressed", b.dataset.f === this.filter));
    this.$(".count").textContent = `${plural(filled, "row")}, ${plural(this.cols.length, "column")}`;
    this.$(".undo").disabled = !this.undone.length;
    this.sheet.setAttribute("aria-rowcount", filled + 1);
    this.inner.style.height = `${top}px`;
    this.inner.style.width = `${this.widths.reduce((a, b) => a + b, 46)}px`;
    this.sheet.style.height = `${Math.min(440, Math.max(180, top + 18))}px`;
    const whole = this.whole?.length ? `<div class="note">${icon("warn")}<div>${this.whole.map((t) => `<p>${esc(t)}</p>`).join("")}</div></div>` : "";
    if (this.$(".slot").dataset.whole !== whole && !this.$(".slot .clash")) { this.$(".slot").innerHTML = whole; this.$(".slot").dataset.whole = whole; }
    this.cur ??= { row: this.order[0] ?? this.ghost, c: 0 };
    if (!this.where.has(this.cur.row)) this.cur = { row: this.order[0] ?? this.ghost, c: this.cur.c };
    this.drawRows();
    this.hint();
  }
  drawRows() {
    const from = this.sheet.scrollTop - 200, to = this.sheet.scrollTop + this.sheet.clientHeight + 200;
    const seen = this.lines.filter((l, i) => (l.top + l.height > from && l.top < to) || i === this.where.get(this.cur.row));
    const active = this.ak.getRootNode().activeElement;
    const had = active?.closest?.(".sheet") && active.matches("[data-k]"), focus = this.wants || had;
    const pressed = !focus && active?.matches?.(".sheet [data-cure]") ? this.cures().indexOf(active) : -1;
    const line = (l) => l.row ? this.rowHtml(l) : `<div class="line msg" role="row" style="top:${l.top}px;height:${l.height}px"><div role="gridcell" id="p${l.of.n}${esc(l.problem.key ?? "")}">${icon("warn")}<span class="t">${esc(l.problem.text)} <small>${esc(l.problem.left)}</small></span>${l.problem.cures.map((c) => `<button class="btn s" tabindex="${this.sought && l.of === this.cur.row ? 0 : -1}" data-cure="${esc(c.value)}" data-line="${this.where.get(l.of)}" data-key="${esc(l.problem.key)}">${esc(c.label)}</button>`).join("")}${!l.problem.cures.length && this.col(l.problem.key)?.options.length ? `<button class="btn s" tabindex="${this.sought && l.of === this.cur.row ? 0 : -1}" data-cure="" data-open="1" data-line="${this.where.get(l.of)}" data-key="${esc(l.problem.key)}">Choose…</button>` : ""}</div></div>`;
    const editor = this.editor?.input;
    this.inner.innerHTML = `<div class="line heads" role="row"><div class="c no" role="columnheader">Row</div>${this.cols.map((c, i) => `<div class="c ${i ? "" : "first "}${NUMBERS.includes(c.type) ? "num " : ""}${c.type === "own" ? "own" : ""}" role="columnheader" style="width:${this.widths[i]}px" title="${esc(c.help)}"><span>${esc(c.title)}</span></div>`).join("")}</div>${seen.map(line).join("")}`;
    if (editor) this.inner.append(editor);
    if (pressed >= 0 && !this.editor) (this.cures()[pressed] ?? this.cell())?.focus({ preventScroll: true });
    else if (focus && !this.editor) { this.cell()?.focus({ preventScroll: true }); this.wants = false; }
    else if (this.editor) this.editor.input.focus({ preventScroll: true });
  }
  rowHtml(l) {
    const { row } = l, faults = this.faults(row), out = faults.some((p) => p.out), at = this.where.get(row);
    const cells = this.cols.map((c, i) => {
      const text = row.v[c.key] ?? "", fault = faults.some((p) => p.key === c.key), cur = this.cur.row === row && this.cur.c === i;
      const told = this.read(c, text), arrow = cur && (c.options.length > 0) ? icon("down").replace('class="ic"', 'class="ic dn"') : "";
      const cls = `c ${i ? "" : "first "}${NUMBERS.includes(c.type) ? "num " : ""}${c.type === "own" ? "own " : ""}${fault ? "bad" : ""}`;
      const ghost = row.ghost && !i ? "a new row" : "";
      return `<div class="${cls}" role="gridcell" tabindex="${cur ? 0 : -1}" data-k="${i}" style="width:${this.widths[i]}px"${fault ? ` aria-invalid="true" aria-describedby="p${row.n}${esc(c.key)}"` : ""}${told.length > 14 ? ` title="${esc(told)}"` : ""}>${arrow}${fault ? `${icon("warn")}<span class="vh">faulty: </span>` : ""}${esc(told || ghost)}</div>`;
    }).join("");
    return `<div class="line${row.ghost ? " ghost" : ""}${row.fresh ? " fresh" : ""}${out ? " out" : ""}" role="row" aria-rowindex="${at + 2}" data-l="${at}" style="top:${l.top}px"><div class="c no" role="rowheader">${row.ghost ? icon("plus") : row.n ?? "…"}</div>${cells}</div>`;
  }
  /** A cell as a person reads it: names for ids, words for codes. */
  read(c, text) {
    const names = this.names[c.key];
    if (!text || !names) return text;
    if (SEVERAL.includes(c.type)) return text.split(/[;\n]/).map((p) => p.trim()).map((p) => names[p] ?? p).join("; ");
    return names[text] ?? (c.type === "choice" ? names[text.replaceAll(" ", "_")] ?? names[text.replaceAll("_", " ")] ?? text : text);
  }
  col(key) { return this.cols.find((c) => c.key === key); }
  cell() { const at = this.where.get(this.cur.row); return this.inner.querySelector(`[data-l="${at}"] [data-k="${this.cur.c}"]`); }
  hint() {
    const c = this.cols[this.cur.c], row = this.cur.row;
    if (!c) return;
    this.$(".hint").innerHTML = `<b>${esc(c.title)}</b> ${esc(c.help)}`;
    this.$(".where").textContent = row.ghost ? `new row, column ${this.cur.c + 1} of ${this.cols.length}` : `row ${row.n ?? "…"}, column ${this.cur.c + 1} of ${this.cols.length}`;
    this.$(".away").hidden = !!row.ghost;
  }
  say(kind, text) {
    const p = this.$(".save");
    if (!p) return;
    p.className = `save ${kind === "bad" ? "bad" : ""}`;
    p.innerHTML = `${kind ? icon(kind === "bad" ? "warn" : "ok") : ""}<span>${text.startsWith("Saved") ? `<b>${esc(text.slice(0, 14))}</b>${esc(text.slice(14))}` : esc(text)}</span>`;
  }

  // ---- moving about

  go(row, c, focus = true, sought = false) {
    this.sought = sought;
    this.cur = { row, c: Math.max(0, Math.min(this.cols.length - 1, c)) };
    if (this.typing && row !== this.typing) this.left();
    const l = this.lines[this.where.get(row)];
    if (l) {
      const s = this.sheet;
      if (l.top < s.scrollTop + HEAD) s.scrollTop = l.top - HEAD; else if (l.top + LINE > s.scrollTop + s.clientHeight - 14) s.scrollTop = l.top + LINE - s.clientHeight + 14;
      const left = this.widths.slice(0, this.cur.c).reduce((a, b) => a + b, 46), lock = 46 + (this.room > 640 ? this.widths[0] : 0);
      if (this.cur.c === 0) s.scrollLeft = 0;
      else if (left < s.scrollLeft + lock) s.scrollLeft = left - lock; else if (left + this.widths[this.cur.c] > s.scrollLeft + s.clientWidth) s.scrollLeft = left + this.widths[this.cur.c] - s.clientWidth;
    }
    this.wants = focus;
    this.drawRows();
    this.hint();
  }
  step(dr, dc) {
    const at = this.order.indexOf(this.cur.row);
    this.go(this.order[Math.max(0, Math.min(this.order.length - 1, at + dr))], this.cur.c + dc);
  }
  /** Tab goes from cell to cell and on to the next row; only the empty row at the end lets it out of the list. */
  tab(back) {
    const at = this.order.indexOf(this.cur.row), c = this.cur.c + (back ? -1 : 1), next = this.order[at + (back ? -1 : 1)];
    if (c >= 0 && c < this.cols.length) this.go(this.cur.row, c);
    else if (next) this.go(next, back ? this.cols.length - 1 : 0);
    else return false;
    return true;
  }
  /** The buttons that cure the row that F8 went to. */
  cures() { return [...this.inner.querySelectorAll('[data-cure][tabindex="0"]')]; }
  tabToCure(e) {
    const there = this.cures(), at = there.indexOf(e.target) + (e.shiftKey ? -1 : 1);
    if (there[at]) there[at].focus(); else this.go(this.cur.row, this.cur.c);
    e.preventDefault();
  }
  nextProblem(back) {
    if (this.typing) this.left();
    const faults = [];
    for (const row of this.rows) for (const p of row.faults ?? []) faults.push([row, Math.max(0, this.cols.findIndex((c) => c.key === p.key))]);
    if (!faults.length) return this.tell("No row of this list has a problem.");
    const rank = ([row, c]) => this.rows.indexOf(row) * 1000 + c, here = rank([this.cur.row, this.cur.c]) + (this.cur.row.ghost ? 1e9 : 0);
    const to = back ? faults.filter((f) => rank(f) < here).at(-1) ?? faults.at(-1) : faults.find((f) => rank(f) > here) ?? faults[0];
    if (!this.where.has(to[0])) { this.filter = "all"; this.find = this.$(".find .in").value = ""; this.draw(); }
    this.go(...to, true, true);
  }
  pointed(e) {
    const cell = e.target.closest("[data-k]");
    if (!cell || e.target === this.editor?.input) return;
    e.preventDefault();
    if (this.editor) this.close(true);
    const row = this.lines[+cell.parentNode.dataset.l].row, c = +cell.dataset.k, again = this.cur.row === row && this.cur.c === c && e.target.closest(".dn");
    this.go(row, c);
    if (again) this.edit();
  }
  key(e) {
    if (!this.rows) return;
    if (e.target === this.editor?.input) return this.editorKey(e);
    if (e.key === "F8") { this.nextProblem(e.shiftKey); e.preventDefault(); return; }
    if (shortcut(e, "z") && !e.target.matches("input")) { e.shiftKey ? this.again_() : this.undo(); e.preventDefault(); return; }
    if (shortcut(e, "y") && !e.target.matches("input")) { this.again_(); e.preventDefault(); return; }
    if (shortcut(e, "f")) { this.$(".find .in").focus(); e.preventDefault(); return; }
    if (e.key === "Escape") { if (e.target.matches("[data-k]")) this.host.focus(); else this.go(this.cur.row, this.cur.c); e.preventDefault(); return; }
    if (e.target.matches(".find .in") && (e.key === "Enter" || e.key === "ArrowDown")) { if (this.order.length) this.go(this.order[0], this.cur.c); e.preventDefault(); return; }
    if (e.key === "Tab" && (e.target.matches?.("[data-cure]") || (e.target.matches?.("[data-k]") && !e.shiftKey && this.sought && this.cures().length))) return this.tabToCure(e);
    if (!e.target.matches?.("[data-k]") && !(e.target === this.sheet)) return;
    const page = Math.floor((this.sheet.clientHeight - HEAD) / LINE) - 1;
    const to = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1], PageDown: [page, 0], PageUp: [-page, 0] }[e.key];
    if (e.key === "Tab") { if (!this.tab(e.shiftKey)) return; }
    else if (to && e.altKey && e.key === "ArrowDown") this.edit();
    else if (to) { const far = e.ctrlKey || e.metaKey ? 1e6 : 1; this.step(to[0] * far, to[1] * far); }
    else if (e.key === "Home") this.go(e.ctrlKey ? this.order[0] : this.cur.row, 0);
    else if (e.key === "End") this.go(e.ctrlKey ? this.order.at(-1) : this.cur.row, 1e6);
    else if (e.key === "Enter" || e.key === "F2") this.edit();
    else if (e.key === "Delete" && e.shiftKey) this.takeAway();
    else if (e.key === "Delete" || e.key === "Backspace") this.write("");
    else if (e.key.length === 1 && !e.ctrlKey && !e.metaKey && !e.altKey) this.edit(e.key);
    else return;
    e.preventDefault();
  }

  // ---- a cell is edited

  edit(typed) {
    const cell = this.cell(), c = this.cols[this.cur.c], row = this.cur.row;
    if (!cell) return;
    const input = document.createElement("input");
    const at = cell.getBoundingClientRect(), base = this.inner.getBoundingClientRect();
    input.className = "edit"; input.setAttribute("aria-label", `${c.title}, row ${row.n ?? "new"}`); input.autocomplete = "off"; input.spellcheck = c.type === "text";
    Object.assign(input.style, { left: `${at.left - base.left}px`, top: `${at.top - base.top}px`, width: `${Math.max(at.width, 90)}px`, height: `${LINE}px` });
    const was = row.v[c.key] ?? "";
    input.value = typed ?? (c.type === "choice" ? this.read(c, was) : was);
    this.editor = { input, c, row, was, at: -1, typed: typed !== undefined, partial: typed !== undefined };
    this.inner.append(input);
    input.focus({ preventScroll: true });
    if (typed === undefined && SEVERAL.includes(c.type)) { input.value = was ? `${was.replace(/[;\s]+$/, "")}; ` : ""; input.setSelectionRange(1e6, 1e6); } else if (typed === undefined) input.select();
    input.addEventListener("blur", () => setTimeout(() => this.editor?.input === input && !this.ak.getRootNode().activeElement?.closest?.(".edit") && this.close(true, false)));
    input.addEventListener("input", () => { this.editor.typed = this.editor.partial = true; this.editor.at = -1; this.offer(); });
    if (c.options.length) { input.setAttribute("role", "combobox"); input.setAttribute("aria-expanded", "true"); this.offer(); }
  }
  /** The list below the cell, in the top layer: what may stand there, by what was typed so far. */
  offer() {
    const { input, c, was } = this.editor;
    if (!c.options.length) return;
    const several = SEVERAL.includes(c.type), parts = input.value.split(";"), last = (several ? parts.at(-1) : input.value).trim().toLowerCase();
    const all = !this.editor.typed || !last;
    const options = c.options.filter((o) => all || o.label.toLowerCase().includes(last) || o.value.toLowerCase().includes(last)).slice(0, 200);
    const held = new Set(several ? parts.map((p) => p.trim()) : [was]);
    this.editor.options = options;
    if (this.editor.typed && last && !several && c.type !== "frequency" && options.length && this.editor.at < 0) this.editor.at = options.findIndex((o) => o.label.toLowerCase().startsWith(last) || o.value.toLowerCase().startsWith(last));
    if (!this.editor.typed && this.editor.at < 0) this.editor.at = options.findIndex((o) => o.value === was || o.label === was);
    let list = this.editor.list;
    if (!list) {
      list = this.editor.list = document.createElement("div");
      list.className = "pickl"; list.popover = "manual"; list.setAttribute("role", "listbox"); list.setAttribute("aria-label", c.title); list.id = "offer";
      list.addEventListener("mousedown", (e) => { e.preventDefault(); const o = e.target.closest("[role=option]"); if (o) this.picked(+o.dataset.i); });
      this.ak.append(list);
      list.showPopover();
    }
    const note = { choice: "Type a few letters, or choose.", yes_no: "Leave it empty where it is not known.", frequency: "Or type it in words, or a calendar rule.", refs: "Choose several: each is added.", ref: "Type a few letters, or choose." }[c.type] ?? "";
    list.innerHTML = `${options.map((o, i) => `<div role="option" id="o${i}" class="${i === this.editor.at ? "at" : ""}" data-i="${i}" aria-selected="${held.has(o.value)}">${esc(o.label)}${o.small && o.small !== o.label ? `<span>${esc(o.small)}</span>` : ""}</div>`).join("")}${note ? `<p>${note}</p>` : ""}`;
    input.setAttribute("aria-controls", "offer"); input.setAttribute("aria-activedescendant", this.editor.at >= 0 ? `o${this.editor.at}` : "");
    this.placeList();
  }
  placeList() {
    const list = this.editor?.list;
    if (!list) return;
    const at = this.editor.input.getBoundingClientRect(), below = innerHeight - at.bottom - 8, above = at.top - 8;
    const up = below < Math.min(220, list.scrollHeight) && above > below;
    list.style.maxHeight = `${Math.min(300, up ? above : below)}px`; list.style.minWidth = `${at.width}px`;
    list.style.left = `${Math.max(4, Math.min(at.left, innerWidth - list.offsetWidth - 4))}px`;
    list.style.top = up ? `${at.top - list.offsetHeight}px` : `${at.bottom}px`;
    list.querySelector(".at")?.scrollIntoView({ block: "nearest" });
  }
  picked(i) {
    const { c, input, options } = this.editor, o = options[i];
    if (!o) return;
    if (SEVERAL.includes(c.type)) {
      const parts = input.value.split(";").map((p) => p.trim());
      if (this.editor.partial && !c.options.some((x) => x.value === parts.at(-1))) parts.pop();
      this.editor.partial = false;
      const held = parts.filter(Boolean), there = held.indexOf(o.value);
      if (there >= 0) held.splice(there, 1); else held.push(o.value);
      input.value = held.length ? `${held.join("; ")}; ` : "";
      this.editor.typed = false;
      this.offer();
    } else { input.value = o.value; this.editor.chosen = o.value; this.close(true); this.step(1, 0); }
  }
  editorKey(e) {
    const ed = this.editor, n = ed.options?.length ?? 0;
    e.stopPropagation();
    if (e.key === "Escape") this.close(false);
    else if (ed.list && (e.key === "ArrowDown" || e.key === "ArrowUp") && n) { ed.at = (ed.at + (e.key === "ArrowDown" ? 1 : ed.at < 0 ? 0 : -1) + n) % n; ed.typed = false; const keep = ed.at; this.offerAt(keep); }
    else if (e.key === "Enter" || e.key === "Tab") {
      if (ed.list && ed.at >= 0 && !(SEVERAL.includes(ed.c.type) && !ed.typed && e.key === "Tab")) { const o = ed.options[ed.at]; if (SEVERAL.includes(ed.c.type)) { if (e.key === "Enter" && (ed.typed || !ed.done)) { ed.done = true; this.picked(ed.at); e.preventDefault(); return; } } else ed.chosen = o.value; }
      this.close(true);
      e.key === "Tab" ? this.tab(e.shiftKey) : this.step(e.shiftKey ? -1 : 1, 0);
    } else if (!ed.list && e.key === "ArrowDown" && ed.typed) { this.close(true); this.step(1, 0); }
    else if (!ed.list && e.key === "ArrowUp" && ed.typed) { this.close(true); this.step(-1, 0); }
    else return;
    e.preventDefault();
  }
  offerAt(i) {
    this.editor.at = i; this.editor.done = false;
    this.editor.list.querySelectorAll("[role=option]").forEach((o, k) => o.classList.toggle("at", k === i));
    this.editor.input.setAttribute("aria-activedescendant", `o${i}`);
    this.editor.list.querySelector(".at")?.scrollIntoView({ block: "nearest" });
  }
  close(keep, focus = true) {
    const ed = this.editor;
    if (!ed) return;
    this.editor = null;
    ed.list?.remove();
    let text = ed.chosen ?? ed.input.value.trim().replace(/;$/, "").trim();
    if (ed.c.type === "choice" && ed.chosen === undefined) text = ed.c.options.find((o) => o.label === text)?.value ?? text;
    ed.input.remove();
    this.wants = focus;
    if (keep && text !== ed.was) this.write(text, ed.row, ed.c.key); else this.drawRows();
  }

  // ---- changes

  /** Carry out steps, keep them for undo, and hand them on. */
  act(steps, label) {
    if (!steps.length) return;
    this.undone.push({ steps, label }); this.redo = [];
    if (this.undone.length > 200) this.undone.shift();
    this.carry(steps);
  }
  carry(steps) {
    for (const s of steps) {
      if (s.kind === "set") s.row.v[s.key] = s.value;
      if (s.kind === "add") { s.row.waits = true; this.rows.splice(Math.min(s.at ?? this.rows.length, this.rows.length), 0, s.row); }
      if (s.kind === "remove") { s.at = this.rows.indexOf(s.row); this.rows = this.rows.filter((r) => r !== s.row); }
    }
    this.queue.push(steps);
    this.keep();
    this.draw();
    this.pump();
  }
  back(steps) {
    return [...steps].reverse().map((s) => s.kind === "set" ? { ...s, was: s.value, value: s.was } : { ...s, kind: s.kind === "add" ? "remove" : "add" });
  }
  undo() {
    const last = this.undone.pop();
    if (!last) return this.tell("Nothing is left to undo.");
    this.redo.push(last);
    this.carry(this.back(last.steps));
    const row = last.steps.find((s) => this.where.has(s.row))?.row;
    if (row) { const key = last.steps.find((s) => s.row === row).key, c = this.cols.findIndex((x) => x.key === key); this.go(row, c < 0 ? this.cur.c : c); } else { this.wants = true; this.drawRows(); }
    this.tell(`${last.label} <b>Ctrl+Y</b> does it again.`);
  }
  again_() {
    const next = this.redo.pop();
    if (!next) return;
    this.undone.push(next);
    this.wants = true;
    this.carry(next.steps);
    this.tell("");
  }
  write(text, row = this.cur.row, key = this.cols[this.cur.c].key) {
    if ((row.v[key] ?? "") === text) return;
    if (row.ghost) {
      const fresh = { n: null, v: { [key]: text }, faults: [] };
      this.cur = { row: fresh, c: this.cur.c }; this.typing = fresh;
      this.act([{ kind: "add", row: fresh, at: this.rows.length }], "The new row is undone.");
    } else this.act([{ kind: "set", row, key, was: row.v[key] ?? "", value: text }], "The change is undone.");
    this.tell("");
  }
  takeAway() {
    const row = this.cur.row;
    if (row.ghost) return;
    const at = this.order.indexOf(row);
    this.cur = { row: this.order[at + 1] ?? this.order[at - 1] ?? this.ghost, c: this.cur.c };
    this.wants = true;
    this.act([{ kind: "remove", row }], "The row is back.");
    this.tell(`Row ${row.n ?? ""} is taken away. <button class="btn s un">${icon("undo")} Undo</button>`);
  }
  cure(button) {
    const row = this.lines[+button.dataset.line].row, key = button.dataset.key;
    this.go(row, this.cols.findIndex((c) => c.key === key));
    if (button.dataset.open) return this.edit();
    this.write(button.dataset.cure, row, key);
  }
  copied(e) {
    if (this.editor || !e.target.closest?.(".sheet")) return;
    e.clipboardData.setData("text/plain", this.cur.row.v[this.cols[this.cur.c].key] ?? "");
    e.preventDefault();
  }
  pasted(e) {
    if (this.editor || !this.rows || e.target.matches?.("input")) return;
    e.preventDefault();
    let block = cellsOf(e.clipboardData.getData("text/plain"));
    if (!block.length) return;
    // a first row that names our columns says where each goes
    const heads = new Map(this.cols.flatMap((c, i) => [[c.title.toLowerCase(), i], [c.key.toLowerCase(), i]]));
    const named = block[0].map((t) => heads.get(t.toLowerCase().replace(/[* ]+$/, "")));
    const headed = block.length > 1 && named.filter((i) => i !== undefined).length >= Math.max(2, block[0].length / 2);
    if (headed) block = block.slice(1);
    const place = (i) => headed ? named[i] : this.cur.c + i;
    const start = this.order.indexOf(this.cur.row), steps = [], touched = [];
    let beyond = 0;
    for (const r of this.rows) r.fresh = false;
    block.forEach((cells, i) => {
      if (cells.every((text) => text === "")) return; // a blank row of Excel empties nothing
      const row = this.order[start + i], old = row && !row.ghost && !headed ? row : null, fresh = { n: null, v: {}, faults: [], fresh: true };
      cells.forEach((text, k) => {
        const c = this.cols[place(k)];
        if (!c) { beyond += text ? 1 : 0; return; }
        const told = c.type === "choice" ? c.options.find((o) => o.label.toLowerCase() === text.toLowerCase())?.value ?? text : text;
        if (!old) fresh.v[c.key] = told;
        else if ((old.v[c.key] ?? "") !== told) steps.push({ kind: "set", row: old, key: c.key, was: old.v[c.key] ?? "", value: told });
      });
      if (old) { old.fresh = true; touched.push(old); }
      else if (Object.values(fresh.v).some(Boolean)) { touched.push(fresh); steps.push({ kind: "add", row: fresh, at: this.rows.length + touched.length }); }
    });
    if (this.cur.row.ghost && touched[0]) this.cur = { row: touched[0], c: this.cur.c };
    this.wants = true;
    this.paste = { touched, beyond };
    this.act(steps, touched.length === 1 ? "The paste of one row is undone." : `The paste of ${touched.length} rows is undone.`);
    const first = this.lines[this.where.get(touched[0])];
    if (first && touched.length > 3) this.sheet.scrollTop = first.top - HEAD;
    this.tellPaste();
  }
  tellPaste() {
    if (!this.paste) return;
    const { touched, beyond } = this.paste, n = touched.length, out = touched.filter((r) => r.faults?.some((p) => p.out)).length;
    const part = touched.filter((r) => r.faults?.length && !r.faults.some((p) => p.out)).length, good = n - out - part;
    const says = [`<b>${plural(n, "row")} pasted.</b>`, this.queue.length || this.busy ? "Checking…" : good === n ? (n === 1 ? "It is taken." : "All are taken.") : `${good} ${good === 1 ? "is" : "are"} taken.`];
    if (!this.queue.length && !this.busy) {
      if (out) says.push(`${out} ${out === 1 ? "has a problem and does" : "have problems and do"} not count yet.`);
      if (part) says.push(`${part} ${part === 1 ? "counts" : "count"} without a faulty cell.`);
    }
    if (beyond) says.push(`${plural(beyond, "cell")} beyond the last column ${beyond === 1 ? "was" : "were"} left out.`);
    const bad = out + part;
    this.tell(`${icon("ok")}<span>${says.join(" ")}</span><span class="sp">${bad ? `<button class="btn s bads">Show the ${bad}</button>` : ""}<button class="btn s un">${icon("undo")} Undo the paste</button></span>`, true);
  }
  tell(html, stays) {
    if (!stays) this.paste = null;
    const told = this.$(".told");
    told.innerHTML = html ? `<div class="paste">${html}</div>` : "";
    const un = told.querySelector(".un"), bads = told.querySelector(".bads");
    if (un) un.onclick = () => this.undo();
    if (bads) bads.onclick = () => { this.filter = "bad"; this.draw(); this.nextProblem(); };
  }

  // ---- to Python and back

  edits(steps) {
    const out = [], added = [];
    const before = (row) => { const i = this.rows.indexOf(row); const next = i < 0 ? null : this.rows.slice(i + 1).find((r) => r.n !== null && !r.waits); return next?.n ?? 0; };
    const filled = (row) => Object.fromEntries(Object.entries(row.v).filter(([, v]) => v));
    for (const s of steps) {
      if (added.includes(s.row) && s.kind === "set") continue;
      if (s.kind === "add" || (s.kind === "set" && s.row.n === null)) { if (s.kind === "set" && !this.rows.includes(s.row)) continue; added.push(s.row); out.push({ kind: "add", row: before(s.row), cells: filled(s.row) }); }
      else if (s.kind === "set") out.push({ kind: "set", row: s.row.n, column: s.key, was: s.was, value: s.value });
      else if (s.row.n !== null) out.push({ kind: "remove", row: s.row.n });
    }
    return { edits: out, added };
  }
  known() { return this.rows.filter((r) => r.n !== null && r.raw).map((r) => [r.n, r.raw]); }
  /** The tab keeps what is not on disk, also over a reload of the page. */
  keep() {
    const steps = this.queue.flat();
    this.kept.set(steps.length ? { list: this.list, digest: this.digest, rows: this.known(), edits: this.edits(steps).edits } : {});
  }
  async pump() {
    if (this.busy || !this.queue.length || this.gone || this.link.state === "gone" || this.link.state === "new") return;
    this.busy = true;
    const steps = this.queue[0], { edits, added } = this.edits(steps);
    this.say("", "Saving…"); // at once: until it is on disk, nothing may say that it is saved
    let answer;
    try {
      answer = edits.length ? await this.send({ list: this.list, digest: this.digest, edits, again: this.unsure }, added) : {};
    } catch (error) { if (!(error instanceof Gone)) throw error; }
    this.busy = false;
    if (!answer) { this.unsure = true; return; }
    if (answer.problem) return this.notSaved(answer.problem);
    this.unsure = false;
    this.queue.shift();
    if (edits.length) this.settled(answer, added, edits, steps); else this.say("", this.file);
    this.keep();
    this.draw();
    if (this.paste) this.tellPaste();
    this.pump();
  }
  async send(message, added) {
    message.batch ??= `${this.link.view}-${Date.now()}-${Math.random().toString(36).slice(2, 8)}`;
    if (this.pending?.edits && JSON.stringify(this.pending.edits) === JSON.stringify(message.edits)) message.batch = this.pending.batch;
    this.pending = message;
    const answer = await this.link.ask("edit", message);
    return answer.unknown ? this.link.ask("edit", { ...message, again: true, rows: message.rows ?? this.known() }) : answer;
  }
  settled(answer, added, edits, steps) {
    if (answer.others) { this.undone = this.undone.filter((u) => u.steps === steps); this.redo = []; }
    this.take(answer, answer.moved, answer.born, added);
    if (!answer.rows) for (const s of steps) if (s.kind === "set" && s.row.raw) { const c = this.col(s.key); if (c?.place != null) { s.row.raw = [...s.row.raw]; while (s.row.raw.length <= c.place) s.row.raw.push(""); s.row.raw[c.place] = s.value; } }
    this.$(".slot").querySelector(".wait")?.remove();
    this.say("ok", `Saved ${answer.saved} to ${answer.file}${answer.others ? ", with what somebody else changed" : ""}`);
    for (const clash of answer.clashes ?? []) this.clash(clash);
    onDisk();
  }
  notSaved(text) {
    const n = this.queue.flat().length;
    this.say("bad", `${plural(n, "change")} ${n === 1 ? "waits" : "wait"}`);
    const slot = this.$(".slot");
    slot.querySelector(".wait")?.remove();
    slot.insertAdjacentHTML("afterbegin", `<div class="note wait">${icon("warn")}<div><b>${esc(text)}</b><br>What you typed is kept in this form and tried again every ten seconds. You can go on.<div class="acts"><button class="btn s now">Try again now</button></div></div></div>`);
    slot.querySelector(".now").onclick = () => this.pump();
    clearTimeout(this.again);
    this.again = setTimeout(() => this.pump(), WAIT_MS);
  }
  /** Two people changed the same cell: both stand side by side, and nothing is written until somebody chooses. */
  clash(c) {
    const row = this.rows.find((r) => r.n === c.row), col = this.col(c.key), slot = this.$(".slot");
    const note = document.createElement("div");
    note.className = "note clash";
    const what = c.kind === "remove" ? `Somebody else changed row ${c.row}, which you took away.` : c.row === null ? "Somebody else took away the row that you changed." : `Somebody else changed “${col?.title}” in row ${c.row}, too.`;
    const mine = c.kind === "remove" ? "Take the row away" : c.mine || "an empty cell", theirs = c.theirs === null ? "the row is gone" : c.theirs || "an empty cell";
    note.innerHTML = `${icon("warn")}<div><b>${esc(what)}</b><br>Nothing is overwritten until you choose.</div><div class="two"><div><b>Yours</b><span>${esc(mine)}</span>${c.row === null ? "" : '<button class="btn s mine">Keep yours</button>'}</div><div><b>Theirs</b><span>${esc(theirs)}</span><button class="btn s theirs">Keep theirs</button></div></div><div class="acts"><span class="q">What you do not keep stays in ${esc(this.list)}.not_kept.txt.</span></div>`;
    slot.append(note);
    const done = (text) => { note.remove(); this.link.ask("aside", { list: this.list, text: `${this.data.title}, row ${c.row ?? "gone"}, ${col?.title ?? "the row"}: ${text}` }); this.wants = true; this.draw(); };
    note.querySelector(".theirs").onclick = () => done(mine);
    const keep = note.querySelector(".mine");
    if (keep) keep.onclick = () => { done(theirs); if (row) this.act([c.kind === "remove" ? { kind: "remove", row } : { kind: "set", row, key: c.key, was: c.theirs, value: c.mine }], "Your choice is undone."); };
  }
  linkState(state) {
    if (!this.rows) return;
    if (state === "busy") return this.say("", "The notebook is calculating. Your changes wait.");
    if (state === "well") return this.pump();
    const n = this.queue.flat().length, slot = this.$(".slot");
    if (state === "new") return this.come();
    this.say("bad", n ? `${plural(n, "change")} ${n === 1 ? "waits" : "wait"}` : "The kernel has stopped");
    slot.querySelector(".wait")?.remove();
    slot.insertAdjacentHTML("afterbegin", `<div class="note wait">${icon("warn")}<div><b>The kernel has stopped. Nothing you typed is gone.</b><br>What was saved is on disk; the rest is kept by this tab, and you can go on typing.<div class="acts"><button class="btn s go">Start the kernel and go on</button></div></div></div>`);
    slot.querySelector(".go").onclick = (e) => { e.target.disabled = true; this.come(); };
  }
  async come() {
    try { await this.link.reconnect(); } catch (error) { if (!(error instanceof Gone)) throw error; return; }
    this.$(".slot .wait")?.remove();
    this.unsure = true;
    this.say("", this.file);
    this.queue.length ? this.pump() : this.look();
  }
}

export default {
  render({ model, el }) {
    const view = new GridView(model, el);
    return () => view.dispose();
  },
};
