/* Sorts and filters the wall of all albums. What is chosen stands in the address, so it can be shared and gone back to. */

import { count, fill, label } from "./facets.js";
import { element, find, load } from "./records.js";

const PAGE = 48;
const SORTS = {
  added: (one, other) => compare(other.added, one.added),
  artist: (one, other) => compare(one.sortArtist, other.sortArtist) || one.since - other.since,
  title: (one, other) => compare(one.sortTitle, other.sortTitle),
  oldest: (one, other) => (one.since || 9999) - (other.since || 9999),
  newest: (one, other) => other.since - one.since,
  rating: (one, other) => (other.rating || 0) - (one.rating || 0),
  colour: (one, other) => one.hue - other.hue,
};
/* What only links choose, as those of the timeline do. */
const LINKED = { year: "from", month: "added in" };

function compare(one, other) {
  return one < other ? -1 : one > other ? 1 : 0;
}

class Wall {
  shown = 0;
  matching = [];
  orders = new Map();

  constructor(tools, wall) {
    this.tools = tools;
    this.wall = wall;
    this.form = tools.querySelector("form");
    this.found = tools.querySelector(".found");
    this.details = tools.querySelector("details");
    this.selects = [...tools.querySelectorAll("select[data-facet]")];
    this.swatches = [...tools.querySelectorAll("input[name=colour]")];
    this.facets = [...this.selects.map((select) => select.name), "colour"];
    this.more = element("button", { type: "button", className: "more-albums", hidden: true }, "Show more");
    /* The page as it came. */
    this.sleeves = [...wall.children];
    this.still = [".intro .summary", ".pager"].map((part) => document.querySelector(part)).filter(Boolean);
    wall.after(this.more);
    this.listen();
    this.apply(history.state?.shown);
  }

