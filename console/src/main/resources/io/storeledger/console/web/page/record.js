// The timeline of a record: three lifelines (the store, our log, NetSuite) and what went between.
import {get, recordLink, recordPath} from './api.js';
import {h, fill, behind, dialog, fault} from './dom.js';
import {day, label, length, moment, named, number, place, plural, sentence, storeOf, time, tone, when} from './format.js';

const LONG = 60_000;
const MOST = 5000;
const INSTANT = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;
const PEOPLE = ['REPLAYED', 'REDRIVEN', 'DROPPED', 'REPAIRED'];
const TONES = {
  RECEIVED: 'store', FETCHED: 'store', WRITTEN: 'ok', SKIPPED: 'calm', REJECTED: 'bad', RETRIED: 'warn', HALTED: 'bad', READ: 'ns',
  CHANGED: 'calm', PUBLISHED: 'ok', REPLAYED: 'person', REDRIVEN: 'person', DROPPED: 'person', REPAIRED: 'person', FOUND: 'bad',
};
const KINDS = {
  RECEIVED: 'The store told us', FETCHED: 'Fetched from the store', WRITTEN: 'Written to NetSuite', SKIPPED: 'Skipped', REJECTED: 'Rejected',
  RETRIED: 'Failed, tried again', HALTED: 'Stopped', READ: 'Read from NetSuite', CHANGED: 'A difference was found', PUBLISHED: 'Published in the store',
  REPLAYED: 'Replayed', REDRIVEN: 'Redriven', DROPPED: 'Dropped', REPAIRED: 'Repaired', FOUND: 'Found by reconciliation',
};

/** What a step is, in the words that its title has not. */
function kindOf({kind, facts = {}}) {
  if (kind === 'RECEIVED' && facts.replay) return 'Told again';
  if (kind === 'RECEIVED' && !facts.signedBy) return 'Seen in the store';
  if (kind === 'FOUND' && !facts.finding) return 'Found in the log';
  return KINDS[kind] ?? kind;
}

export async function show(main, {path, query, me, signal}) {
  const key = path.join('/');
  const name = named(key);
  const all = query.has('all');
  const timeline = await get(recordPath(key) + (all ? `?limit=${MOST}` : ''), signal);
  const payloads = me.roles.includes('PAYLOADS');
  fill(main,
    h('div.record-head', null,
      h('h1', null, name),
      timeline.state && h(`span.pill.${tone(timeline.state)}`, null, timeline.state),
      h('span.soft', null, 'store ', timeline.store ?? storeOf(key))),
    behind(timeline),
    summary(timeline),
    timeline.more && h('p.soft', null, `These are the newest ${plural(timeline.steps.length, 'step')}; there are older ones. `,
      !all && h('a', {href: `${recordLink(key)}?all`}, `Show up to ${number(MOST)}`)),
    picture(timeline.steps, payloads),
    !payloads && h('p.soft.small', null, 'What the records hold is shown only to who has the role PAYLOADS.'));
  return name;
}

/** The few facts that one came for. */
function summary({steps, state}) {
  // an order's own figures, not those of its refunds, its replays or its customer
  const own = steps.filter(({facts = {}}) => !facts.refund && !['creditMemo', 'cashRefund'].includes(facts.recordType));
  const facts = Object.assign({}, ...own.map(step => step.facts ?? {}));
  const received = steps.find(step => step.kind === 'RECEIVED');
  const ended = steps.findLast(step => ['WRITTEN', 'PUBLISHED', 'REJECTED', 'SKIPPED'].includes(step.kind));
  const first = steps.find(step => ['WRITTEN', 'PUBLISHED'].includes(step.kind));
  const why = ended && tone(state) !== 'ok' && !['WRITTEN', 'PUBLISHED'].includes(ended.kind) ? ended.detail : null;
  const tries = steps.filter(step => step.kind === 'RETRIED').length;
  const cells = [
    received && first && ['From webhook to done', length(new Date(first.at) - new Date(received.at))],
    facts.internalId && ['NetSuite id', facts.internalId],
    facts.externalId && ['External id', facts.externalId],
    facts.total && ['Total', facts.total],
    tries > 0 && ['Tried again', plural(tries, 'time')],
  ].filter(Boolean);
  return [
    why && h(`p.why.${tone(state ?? ended.kind)}`, null, why),
    cells.length > 0 && h('dl.facts', null, cells.map(([name, value]) => h('div', null, h('dt', null, name), h('dd', null, value)))),
  ].filter(Boolean).reduce((box, part) => (box.append(part), box), h('div.summary'));
}

function picture(steps, payloads) {
  const rows = [];
  let before = null;
  for (const group of gathered(steps)) {
    const step = group[0];
    const gap = before === null ? null : new Date(step.at) - new Date(before);
    if (before === null || day(step.at) !== day(before)) rows.push(h('li.day', null, lifelines(), h('span', null, day(step.at))));
    else if (gap >= LONG) rows.push(h('li.pause', null, lifelines(), h('span', null, `${length(gap)} later`)));
    rows.push(...(group.length > 3 ? [repeated(group, gap, payloads)] : group.map((one, i) =>
      row(one, i === 0 ? gap : new Date(one.at) - new Date(group[i - 1].at), payloads))));
    before = group.at(-1).at;
  }
  return h('section.picture-box', {'aria-label': 'Timeline'},
    h('div.lanes', {'aria-hidden': 'true'}, h('span', null, 'Store'), h('span', null, 'Log'), h('span', null, 'NetSuite')),
    h('ol.picture', null, rows));
}

