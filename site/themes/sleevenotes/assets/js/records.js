/* All albums of the site, as /index.json lists them: for the wall, for shuffle and for searches. */

const FIELDS = [
  "path", "title", "artists", "sortTitle", "sortArtist", "original", "year", "added", "rating", "tone", "thumb",
  "genre", "style", "format", "label", "country", "folder",
];
const LISTS = { genre: "genres", style: "styles", format: "formats", label: "labels", country: "countries", folder: "folders" };
/* The hue, in degrees, from which on a colour has this name. */
const HUES = [[0, "red"], [16, "orange"], [46, "yellow"], [70, "green"], [165, "teal"], [200, "blue"], [255, "purple"], [290, "pink"], [345, "red"]];

export async function load(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}`);
  const index = await answer.json();
  return index.albums.map((row) => fromRow(row, index));
}

/* An album from its row. Whatever it can be filtered by becomes a list of texts. */
function fromRow(row, index) {
  const album = Object.fromEntries(FIELDS.map((name, place) => [name, row[place]]));
  for (const [facet, list] of Object.entries(LISTS)) {
    album[facet] = [album[facet] ?? []].flat().map((number) => index[list]?.[number]).filter(Boolean);
  }
  album.since = album.original || album.year || 0;
  album.hue = hue(album.tone);
  album.words = plain(`${album.title} ${album.artists}`);
  album.facets = {
    genre: album.genre, style: album.style, format: album.format, label: album.label, country: album.country, folder: album.folder,
    decade: album.since ? [`${Math.floor(album.since / 10)}0s`] : [],
    year: album.since ? [String(album.since)] : [],
    month: album.added ? [album.added.slice(0, 7)] : [],
    colour: album.tone ? [colour(album.hue)] : [],
    /* "4" is four stars or more. */
    rating: Array.from({ length: album.rating || 0 }, (_, star) => String(star + 1)),
  };
  return album;
}

/* Letters without their marks, so that "motorhead" finds "Motörhead". */
export function plain(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

export function find(albums, text) {
  const words = plain(text).split(/\s+/).filter(Boolean);
  if (!words.length) return [];
  return albums.filter((album) => {
    const all = `${album.words} ${plain(album.label.join(" "))}`;
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
  const node = Object.assign(document.createElement(name), values);
  node.append(...inside);
  return node;
}

/* An album as one line of a list of results. */
export function line(album, root) {
  const picture = album.thumb
    ? element("img", { src: root + album.thumb.slice(1), alt: "", width: 72, height: 72, loading: "lazy" })
    : element("span", { className: "blank" });
  if (album.tone) picture.style.setProperty("--tone", album.tone);
  const about = [album.artists, album.since || "", album.format.join(", "), album.label.join(", ")].filter(Boolean).join(" · ");
  const text = element("span", { className: "text" }, element("b", {}, album.title), element("span", {}, about));
  return element("li", {}, element("a", { href: root + album.path.slice(1) }, picture, text));
}
