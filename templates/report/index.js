// Sorting and finding on the index. Without it the table stands as it is.
"use strict";
(() => {
  const table = document.querySelector("table"), body = table.tBodies[0], rows = [...body.rows];
  const value = (row, name) => row.dataset[name] ?? "";
  const order = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
  for (const head of table.tHead.querySelectorAll("th[data-by]")) {
    const name = head.dataset.by, button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending" ? -1 : 1;
      for (const other of table.tHead.querySelectorAll("[aria-sort]")) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", down === 1 ? "ascending" : "descending");
      const known = (row) => value(row, name) !== "";
      rows.sort((a, b) => known(b) - known(a) || down * order.compare(value(a, name), value(b, name)));
      body.append(...rows);
    });
  }
  const find = document.querySelector(".find");
  find.hidden = false;
  const told = find.querySelector("output");
  find.querySelector("input").addEventListener("input", (event) => {
    const wanted = event.target.value.trim().toLocaleLowerCase("en");
    let shown = 0;
    for (const row of rows) {
      row.hidden = !row.cells[0].textContent.toLocaleLowerCase("en").includes(wanted);
      shown += !row.hidden;
    }
    told.textContent = wanted ? `${shown} of ${rows.length}` : "";
  });
})();
