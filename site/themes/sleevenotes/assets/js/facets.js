/* Which albums fit what is chosen, and how many there would be with each other choice. */

/* `chosen` holds [facet, value] pairs; returns the albums that fit, and for each facet a map from value to number. */
export function count(albums, chosen, names) {
  const totals = Object.fromEntries(names.map((name) => [name, new Map()]));
  const fits = [];
  for (const one of albums) {
    const failing = chosen.filter(([name, value]) => !one.facets[name].includes(value));
    if (!failing.length) fits.push(one);
    /* An album that only one choice keeps out counts there: it would be in with another value. */
    if (failing.length === 1 && totals[failing[0][0]]) add(totals[failing[0][0]], one.facets[failing[0][0]]);
    else if (!failing.length) for (const name of names) add(totals[name], one.facets[name]);
  }
  return { fits, totals };
}

function add(totals, values) {
  for (const value of values) totals.set(value, (totals.get(value) ?? 0) + 1);
}

/* Fills a choice with all values that albums have; one with nothing to choose from is not shown. */
export function fill(select, albums) {
  const values = [...new Set(albums.flatMap((one) => one.facets[select.name]))].sort((one, other) => one.localeCompare(other));
  if (select.name === "rating") values.reverse();
  select.append(...values.map((value) => new Option(value, value)));
  select.parentElement.hidden = values.length < 2;
}

/* Says at each value how many albums it would leave, and takes away those that would leave none. */
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
