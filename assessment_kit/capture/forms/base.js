// The base of every form: a host that no key leaves, words that are escaped, lists in the top layer, and the link to Python.
// A form's own file imports from "./base.js"; both travel as one module, with base.css as the text CSS.

const ICONS = {
  ok: "M3 8.5l3.2 3.2L13 4.8", warn: "M8 2.2L14.4 13.6H1.6zM8 6.4v3.4M8 11.7v.1", down: "M4 6l4 4 4-4",
  left: "M10 3.5L5.5 8l4.5 4.5", right: "M6 3.5L10.5 8 6 12.5", look: "M7 11.5a4.5 4.5 0 100-9 4.5 4.5 0 000 9zM10.4 10.4L14 14",
  undo: "M5.5 3L2.5 6l3 3M3 6h6a4 4 0 010 8H6", plus: "M8 3v10M3 8h10", no: "M4 4l8 8M12 4l-8 8",
  dot: "M8 5.5v3.8M8 11.4v.1M8 1.8a6.2 6.2 0 100 12.4A6.2 6.2 0 008 1.8z",
};
export const icon = (name) => `<svg class="ic" viewBox="0 0 16 16" aria-hidden="true"><path d="${ICONS[name]}"/></svg>`;

const UNSAFE = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
/** A text of the client's or of the user's, for use inside html. */
export const esc = (text) => String(text ?? "").replace(/[&<>"']/g, (c) => UNSAFE[c]);
export const plural = (n, one, many = `${one}s`) => `${n} ${n === 1 ? one : many}`;
export const clock = (when = new Date()) => when.toTimeString().slice(0, 8);

/** Something is on disk that was not there before: the live line looks whether a figure has moved. */
export const onDisk = () => document.dispatchEvent(new CustomEvent("assessment-kit:saved"));

/** In a form's element .mv stands that letters or findings have moved, not which: that is told by the live line, when asked. */
export function hearLive(ak, folder) {
  const told = (e) => {
    const place = ak.querySelector(".mv"), html = e.detail.n ? `<button class="btn link">Letters or findings have moved: look</button>` : "";
    if (place && e.detail.folder === folder && place.innerHTML !== html) place.innerHTML = html;
  };
  document.addEventListener("assessment-kit:moved", told);
  ak.addEventListener("click", (e) => e.target.closest(".mv button") && askLive());
  return () => document.removeEventListener("assessment-kit:moved", told);
}
export const askLive = () => document.dispatchEvent(new CustomEvent("assessment-kit:look"));

/** The host with its shadow root. `ak` is where the form writes; `dispose` is what `render` returns to anywidget. */
export function mount(el, label) {
  const host = document.createElement("div");
  // Lab reads its shortcuts in the capture phase at the document: only this attribute keeps D D, digits and the rest from it.
  host.dataset.lmSuppressShortcuts = "true";
  // No tabindex of its own: a host with -1 would take all that is behind its shadow root out of the order of Tab.
  host.setAttribute("role", "group");
  host.setAttribute("aria-label", label);
  const root = host.attachShadow({ mode: "open" });
  host.focus = () => { root.activeElement?.blur(); host.closest(".jp-Cell")?.focus(); }; // out of the form: to its cell
  const sheet = document.createElement("style");
  sheet.textContent = CSS;
  const ak = document.createElement("div");
  ak.className = "ak";
  root.append(sheet, ak);
  const theme = () => host.toggleAttribute("data-dark", document.body.dataset.jpThemeLight === "false");
  const watch = new MutationObserver(theme);
  watch.observe(document.body, { attributes: true, attributeFilter: ["data-jp-theme-light"] });
  theme();
  // Lab's notebook takes clicks and drags in its outputs for its own; a form is left alone.
  for (const kind of ["keydown", "mousedown", "paste", "copy", "cut", "contextmenu"]) host.addEventListener(kind, (e) => e.stopPropagation());
  el.append(host);
  return { host, root, ak, dispose: () => watch.disconnect() };
}

/** The element of a shadow root that has the focus, and whether it takes text. */
export const takesText = (target) => !!target?.matches?.("textarea,select,input:not([type=radio],[type=checkbox])");

/** A list below a button, in the top layer; arrows, Home, End, letters, Enter, Esc. `options`: {value, label, small?}. */
export function drop(button, options, chosen, pick) {
  const root = button.getRootNode();
  root.querySelector(".drop")?.remove();
  const list = document.createElement("div");
  list.className = "drop";
  list.popover = "auto";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", button.getAttribute("aria-label") ?? button.textContent);
  list.innerHTML = options.map((o, i) => `<button role="option" tabindex="-1" data-i="${i}" aria-selected="${o.value === chosen}">${esc(o.label)}${o.small ? `<small>${esc(o.small)}</small>` : ""}</button>`).join("");
  (root.querySelector(".ak") ?? root).append(list);
  list.showPopover();
  place(list, button);
  const rows = [...list.querySelectorAll("[role=option]")];
  (rows.find((r) => r.getAttribute("aria-selected") === "true") ?? rows[0])?.focus();
  button.setAttribute("aria-expanded", "true");
  const close = () => list.matches(":popover-open") && list.hidePopover();
  list.addEventListener("toggle", (e) => {
    if (e.newState !== "closed") return;
    button.setAttribute("aria-expanded", "false");
    const inside = list.contains(root.activeElement);
    list.remove();
    if (inside) button.focus();
  });
  list.addEventListener("click", (e) => {
    const row = e.target.closest("[role=option]");
    if (row) { close(); pick(options[+row.dataset.i].value); }
  });
  list.addEventListener("keydown", (e) => {
    const at = rows.indexOf(root.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[e.key];
    if (to !== undefined) rows[(to + rows.length) % rows.length]?.focus();
    else if (e.key === "Escape" || e.key === "Tab") close();
    else if (e.key.length === 1 && e.key !== " " && !e.ctrlKey) {
      const like = (r) => r.textContent.toLowerCase().startsWith(e.key.toLowerCase());
      [...rows.slice(at + 1), ...rows].find(like)?.focus();
    } else return;
    e.preventDefault(); e.stopPropagation();
  });
  return close;
}

function place(list, button) {
  const at = button.getBoundingClientRect(), below = innerHeight - at.bottom - 12, above = at.top - 12;
  const up = below < Math.min(240, list.scrollHeight) && above > below;
  list.style.maxHeight = `${Math.max(120, up ? above : below)}px`;
  list.style.minWidth = `${Math.min(at.width, innerWidth - 16)}px`;
  list.style.left = `${Math.max(8, Math.min(at.left, innerWidth - list.offsetWidth - 8))}px`;
  list.style.top = up ? `${at.top - list.offsetHeight - 4}px` : `${at.bottom + 4}px`;
}

/** What the tab itself keeps until Python has it; it outlives a reload of the page, not the tab. */
export class Kept {
  constructor(name) { this.name = `assessment-kit:${name}`; }
  get() { try { return JSON.parse(sessionStorage.getItem(this.name)) ?? {}; } catch { return {}; } }
  set(value) {
    try { Object.keys(value).length ? sessionStorage.setItem(this.name, JSON.stringify(value)) : sessionStorage.removeItem(this.name); } catch { /* no room: the page itself still holds it */ }
  }
}

/** The kernel is gone, or another one is there. */
export class Gone extends Error {}
const ASLEEP = ["dead", "terminating", "restarting", "autorestarting"];
const SILENCE = 4000, RESEND = 5; // after so long without an answer the kernel is asked; every so often the message is sent anew
const rand = () => Math.random().toString(36).slice(2, 10);

/**
 * The one way to Python: `await link.ask(kind, {…})` gives the answer, or throws Gone.
 * `onstate(state)` tells "well", "busy" (the notebook calculates), "gone" (the kernel stopped) and "new" (another kernel is there: `reconnect`).
 */
export class Link {
  constructor(model) {
    this.model = model; this.view = rand(); this.n = 0; this.waiting = new Map(); this.state = "well"; this.comm = null; this.trips = 0;
    this.onstate = () => {};
    model.on("msg:custom", (m) => this.#got(m));
    this.#watch();
  }
  get kernel() { const w = this.model.widget_manager; return w?.kernel ?? w?.context?.sessionContext?.session?.kernel ?? null; }

  ask(kind, payload = {}) {
    if (this.state === "gone" || this.state === "new") return Promise.reject(new Gone());
    const id = `${this.view}-${++this.n}`, message = { ...payload, kind, id, view: this.view };
    return new Promise((done, failed) => {
      const timer = setInterval(() => this.#late(id), SILENCE);
      this.waiting.set(id, { done, failed, timer, message, late: 0 });
      this.trips += 1;
      this.#send(message);
    });
  }
  #send(message) { try { this.comm ? this.comm.send(message) : this.model.send(message); } catch { this.#set("new"); } }
  /** A link to whichever kernel is there now; starts one where there is none. */
  async reconnect() {
    const session = this.model.widget_manager?.context?.sessionContext;
    if (!this.kernel || ["dead", "terminating"].includes(this.kernel.status)) await session?.restartKernel();
    const kernel = this.kernel;
    if (!kernel) throw new Gone();
    await kernel.requestExecute({ code: "from assessment_kit.capture.forms.serving import serve; serve()", silent: true, store_history: false }).done;
    const comm = kernel.createComm("assessment_kit.forms");
    comm.onMsg = (m) => this.#got(m.content.data);
    comm.open({ home: this.model.get("home"), recipe: this.model.get("recipe") });
    this.comm = comm;
    this.#watch();
    this.#set("well");
  }
  dispose() { this.watched?.statusChanged.disconnect(this.heed); for (const w of this.waiting.values()) clearInterval(w.timer); }

  #got(message) {
    const w = this.waiting.get(message?.id);
    if (!w) return; // another tab's
    clearInterval(w.timer); this.waiting.delete(message.id);
    if (this.state === "busy") this.#set("well");
    w.done(message);
  }
  /**
   * An answer is late. How long that takes says nothing on a machine that has much to do, and neither does an idle kernel: Lab lets forms
   * speak to a thread of their own beside the cells. So the kernel is asked whether it knows this link. Where it does, the answer will come.
   */
  async #late(id) {
    const late = this.waiting.get(id), kernel = this.kernel, status = kernel?.status;
    if (!late) return;
    if (!status || ASLEEP.includes(status)) return this.#set("gone");
    if (++late.late % RESEND === 0 && this.state === "busy") this.#send(late.message); // it may have been lost on its way; twice does no harm
    if (status === "busy" || this.asking) this.#set("busy");
    if (this.asking) return;
    this.asking = true;
    try {
      const told = await kernel.requestCommInfo({}), name = this.comm?.commId ?? this.model.get("address");
      if (this.waiting.has(id) && kernel === this.kernel) this.#set(told.content.comms?.[name] ? "busy" : "new");
    } catch { /* the kernel went meanwhile, and its status tells so */ } finally { this.asking = false; }
  }
  #watch() {
    const kernel = this.kernel;
    if (!kernel?.statusChanged || kernel === this.watched) return;
    this.watched?.statusChanged.disconnect(this.heed);
    this.watched = kernel;
    this.heed = (_, status) => {
      if (ASLEEP.includes(status)) this.#set("gone");
      else if (this.state === "gone" && ["idle", "busy"].includes(status)) this.#set("new");
    };
    kernel.statusChanged.connect(this.heed);
  }
  #set(state) {
    if (state === this.state) return;
    this.state = state;
    if (state === "gone" || state === "new") {
      this.comm = null;
      for (const w of this.waiting.values()) { clearInterval(w.timer); w.failed(new Gone()); }
      this.waiting.clear();
    }
    this.onstate(state);
  }
}
