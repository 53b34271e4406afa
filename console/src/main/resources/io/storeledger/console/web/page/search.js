// Records: what a search finds, and what happened last.
import {get, recordLink} from './api.js';
import {every, h, fill, empty, behind, text} from './dom.js';
import {ago, moment, named, plural, sentence, storeOf, tone} from './format.js';

const REFRESH = 4000;

export async function show(main, {query, signal}) {
  const wanted = query.get('q')?.trim();
  const field = document.getElementById('q');
  field.value = wanted ?? '';
  return wanted ? find(main, wanted, signal) : recent(main, signal);
}

async function find(main, wanted, signal) {
  const found = await get(`/api/v1/search?q=${encodeURIComponent(wanted)}`, signal);
  if (found.hits.length === 1 && !found.behind?.records) {
    location.replace(recordLink(found.hits[0].key));
    return undefined;
  }
  fill(main,
    h('h1', null, 'Search'),
    behind(found),
    found.hits.length === 0
      ? empty(`Nothing is known of “${wanted}”.`,
        'Search by an order number, a customer number, a whole e-mail address, a SKU, or NetSuite’s internal or external id.')
      : h('ul.hits', {'aria-label': 'What was found'}, found.hits.map(hit)));
  return found.hits.length === 0 ? 'Nothing found' : `${plural(found.hits.length, 'record')} found`;
}

function hit(one) {
  return h('li', null, h('a.hit', {href: recordLink(one.key)},
    h('span.hit-name', null, named(one.key)),
    one.state && h(`span.pill.${tone(one.state)}`, null, one.state),
    h('span.soft', null, one.matched, ' · store ', storeOf(one.key), one.at ? ` · ${moment(one.at)}` : '')));
}

async function recent(main, signal) {
  const list = h('ul.hits.recent', {'aria-label': 'What happened last'});
  const first = await get('/api/v1/recent?limit=40', signal);
  fill(main,
    h('h1', null, 'What happened last'),
    behind(first),
    list);
  const rows = new Map();
  paint(first.steps);
  every(REFRESH, signal, async () => {
    try {
      paint((await get('/api/v1/recent?limit=40', signal)).steps);
    } catch {
      // what is shown stays; the next round may succeed
    }
  });
  return 'What happened last';

  function paint(steps) {
    if (steps.length === 0) {
      list.replaceChildren(h('li', null, empty('Nothing has happened yet.',
        'As soon as the store sends its first webhook, or a sweep finds an order, it appears here.')));
      return;
    }
    const kept = new Map();
    const nodes = steps.map(step => {
      const id = `${step.place.topic}/${step.place.partition}/${step.place.offset}/${step.kind}`;
      const row = rows.get(id) ?? happened(step);
      text(row.querySelector('time'), ago(step.at));
      kept.set(id, row);
      return row;
    });
    rows.clear();
    kept.forEach((row, id) => rows.set(id, row));
    if (nodes.length !== list.children.length || nodes.some((node, i) => list.children[i] !== node)) {
      const focus = document.activeElement;
      list.replaceChildren(...nodes);
      if (list.contains(focus)) focus.focus({preventScroll: true});
    }
  }
}

function happened(step) {
  const look = {REJECTED: 'bad', HALTED: 'bad', FOUND: 'bad', RETRIED: 'warn', WRITTEN: 'ok', PUBLISHED: 'ok'}[step.kind] ?? 'calm';
  return h('li', null, h('a.hit', {href: recordLink(step.key)},
    h(`i.mark.${look}`, {'aria-hidden': 'true'}),
    h('span.hit-name', null, named(step.key)),
    h('span.happened', null, sentence(step.title)),
    h('time.soft', {dateTime: step.at, title: moment(step.at)}, ago(step.at))));
}
