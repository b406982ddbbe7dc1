import { Gone, Link, esc, icon, mount, plural } from "./base.js";

// The live line: that something moved, not what, until somebody asks. It takes no focus and keeps its height.

const LOOK_MS = 4000, SETTLE_MS = 800;
const tile = (letter) => letter === "not assessed" ? `<span class="tile none sm" role="img" aria-label="not assessed">–</span>` : `<span class="tile sm ${letter === "keep" ? "keep" : ""}">${esc(letter)}</span>`;

class LiveView {
  constructor(model, el) {
    const { host, root, ak, dispose } = mount(el, "What moved");
    Object.assign(this, { host, root, ak, unmount: dispose, found: [], told: "" });
    this.link = new Link(model);
    this.link.onstate = async (state) => { if (!this.gone && state === "new") { try { await this.link.reconnect(); this.look(); } catch (error) { if (!(error instanceof Gone)) console.warn(error); } } };
    ak.innerHTML = `<details class="live"><summary><span class="head" role="status">Nothing to compare yet.</span><span class="sp"></span></summary><ul class="chg"></ul><div class="acts"><span class="after" role="status"></span><button class="btn s">Show the charts anew</button></div></details>`;
    this.box = ak.querySelector("details");
    this.box.addEventListener("toggle", () => this.fold());
    ak.querySelector("button").onclick = () => this.refresh();
    ak.addEventListener("keydown", (e) => { if (e.key.toLowerCase() === "l" && !e.ctrlKey && !e.altKey && !e.metaKey) { this.box.open = !this.box.open; e.preventDefault(); } });
    this.heard = () => { this.compared = true; clearTimeout(this.soon); this.soon = setTimeout(() => this.look(), SETTLE_MS); };
    document.addEventListener("assessment-kit:saved", this.heard);
    this.folder = model.get("recipe").folder;
    this.asked = () => { this.box.open = true; host.scrollIntoView({ block: "nearest" }); ak.querySelector("summary").focus({ preventScroll: true }); };
    document.addEventListener("assessment-kit:look", this.asked);
    this.timer = setInterval(() => { if (document.visibilityState === "visible" && host.isConnected && host.offsetParent) this.look(); }, LOOK_MS);
    this.look();
  }
  dispose() { this.gone = true; clearInterval(this.timer); clearTimeout(this.soon); document.removeEventListener("assessment-kit:saved", this.heard); document.removeEventListener("assessment-kit:look", this.asked); this.link.dispose(); this.unmount(); }

  async look() {
    if (this.looking || this.gone) return;
    this.looking = true;
    try {
      const told = await this.link.ask("look");
      if (!told.problem) { this.found = told.changes; if (told.seconds > 0) this.seconds = told.seconds; this.show(); }
    } catch (error) { if (!(error instanceof Gone)) throw error; }
    this.looking = false;
  }
  show() {
    const n = this.found.length, says = n ? `<b>${plural(n, "change")}</b> since you last looked` : this.compared ? "No letter and no finding has changed since you last looked." : "Nothing to compare yet.";
    const head = this.ak.querySelector(".head");
    if (this.said !== says) { head.innerHTML = says; this.said = says; }
    this.box.classList.toggle("moved", n > 0);
    document.dispatchEvent(new CustomEvent("assessment-kit:moved", { detail: { n, folder: this.folder } })); // the forms say so, too
    this.ak.querySelector(".sp").innerHTML = `${this.seconds ? `counted in ${this.seconds} s&ensp;` : ""}<kbd>L</kbd> ${this.box.open ? "fold" : "look"}`;
    if (this.box.open) this.list();
  }
  list() {
    const arrow = `${icon("right")}<span class="vh">is now</span>`;
    const row = (c) => ({
      letter: () => `<span class="t">${tile(c.old)} ${arrow} ${tile(c.new)} <b>Letter</b></span><span class="n">${esc(c.more)}</span><span>${esc(c.text)}</span>`,
      firmness: () => `<span class="t">${tile(c.more)} <b>How firm</b></span><span class="n">${esc(c.old)} → ${esc(c.new)}</span><span>${esc(c.text)}</span>`,
      closer: () => `<span class="t">${tile(c.new)} <b>Closer to a letter</b></span><span></span><span>${esc(c.text)}</span>`,
      new: () => `<span class="t">${icon("plus")} <b>New finding</b></span><span class="q">${esc(c.more)}</span><span class="say">${esc(c.text)}</span>`,
      gone: () => `<span class="t">${icon("no")} <b>Holds no more</b></span><span class="q">${esc(c.more)}</span><span class="say">${esc(c.text)}</span>`,
    })[c.kind]();
    const html = this.found.map((c) => `<li>${row(c)}</li>`).join("");
    if (html !== this.drawn) { this.ak.querySelector(".chg").innerHTML = html; this.drawn = html; }
  }
  async fold() {
    if (this.box.open) { this.show(); return; }
    try { this.compared ||= this.found.length > 0; await this.link.ask("seen"); this.found = []; this.show(); } catch (error) { if (!(error instanceof Gone)) throw error; }
  }
  async refresh() {
    const after = this.ak.querySelector(".after");
    after.textContent = "Drawing…";
    try {
      const told = await this.link.ask("refresh");
      after.textContent = told.problem ?? (told.shown ? `${plural(told.shown, "chart or list", "charts and lists")} shown anew.` : "Nothing in this chapter looks otherwise.");
    } catch (error) { if (!(error instanceof Gone)) throw error; after.textContent = ""; }
  }
}

export default {
  render({ model, el }) {
    const view = new LiveView(model, el);
    return () => { view.dispose(); };
  },
};