/** Tries that failed in a row belong together. */
function gathered(steps) {
  const groups = [];
  for (const step of steps) {
    const last = groups.at(-1);
    if (step.kind === 'RETRIED' && last?.[0].kind === 'RETRIED') last.push(step);
    else groups.push([step]);
  }
  return groups;
}

function lifelines(...marks) {
  return h('div.track', {'aria-hidden': 'true'}, h('i.life.store'), h('i.life.log'), h('i.life.ns'), ...marks);
}

/** From where to where something went: an arrow between lifelines, or a mark on the log. */
function way(step) {
  const work = `${step.facts?.consumer ?? ''} ${step.place.topic} ${(step.causedBy ?? []).map(cause => cause.topic).join(' ')}`;
  const atStore = /enricher|catalog|webhooks/.test(work) && !/writer/.test(work);
  switch (step.kind) {
    case 'RECEIVED': return step.facts?.replay ? 'at-log' : 'store-log';
    case 'FETCHED': return 'store-log';
    case 'WRITTEN': return 'log-ns';
    case 'READ': return 'ns-log';
    case 'PUBLISHED': return 'log-store';
    case 'REJECTED': case 'RETRIED': case 'HALTED': return atStore ? 'log-store' : 'log-ns';
    default: return 'at-log';
  }
}

function row(step, gap, payloads) {
  const look = TONES[step.kind] ?? 'calm';
  const kind = kindOf(step);
  // a single word stays before what it is about
  const at = step.title.toLowerCase().indexOf(kind.toLowerCase());
  const repeats = at === 0 || at > 0 && kind.includes(' ');
  return h(`li.step.${look}.${step.kind.toLowerCase()}`, {'data-kind': step.kind},
    h('div.when', null,
      h('time', {dateTime: step.at, title: moment(step.at)}, time(step.at)),
      gap !== null && gap < LONG && h('span.gap', {title: 'after the step before'}, `+${length(gap)}`)),
    lifelines(h(`i.way.${way(step)}`)),
    h('div.what', null,
      h('h2', null, h('span.kind', null, repeats ? sentence(step.title) : kind),
        !repeats && PEOPLE.includes(step.kind) && step.facts?.by && h('span.by', null, ` by ${step.facts.by}`),
        !repeats && h('span.title', null, sentence(step.title))),
      step.detail && h('p.detail', null, step.detail),
      calls(step.calls),
      h('div.small-print', null,
        chips(step),
        h('span.place', null, place(step.place)),
        payloads && h('button.plain', {type: 'button', onclick: () => payload(step.place)}, 'Payload'))));
}

/** The facts that neither the title nor another one says, and that are not as they always are. */
function chips({at, title, facts = {}}) {
  const said = ([name, value]) => ['by', 'consumer'].includes(name)
    || ['deliveries', 'attempt'].includes(name) && value === '1'
    || name === 'source' && facts.signedBy
    || name === 'type' && title.includes(value)
    || name === 'currency' && facts.total?.endsWith(value);
  return Object.entries(facts).filter(fact => !said(fact)).map(([name, value]) =>
    h('span.chip', null, h('span', null, label(name)), ' ', name === 'millis' ? length(Number(value))
      : INSTANT.test(value) ? h('time', {dateTime: value, title: value}, when(value, at)) : value));
}

function calls(all) {
  if (!all?.length) return null;
  const took = all.reduce((sum, call) => sum + call.millis, 0);
  return h('details', null,
    h('summary', null, `${plural(all.length, 'call')}, ${length(took)}`),
    h('table.calls', null, h('tbody', null, all.map(call => h('tr', null,
      h('td', null, h('code', null, call.operation)), h('td', null, call.answer ?? ''), h('td.num', null, length(call.millis)))))));
}

function repeated(group, gap, payloads) {
  const rest = h('ol.picture', null, group.slice(1).map((one, i) => row(one, new Date(one.at) - new Date(group[i].at), payloads)));
  const one = row(group[0], gap, payloads);
  one.querySelector('.what').append(h('details.more', null,
    h('summary', null, `${plural(group.length - 1, 'more try', 'more tries')}, the last at ${time(group.at(-1).at)}`), rest));
  return one;
}

/** What lies in the log, as it is. */
async function payload(at) {
  const body = h('div.payload', null, h('p.soft', null, 'Reading…'));
  dialog('Record in the log', h('p.place', null, place(at)), body);
  try {
    const record = await get(`/api/v1/log/${encodeURIComponent(at.topic)}/${at.partition}/${at.offset}`);
    body.replaceChildren(
      h('h3', null, 'Headers'),
      Object.keys(record.headers).length === 0 ? h('p.soft', null, 'none') : h('dl.headers', null, Object.entries(record.headers).map(([name, value]) =>
        [h('dt', null, name), h('dd', null, value)])),
      h('h3', null, 'Payload'),
      h('pre', {tabIndex: 0}, record.json !== undefined ? JSON.stringify(record.json, null, 2) : record.text ?? 'empty'));
  } catch (error) {
    body.replaceChildren(fault(error));
  }
}
