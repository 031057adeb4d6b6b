/* Sorts and filters the wall of all albums. The address holds what is chosen, so that it can be shared and gone back to. */

import { count, fill, label } from "./facets.js";
import { element, find, load } from "./records.js";

const PAGE = 48;
const SORTS = {
  added: (first, second) => compare(second.added, first.added),
  artist: (first, second) => compare(first.sortArtist, second.sortArtist) || first.since - second.since,
  title: (first, second) => compare(first.sortTitle, second.sortTitle),
  oldest: (first, second) => (first.since || 9999) - (second.since || 9999),
  newest: (first, second) => second.since - first.since,
  rating: (first, second) => (second.rating || 0) - (first.rating || 0),
  colour: (first, second) => first.hue - second.hue,
};
/* Filters that only links set, such as those of the timeline. */
const LINKED = { year: "from", month: "added in" };

function compare(first, second) {
  return first < second ? -1 : first > second ? 1 : 0;
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
    /* The page as it was loaded. */
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

  /* The list of all albums is loaded when somebody begins to choose. */
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
    const coloured = albums.some((album) => album.tone);
    this.tools.querySelector(".swatches").hidden = !coloured;
    for (const option of this.form.elements.sort.options) {
      if (option.value === "colour") option.hidden = !coloured;
      if (option.value === "rating") option.hidden = !albums.some((album) => album.rating);
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

  /* Shows the albums that the address asks for, at first `wanted` of them. */
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
    this.matching = this.offer(searched ? order.filter((album) => searched.has(album)) : order, filters);
    for (const part of this.still) part.hidden = !plain;
    this.found.textContent = plain ? "" : this.summary(filters, albums.length);
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

  /* Returns the albums that fit, and writes beside each choice how many there would be. */
  offer(albums, filters) {
    const { fits, totals } = count(albums, filters, this.facets);
    for (const select of this.selects) label(select, totals[select.name]);
    for (const swatch of this.swatches) swatch.disabled = Boolean(swatch.value) && !swatch.checked && !totals.colour.has(swatch.value);
    return fits;
  }

  write(chosen, number) {
    for (const field of this.form.elements) {
      if (field.type === "radio") field.checked = field.value === (chosen.get("colour") ?? "");
      else if (field === document.activeElement && field.type === "search") continue;
      else if (field.name) field.value = chosen.get(field.name) ?? (field.name === "sort" ? "added" : "");
    }
    this.tools.querySelector(".number").textContent = number ? ` (${number})` : "";
    if (number) this.details.open = true;
  }

  summary(filters, total) {
    const linked = filters.filter(([name]) => Object.hasOwn(LINKED, name)).map(([name, value]) => ` ${LINKED[name]} ${value}`);
    return `${this.matching.length.toLocaleString("en")} of ${total.toLocaleString("en")} ${total === 1 ? "album" : "albums"}${linked.join("")}`;
  }

  show(wanted) {
    this.wall.append(...this.matching.slice(this.shown, wanted).map((album) => this.sleeve(album)));
    this.shown = wanted;
    this.more.hidden = wanted >= this.matching.length;
  }

  showMore() {
    const first = this.wall.children.length;
    this.show(this.shown + 2 * PAGE);
    history.replaceState({ shown: this.shown }, "");
    this.wall.children[first]?.querySelector("a").focus();
  }

  /* A copy of one of the page's sleeves, filled with another album. */
  sleeve(album) {
    const { root } = this.tools.dataset;
    const like = this.sleeves.find((sleeve) => sleeve.querySelector(album.thumb ? "img" : "svg.placeholder"));
    const item = (like ?? this.sleeves[0]).cloneNode(true);
    item.querySelector("a").href = root + album.path.slice(1);
    item.querySelector(".art")?.style.setProperty("--tone", album.tone || "var(--raised)");
    for (const [part, text] of [["title", album.title], ["artist", album.artists], ["year", album.since || ""], ["role", ""]]) {
      const place = item.querySelector(`.${part}`);
      if (place) (place.querySelector("bdi") ?? place).textContent = text;
    }
    const art = item.querySelector("picture, img, svg.placeholder");
    if (album.thumb) art.replaceWith(element("img", { src: root + album.thumb.slice(1), alt: "", width: 320, height: 320, loading: "lazy", decoding: "async" }));
    else if (art.matches("svg")) initials(art, album.title);
    else art.replaceWith(element("span", { className: "blank" }));
    return item;
  }
}

function initials(placeholder, title) {
  const text = placeholder.querySelector("text");
  if (text) text.textContent = title.split(/\s+/, 2).map((word) => [...word][0] ?? "").join("");
}

const tools = document.querySelector(".wall-tools");
const wall = document.querySelector("main .wall");
if (tools && wall) new Wall(tools, wall);