  listen() {
    const { form } = this;
    let pending;
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(() => this.go("")));
    form.addEventListener("input", ({ target }) => {
      const typed = target.type === "search";
      clearTimeout(pending);
      pending = setTimeout(() => this.go(this.address(), typed), typed ? 150 : 0);
    });
    form.addEventListener("focusin", () => this.ready(), { once: true });
    this.details.addEventListener("toggle", () => this.ready(), { once: true });
    this.more.addEventListener("click", () => this.showMore());
    addEventListener("popstate", () => this.apply(history.state?.shown));
  }

  /* The list of all albums is read when somebody begins to choose. */
  async ready() {
    this.reading ??= load(this.tools.dataset.index).then((albums) => this.prepare(albums));
    try {
      return await this.reading;
    } catch (error) {
      this.reading = undefined;
      this.found.textContent = "The list of albums could not be read. Try again.";
      throw error;
    }
  }

  prepare(albums) {
    this.orders.set("added", albums.sort(SORTS.added));
    for (const select of this.selects) fill(select, albums);
    const coloured = albums.some((one) => one.tone);
    this.tools.querySelector(".swatches").hidden = !coloured;
    for (const option of this.form.elements.sort.options) {
      if (option.value === "colour") option.hidden = !coloured;
      if (option.value === "rating") option.hidden = !albums.some((one) => one.rating);
    }
    this.offer(albums, []);
    return albums;
  }

  go(search, replacing = false) {
    history[replacing ? "replaceState" : "pushState"](null, "", this.tools.dataset.path + search);
    this.apply();
  }

  address() {
    const chosen = new URLSearchParams();
    for (const [name, value] of new FormData(this.form)) {
      if (value && !(name === "sort" && value === "added")) chosen.set(name, value);
    }
    return String(chosen) && `?${chosen}`;
  }

  /* Shows what the address says, `wanted` albums of it at first. */
  async apply(wanted = PAGE) {
    const asked = location.search;
    const chosen = new URLSearchParams(asked);
    const filters = [...chosen].filter(([name, value]) => value && (this.facets.includes(name) || Object.hasOwn(LINKED, name)));
    const plain = !filters.length && !chosen.get("q") && !chosen.get("sort");
    if (plain && !this.reading) return;
    const albums = await this.ready();
    if (asked !== location.search) return;
    this.write(chosen, filters.length);
    const searched = chosen.get("q") ? new Set(find(albums, chosen.get("q"))) : null;
    const order = this.sorted(chosen.get("sort") ?? "added");
    this.matching = this.offer(searched ? order.filter((one) => searched.has(one)) : order, filters);
    for (const part of this.still) part.hidden = !plain;
    this.found.textContent = plain ? "" : this.told(filters, albums.length);
    this.shown = 0;
    this.wall.replaceChildren(...(plain ? this.sleeves : []));
    if (plain) this.more.hidden = true;
    else this.show(wanted);
  }

  sorted(name) {
    const order = Object.hasOwn(SORTS, name) ? name : "added";
    if (!this.orders.has(order)) this.orders.set(order, [...this.orders.get("added")].sort(SORTS[order]));
    return this.orders.get(order);
  }

  /* Returns what fits, and says at each choice how many albums there would be. */
  offer(albums, filters) {
    const { fits, totals } = count(albums, filters, this.facets);
    for (const select of this.selects) label(select, totals[select.name]);
    for (const swatch of this.swatches) swatch.disabled = Boolean(swatch.value) && !swatch.checked && !totals.colour.has(swatch.value);
    return fits;
  }

  write(chosen, number) {
    for (const one of this.form.elements) {
      if (one.type === "radio") one.checked = one.value === (chosen.get("colour") ?? "");
      else if (one === document.activeElement && one.type === "search") continue;
      else if (one.name) one.value = chosen.get(one.name) ?? (one.name === "sort" ? "added" : "");
    }
    this.tools.querySelector(".number").textContent = number ? ` (${number})` : "";
    if (number) this.details.open = true;
  }

  told(filters, total) {
    const linked = filters.filter(([name]) => Object.hasOwn(LINKED, name)).map(([name, value]) => ` ${LINKED[name]} ${value}`);
    return `${this.matching.length.toLocaleString("en")} of ${total.toLocaleString("en")} albums${linked.join("")}`;
  }

  show(wanted) {
    this.wall.append(...this.matching.slice(this.shown, wanted).map((one) => this.sleeve(one)));
    this.shown = wanted;
    this.more.hidden = wanted >= this.matching.length;
  }

  showMore() {
    const first = this.wall.children.length;
    this.show(this.shown + 2 * PAGE);
    history.replaceState({ shown: this.shown }, "");
    this.wall.children[first]?.querySelector("a").focus();
  }

  /* A sleeve of the page's own, with another record in it. */
  sleeve(one) {
    const { root } = this.tools.dataset;
    const like = this.sleeves.find((sleeve) => sleeve.querySelector(one.thumb ? "img" : "svg.placeholder"));
    const made = (like ?? this.sleeves[0]).cloneNode(true);
    made.querySelector("a").href = root + one.path.slice(1);
    made.querySelector(".art")?.style.setProperty("--tone", one.tone || "var(--raised)");
    for (const [part, text] of [["title", one.title], ["artist", one.artists], ["year", one.since || ""], ["role", ""]]) {
      const place = made.querySelector(`.${part}`);
      if (place) (place.querySelector("bdi") ?? place).textContent = text;
    }
    const art = made.querySelector("picture, img, svg.placeholder");
    if (one.thumb) art.replaceWith(element("img", { src: root + one.thumb.slice(1), alt: "", width: 320, height: 320, loading: "lazy", decoding: "async" }));
    else if (art.matches("svg")) initials(art, one.title);
    else art.replaceWith(element("span", { className: "blank" }));
    return made;
  }
}

function initials(placeholder, title) {
  const text = placeholder.querySelector("text");
  if (text) text.textContent = title.split(/\s+/, 2).map((word) => [...word][0] ?? "").join("");
}

const tools = document.querySelector(".wall-tools");
const wall = document.querySelector("main .wall");
if (tools && wall) new Wall(tools, wall);
