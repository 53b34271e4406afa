// What flows now; asked every two seconds, and only what changed is painted.
import {get} from './api.js';
import {every, h, fill, text} from './dom.js';
import {length, number, rate} from './format.js';

const REFRESH = 2000;
const KEPT = 60;
const SVG = 'http://www.w3.org/2000/svg';
// stays while one looks elsewhere, so that the curves don't begin anew
const history = new Map();

export async function show(main, {signal}) {
  const first = await get('/api/v1/flow', signal);
  const end = card('Webhook to NetSuite', 'half of all are faster; 1 of 100 is slower than the second');
  const oldest = card('Oldest record on its way', 'how long it has been waiting for NetSuite');
  const meters = h('div.cards.meters');
  const body = h('tbody');
  const note = h('p.behind', {hidden: true, role: 'status'});
  fill(main,
    h('h1', null, 'What flows now'),
    note,
    h('div.cards', null, end.node, oldest.node),
    meters,
    h('div.wide', null, h('table.hops', null,
      h('caption.unseen', null, 'What comes in at each hop, what waits there, and how long it takes'),
      h('thead', null, h('tr', null, h('th', {scope: 'col'}, 'Hop'), ...['Per second', 'Last two minutes', 'Waiting', 'Oldest', 'Median', 'p99']
        .map(name => h('th.num', {scope: 'col'}, name)))),
      body)));
  const rows = new Map();
  const bars = new Map();
  paint(first);
  every(REFRESH, signal, async () => {
    try {
      paint(await get('/api/v1/flow', signal));
      note.hidden = true;
    } catch (error) {
      if (error.name === 'AbortError') return;
      text(note, `${error.message} What is shown is from before.`);
      note.hidden = false;
    }
  });
  return 'What flows now';

  function paint(flow) {
    const whole = flow.webhookToNetSuite;
    end.set(whole?.p50Millis === undefined ? '–' : `${length(whole.p50Millis)} / ${length(whole.p99Millis)}`, 'calm');
    const age = flow.oldestUnpostedSeconds;
    oldest.set(age === undefined ? 'none' : length(age * 1000), age > 900 ? 'bad' : age > 120 ? 'warn' : 'ok');
    flow.accounts.forEach(one => meter(`NetSuite ${one.account}`, 'calls at once', one.inFlight, one.limit, value => value > 0.95 ? 'warn' : 'ok'));
    flow.stores.forEach(one => one.quotaLeft !== undefined
      && meter(`Store ${one.store}`, 'calls left of the quota', one.quotaLeft, one.quota, value => value < 0.1 ? 'bad' : value < 0.3 ? 'warn' : 'ok'));
    flow.hops.forEach(hop => {
      const id = `${hop.name} ${hop.connection ?? ''}`;
      const row = rows.get(id) ?? hopRow(hop);
      if (!rows.has(id)) {
        rows.set(id, row);
        body.append(row.node);
      }
      row.set(hop, remember(id, hop.perSecond));
    });
  }

  function meter(name, what, value, limit, toneOf) {
    let bar = bars.get(name);
    if (!bar) {
      bar = meterCard(name, what);
      bars.set(name, bar);
      meters.append(bar.node);
    }
    bar.set(value, limit, toneOf);
  }
}

function card(name, what) {
  const figure = h('p.figure');
  return {
    node: h('section.card', null, h('h2', null, name), figure, h('p.soft.small', null, what)),
    set(value, look) {
      text(figure, value);
      figure.className = `figure ${look}`;
    },
  };
}

function meterCard(name, what) {
  const figure = h('p.figure');
  const part = h('i');
  const bar = h('div.bar', {role: 'meter', 'aria-valuemin': 0, 'aria-label': `${name}: ${what}`}, part);
  return {
    node: h('section.card', null, h('h2', null, name), figure, bar, h('p.soft.small', null, what)),
    set(value, limit, toneOf) {
      const known = value !== undefined && limit;
      text(figure, value === undefined ? '–' : limit ? `${number(Math.round(value))} of ${number(Math.round(limit))}` : number(Math.round(value)));
      bar.hidden = !known;
      if (known) {
        bar.setAttribute('aria-valuenow', Math.round(value));
        bar.setAttribute('aria-valuemax', Math.round(limit));
        bar.className = `bar ${toneOf(value / limit)}`;
        part.style.width = `${Math.min(100, 100 * value / limit)}%`;
      }
    },
  };
}

function hopRow(hop) {
  const line = document.createElementNS(SVG, 'polyline');
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 120 28');
  svg.setAttribute('class', 'spark');
  svg.setAttribute('aria-hidden', 'true');
  svg.append(line);
  const cells = Array.from({length: 5}, () => h('td.num'));
  const [perSecond, lag, age, median, p99] = cells;
  return {
    node: h('tr', null,
      h('th', {scope: 'row'}, hop.name, hop.connection && h('span.pill.calm', null, hop.connection), h('code.soft', null, hop.topic)),
      perSecond, h('td.num', null, svg), lag, age, median, p99),
    set(now, rates) {
      text(perSecond, rate(now.perSecond));
      text(lag, number(now.lag));
      lag.className = `num ${now.lag > 1000 ? 'bad' : now.lag > 100 ? 'warn' : ''}`;
      text(age, now.lagSeconds === undefined ? '–' : length(now.lagSeconds * 1000));
      text(median, now.p50Millis === undefined ? '–' : length(now.p50Millis));
      text(p99, now.p99Millis === undefined ? '–' : length(now.p99Millis));
      const top = Math.max(1, ...rates);
      const curve = rates.length === 1 ? [rates[0], rates[0]] : rates;
      line.setAttribute('points', curve.map((value, i) =>
        `${120 - (curve.length - 1 - i) * 2},${(26 - 24 * value / top).toFixed(1)}`).join(' '));
    },
  };
}

function remember(id, value) {
  const rates = history.get(id) ?? [];
  if (value !== undefined && value !== null) rates.push(value);
  while (rates.length > KEPT) rates.shift();
  history.set(id, rates);
  return rates;
}
