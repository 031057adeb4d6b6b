/* Which albums fit the chosen filters, and how many would fit with each other choice. */

/* `chosen` holds [facet, value] pairs; returns the albums that fit, and for each facet a map from value to number. */
export function count(albums, chosen, names) {
  const totals = Object.fromEntries(names.map((name) => [name, new Map()]));
  const fits = [];
  for (const album of albums) {
    const failing = chosen.filter(([name, value]) => !album.facets[name].includes(value));
    if (!failing.length) fits.push(album);
    /* An album that a single choice excludes is counted for that choice: with another value it would fit. */
    if (failing.length === 1 && totals[failing[0][0]]) add(totals[failing[0][0]], album.facets[failing[0][0]]);
    else if (!failing.length) for (const name of names) add(totals[name], album.facets[name]);
  }
  return { fits, totals };
}

function add(totals, values) {
  for (const value of values) totals.set(value, (totals.get(value) ?? 0) + 1);
}

/* Fills a select with all values that albums have; hides it if there is nothing to choose. */
export function fill(select, albums) {
  const values = [...new Set(albums.flatMap((album) => album.facets[select.name]))].sort((first, second) => first.localeCompare(second));
  if (select.name === "rating") values.reverse();
  select.append(...values.map((value) => new Option(value, value)));
  select.parentElement.hidden = values.length < 2;
}

/* Writes beside each value how many albums it would leave, and hides values that would leave none. */
export function label(select, totals) {
  for (const option of select.options) {
    if (!option.value) continue;
    const total = totals.get(option.value) ?? 0;
    const name = select.name === "rating" ? `${"★".repeat(option.value)} and more` : option.value;
    const text = `${name} (${total})`;
    if (option.text !== text) option.text = text;
    const gone = !total && !option.selected;
    if (option.hidden !== gone) option.hidden = option.disabled = gone;
  }
}
