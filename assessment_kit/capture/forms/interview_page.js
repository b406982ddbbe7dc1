import { esc, icon, plural } from "./base.js";

// The look of the interview: the html of the choice of a respondent and of one interview, before any answer stands in it.

export const EMPTY = { score: null, second_score: null, status: "not_asked", quote: "", may_be_quoted: false, note: "" };
export const SIGNS = { na: ["x", "–", "does not apply"], unknown: ["u", "?", "does not know"], later: ["k", "↷", "come back later"] };
export const long = (minutes) => minutes < 100 ? plural(minutes, "minute") : `${Math.round(minutes / 30) / 2} hours`;

/** Whom do you talk to? `data` is what Python sent when the form was opened. */
export function chooserHtml(data) {
  const levels = data.levels.map((l) => `<option value="${esc(l.value)}">${esc(l.label)}</option>`).join("");
  const functions = data.functions.map((f) => `<option value="${esc(f)}">`).join("");
  return `<div class="who"><h3 tabindex="-1">Whom do you talk to?</h3>
${data.people.length ? `<button class="btn pickone" aria-haspopup="listbox" aria-label="Choose from the roles and interviews of ${esc(data.client)}"><span>Choose from ${esc(data.client)}’s roles and interviews</span>${icon("down")}</button>` : ""}
<form class="new"><label>Level<select name="level">${levels}</select></label><label>Function<input class="in" name="function" list="functions" autocomplete="off" placeholder="such as Logistics"><datalist id="functions">${functions}</datalist></label><button class="btn go">Start</button></form>
<p>No name is needed: the level and the function are what the report may say.</p><div class="slot" role="alert"></div></div>`;
}

/** One interview: progress, the list of items, and an item without its words. */
export function interviewHtml(iv) {
  const many = iv.groups.length;
  let n = 0;
  const list = iv.groups.map((g) => `<h4>${esc(g.title)}</h4><ul>${g.items.map((i) => `<li><button data-i="${n++}"><i class="g"></i><span>${esc(i.topic)}</span></button></li>`).join("")}</ul>`).join("");
  const point = (v, mid) => `<label class="pt${mid ? " mid" : ""}"><input type="radio" name="score" value="${v}"><b>${v}</b><span>${mid ? "between" : ""}</span></label>`;
  const chip = (v, text, key) => `<label class="chip"><input type="radio" name="score" value="${v}">${text} <kbd>${key}</kbd></label>`;
  return `<div class="iv">
<header class="ivh"><div><h3><button class="tname" aria-haspopup="listbox" aria-label="Respondent: ${esc(iv.label)}. Choose another">${esc(iv.label)} ${icon("down")}</button></h3><p>${esc([iv.told, iv.count].filter(Boolean).join(". "))}</p></div>
<div class="side"><div class="seg" role="group" aria-label="You are"><button data-seat="1">First interviewer</button><button data-seat="2">Second</button></div><p class="save" role="status"></p></div></header>
<ol class="prog" aria-label="Progress" style="grid-template-columns:${iv.groups.map((g) => `minmax(min(185px,calc((100% - ${(many - 1) * 12}px)/${many})),${g.items.length}fr)`).join(" ")}">${iv.groups.map((g, k) => `<li data-g="${k}"><span title="${esc(g.title)}">${esc(g.title)}</span><span class="n"></span></li>`).join("")}</ol>
<div class="ivb"><nav class="ivl" aria-label="Items"><div class="find">${icon("look")}<input class="in" type="search" placeholder="Find an item" aria-label="Find an item"><kbd>/</kbd></div><div class="items" tabindex="-1">${list}<p class="none" hidden>No item has these words.</p></div>
<p class="lgd"><span><i class="g a">3</i> scored</span><span><i class="g x">–</i> does not apply</span><span><i class="g k">↷</i> later</span><span><i class="g u">?</i> does not know</span></p></nav>
<div class="ivm"><div class="slot"></div><p class="where"><span></span><span></span></p><h4 class="ask" tabindex="-1"></h4><ul class="probes" aria-label="Probes"></ul>
<fieldset class="scale"><legend class="lab">What comes closest to what you heard?</legend><div class="pts">${point(1)}${point(2, true)}${point(3)}${point(4, true)}${point(5)}</div>
<div class="row nos"><div class="chips"><span class="q">No score:</span>${chip("na", "Does not apply", "N")}${chip("unknown", "Does not know", "U")}${chip("later", "Come back later", "S")}</div><span class="q half"></span></div></fieldset>
<fieldset class="row"><legend class="vh">The other interviewer’s score</legend><div class="chips"><b class="othername"></b>${[1, 2, 3, 4, 5].map((v) => `<label class="chip d"><input type="radio" name="other" value="${v}" aria-label="${v}"><span aria-hidden="true">${v}</span></label>`).join("")}</div><span class="agree" role="status"></span></fieldset>
<div class="words"><div><label class="lab" for="quote"><b>In their words</b><kbd>Q</kbd></label><textarea id="quote" data-f="quote"></textarea><label class="check"><input type="checkbox" data-f="may"><span>May be quoted, as “${esc(iv.sign)}”</span></label></div>
<div><label class="lab" for="note"><b>Note</b><span>for us, never in the report <kbd>M</kbd></span></label><textarea id="note" data-f="note"></textarea></div></div>
<div class="foot"><button class="btn bk">${icon("left")} Back</button><span class="q n left"></span><button class="btn go nx">Next <kbd>Enter</kbd></button></div></div></div>
<p class="keys"><span><kbd>1</kbd>–<kbd>5</kbd> score</span><span><kbd>Shift</kbd>+<kbd>1</kbd>–<kbd>5</kbd> second score</span><span><kbd>Enter</kbd> next</span><span><kbd>Shift</kbd>+<kbd>Enter</kbd> back</span><span><kbd>/</kbd> find</span><span><kbd>Ctrl</kbd>+<kbd>Enter</kbd> next from text</span><span><kbd>Ctrl</kbd>+<kbd>Z</kbd> undo</span><span><kbd>Esc</kbd> out</span><span><kbd>L</kbd> what moved</span><span class="mv" role="status"></span></p></div>`;
}
