/* A random record, with the large sleeve of its page, and more random records beside it. */

import { element, line, load } from "./records.js";

const BESIDE = 6;
const place = document.querySelector(".shuffle");
if (place) start();

async function start() {
  const { root, index } = place.dataset;
  const stage = place.querySelector(".drawn");
  const beside = place.querySelector(".results");
  const albums = await load(index);
  const again = place.querySelector("button");
  let current;
  again.hidden = !albums.length;
  again.addEventListener("click", deal);
  await deal();

  async function deal() {
    const drawn = draw(albums.length > 1 ? albums.filter((album) => album !== current) : albums, BESIDE + 1);
    if (!drawn.length) return;
    [current] = drawn;
    const shown = await record(drawn[0], root);
    const lay = () => {
      stage.replaceChildren(shown);
      beside.replaceChildren(...drawn.slice(1).map((album) => line(album, root)));
    };
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (document.startViewTransition && !calm) document.startViewTransition(lay);
    else lay();
  }
}

function draw(albums, number) {
  const left = [...albums];
  const drawn = [];
  while (left.length && drawn.length < number) drawn.push(...left.splice(Math.floor(Math.random() * left.length), 1));
  return drawn;
}

/* The album's page has the large sleeve in the right sizes; where it can't be read, the thumbnail is shown. */
async function record(album, root) {
  const href = root + album.path.slice(1);
  const cover = (await sleeve(href)) ?? small(album, root);
  const about = [album.artists, album.since || ""].filter(Boolean).join(" · ");
  return element("a", { href, className: "drawn-record" }, cover, element("h2", {}, album.title), element("p", {}, about));
}

async function sleeve(href) {
  const answer = await fetch(href).catch(() => null);
  if (!answer?.ok) return null;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const found = page.querySelector("main .cover :is(picture, img, svg.placeholder)");
  if (!found) return null;
  const base = new URL(href, location.href);
  for (const part of [found, ...found.querySelectorAll("img, source")]) {
    for (const name of ["src", "srcset"]) {
      const value = part.getAttribute(name);
      if (value) part.setAttribute(name, value.split(/,\s+/).map((each) => whole(each, base)).join(", "));
    }
  }
  found.querySelector("img")?.setAttribute("alt", "");
  return document.importNode(found, true);
}

function whole(candidate, base) {
  const [address, ...width] = candidate.trim().split(/\s+/);
  return [new URL(address, base).pathname, ...width].join(" ");
}

function small(album, root) {
  return album.thumb ? element("img", { src: root + album.thumb.slice(1), alt: "", width: 320, height: 320 }) : element("span", { className: "blank" });
}
