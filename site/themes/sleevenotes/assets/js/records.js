/* All albums of the site, as /index.json lists them: for the wall, for shuffle and for looking something up. */

const FIELDS = [
  "path", "title", "artists", "sortTitle", "sortArtist", "original", "year", "added", "rating", "tone", "thumb",
  "genre", "style", "format", "label", "country", "folder",
];
const LISTS = { genre: "genres", style: "styles", format: "formats", label: "labels", country: "countries", folder: "folders" };
/* Where on the wheel of colours a name begins. */
const HUES = [[0, "red"], [16, "orange"], [46, "yellow"], [70, "green"], [165, "teal"], [200, "blue"], [255, "purple"], [290, "pink"], [345, "red"]];

export async function load(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}`);
  const index = await answer.json();
  return index.albums.map((row) => album(row, index));
}

/* What can be filtered by is a list of texts, whatever it was. */
function album(row, index) {
  const one = Object.fromEntries(FIELDS.map((name, place) => [name, row[place]]));
  for (const [facet, list] of Object.entries(LISTS)) {
    one[facet] = [one[facet] ?? []].flat().map((number) => index[list]?.[number]).filter(Boolean);
  }
  one.since = one.original || one.year || 0;
  one.hue = hue(one.tone);
  one.words = plain(`${one.title} ${one.artists}`);
  one.facets = {
    genre: one.genre, style: one.style, format: one.format, label: one.label, country: one.country, folder: one.folder,
    decade: one.since ? [`${Math.floor(one.since / 10)}0s`] : [],
    year: one.since ? [String(one.since)] : [],
    month: one.added ? [one.added.slice(0, 7)] : [],
    colour: one.tone ? [colour(one.hue)] : [],
    /* "4" is four stars or more. */
    rating: Array.from({ length: one.rating || 0 }, (_, star) => String(star + 1)),
  };
  return one;
}

/* Letters without their marks, so that "motorhead" finds "Motörhead". */
export function plain(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

export function find(albums, text) {
  const words = plain(text).split(/\s+/).filter(Boolean);
  if (!words.length) return [];
  return albums.filter((one) => {
    const all = `${one.words} ${plain(one.label.join(" "))}`;
    return words.every((word) => all.includes(word));
  });
}

/* From 0 to 359; -1 for greys, 999 where there is no colour. */
function hue(tone) {
  if (!tone) return 999;
  const [red, green, blue] = [1, 3, 5].map((place) => parseInt(tone.slice(place, place + 2), 16));
  const most = Math.max(red, green, blue);
  const range = most - Math.min(red, green, blue);
  if (range < 0.12 * most || range < 12) return -1;
  const turn = most === red ? (green - blue) / range : most === green ? 2 + (blue - red) / range : 4 + (red - green) / range;
  return Math.round(turn * 60 + 360) % 360;
}

function colour(degrees) {
  return degrees < 0 ? "grey" : HUES.findLast(([from]) => from <= degrees)[1];
}

export function element(name, values = {}, ...inside) {
  const made = Object.assign(document.createElement(name), values);
  made.append(...inside);
  return made;
}

/* An album as one line of a list of results. */
export function line(one, root) {
  const picture = one.thumb
    ? element("img", { src: root + one.thumb.slice(1), alt: "", width: 72, height: 72, loading: "lazy" })
    : element("span", { className: "blank" });
  if (one.tone) picture.style.setProperty("--tone", one.tone);
  const about = [one.artists, one.since || "", one.format.join(", "), one.label.join(", ")].filter(Boolean).join(" · ");
  const text = element("span", { className: "text" }, element("b", {}, one.title), element("span", {}, about));
  return element("li", {}, element("a", { href: root + one.path.slice(1) }, picture, text));
}
