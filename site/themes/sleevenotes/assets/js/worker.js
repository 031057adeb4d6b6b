/* The service worker. Before this stands `const SHELF = {…}`: version, and the addresses of the offline page and the index. */

const KEPT = `sleevenotes-${SHELF.version}`;
const RECORDS = "sleevenotes-records";

addEventListener("install", (event) => event.waitUntil(keep().then(() => skipWaiting())));
addEventListener("activate", (event) => event.waitUntil(tidy().then(() => clients.claim())));
addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (request.mode === "navigate") event.respondWith(fetch(request).catch(() => caches.match(SHELF.offline)));
  else if (pathname === SHELF.index) event.respondWith(newest(request));
  else if (/\.(css|js|woff2|svg)$/.test(pathname)) event.respondWith(held(request));
});

/* Stores the offline page, the styles, scripts, fonts and icons that its head names, and the list of all albums. */
async function keep() {
  const page = await (await fetch(SHELF.offline, { cache: "reload" })).text();
  const named = [...page.split("</head>")[0].matchAll(/(?:href|src)="?([^"\s>]+\.(?:css|js|woff2|svg))"?[\s>]/g)];
  await (await caches.open(KEPT)).addAll([SHELF.offline, ...new Set(named.map(([, address]) => address))]);
  await (await caches.open(RECORDS)).add(SHELF.index);
}

async function tidy() {
  const old = (await caches.keys()).filter((name) => name.startsWith("sleevenotes-") && name !== KEPT && name !== RECORDS);
  await Promise.all(old.map((name) => caches.delete(name)));
}

/* Styles and scripts have a hash of their content in their names. Fonts and icons have none: the network first. */
async function held(request) {
  const found = await caches.match(request);
  if (found && /\.[0-9a-f]{64}\./.test(request.url)) return found;
  return fetch(request).catch((error) => found ?? Promise.reject(error));
}

/* The list of all albums as it is now; without a connection, as it was stored. */
async function newest(request) {
  try {
    const answer = await fetch(request);
    if (answer.ok) await (await caches.open(RECORDS)).put(SHELF.index, answer.clone());
    return answer;
  } catch (error) {
    return (await caches.match(SHELF.index)) ?? Promise.reject(error);
  }
}
