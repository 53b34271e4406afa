// Reconciliations: what the store and NetSuite say of the same period, and where they differ.
import {get, post} from './api.js';
import {h, fill, empty, fault} from './dom.js';
import {ago, capital, moment, number, plural, tone, words} from './format.js';

const SHOWN = 1000;
// what is to be seen to first
const COUNTS = ['missing', 'goneFromNetSuite', 'rejected', 'totalDiffers', 'notInStore', 'waiting', 'agree', 'notImported', 'orders', 'refunds'];

export async function show(main, {path, me, signal}) {
  return path[0] ? one(main, path[0], me, signal) : all(main, me, signal);
}

async function all(main, me, signal) {
  const {reconciliations, connections} = await get('/api/v1/reconciliations', signal);
  fill(main,
    h('h1', null, 'Reconciliation'),
    h('p.lead', null, 'The store’s orders and refunds against what NetSuite holds, total by total.'),
    me.roles.includes('ACT') && connections.length > 0 && runForm(connections),
    reconciliations.length === 0
      ? empty('Nothing has been reconciled yet.', 'It is done on a schedule; or begin with a period now.')
      : h('div.wide', null, h('table.runs', null,
        h('thead', null, h('tr', null, ...['Period', 'Connection', 'Found', 'Repaired', 'Done'].map(name => h('th', {scope: 'col'}, name)))),
        h('tbody', null, reconciliations.map(run => h('tr', null,
          h('th', {scope: 'row'}, h('a', {href: `#/reconciliations/${encodeURIComponent(run.id)}`}, period(run))),
          h('td', null, run.connection),
          h('td', null, counts(run.counts)),
          h('td.num', null, number(run.repaired)),
          h('td', null, `${ago(run.finishedAt)} by ${run.by}`)))))));
  return 'Reconciliation';
}

async function one(main, id, me, signal) {
  const run = await get(`/api/v1/reconciliations/${encodeURIComponent(id)}`, signal);
  const outcome = h('div', {'aria-live': 'polite'});
  const repairable = run.findings.some(finding => ['MISSING', 'GONE_FROM_NETSUITE'].includes(finding.kind));
  fill(main,
    h('p', null, h('a', {href: '#/reconciliations'}, '← all reconciliations')),
    h('div.record-head', null, h('h1', null, period(run)), h('span.soft', null, `connection ${run.connection}`)),
    h('p.soft', null, `Done ${moment(run.finishedAt)} by ${run.by}`,
      run.oldestUnposted && ` · oldest order not yet posted: ${ago(run.oldestUnposted).replace(' ago', ' old')}`),
    h('div.group-head', null, counts(run.counts),
      h('div.buttons', null,
        h('a.button.quiet', {href: `/api/v1/reconciliations/${encodeURIComponent(run.id)}.csv`, download: ''}, 'CSV'),
        repairable && me.roles.includes('ACT') && h('button', {type: 'button', onclick: repair}, 'Repair what is missing'))),
    outcome,
    run.findings.length === 0
      ? empty('Nothing is missing.', 'Every order and refund of the period is in NetSuite, to the cent.')
      : h('div.wide', null, h('table.findings', null,
        h('caption.unseen', null, 'Where the store and NetSuite differ'),
        h('thead', null, h('tr', null, h('th', {scope: 'col'}, 'Record'), h('th', {scope: 'col'}, 'What is wrong'),
          h('th.num', {scope: 'col'}, 'Store'), h('th.num', {scope: 'col'}, 'NetSuite'))),
        h('tbody', null, run.findings.slice(0, SHOWN).map(finding => h('tr', null,
          h('th', {scope: 'row'}, run.store
            ? h('a', {href: `#/record/${encodeURIComponent(run.store)}/order/${finding.orderId}`}, recordOf(finding))
            : recordOf(finding)),
          h('td', null, h(`span.pill.${tone(finding.kind.replaceAll('_', ' '))}`, null, words(finding.kind)), h('p.detail', null, finding.sentence)),
          h('td.num', null, money(finding.storeTotal, finding.currency)),
          h('td.num', null, money(finding.netSuiteTotal, finding.currency))))))),
    run.findings.length > SHOWN && h('p.soft', null, `These are the first ${number(SHOWN)}; the CSV has all ${number(run.findings.length)}.`));
  return `Reconciliation ${period(run)}`;

  async function repair(event) {
    const button = event.currentTarget;
    button.disabled = true;
    outcome.replaceChildren(h('p.soft', null, 'Reconciling the period again and bringing what is missing…'));
    try {
      const again = await post('/api/v1/reconciliations', {connection: run.connection, from: run.from, to: run.to, repair: true});
      location.hash = `#/reconciliations/${encodeURIComponent(again.id)}`;
    } catch (error) {
      outcome.replaceChildren(fault(error));
      button.disabled = false;
    }
  }
}

function runForm(connections) {
  const week = new Date(Date.now() - 7 * 86_400_000).toISOString().slice(0, 10);
  const connection = h('select', {id: 'connection'}, connections.map(name => h('option', {value: name}, name)));
  const from = h('input', {id: 'from', type: 'date', required: true, value: week});
  const to = h('input', {id: 'to', type: 'date'});
  const mend = h('input', {id: 'repair', type: 'checkbox'});
  const go = h('button', {type: 'submit'}, 'Reconcile now');
  const outcome = h('div', {'aria-live': 'polite'});
  return h('form.card.run', {onsubmit: run, 'aria-label': 'Reconcile a period'},
    h('div.fields', null,
      h('div.field', null, h('label', {htmlFor: 'connection'}, 'Connection'), connection),
      h('div.field', null, h('label', {htmlFor: 'from'}, 'From'), from),
      h('div.field', null, h('label', {htmlFor: 'to'}, 'To (or until now)'), to),
      h('div.field.check', null, mend, h('label', {htmlFor: 'repair'}, 'bring what is missing')),
      go),
    outcome);

  async function run(event) {
    event.preventDefault();
    go.disabled = true;
    outcome.replaceChildren(h('p.soft', null, 'Comparing; this may take a while…'));
    try {
      const done = await post('/api/v1/reconciliations',
        {connection: connection.value, from: from.value, ...(to.value && {to: to.value}), repair: mend.checked});
      location.hash = `#/reconciliations/${encodeURIComponent(done.id)}`;
    } catch (error) {
      outcome.replaceChildren(fault(error));
      go.disabled = false;
    }
  }
}

const period = run => `${moment(run.from)} to ${moment(run.to)}`;

const recordOf = finding => finding.what === 'REFUND' ? `Refund ${finding.orderId}/${finding.id}` : `Order ${finding.orderId}`;

function counts(all) {
  const place = ([kind]) => (COUNTS.indexOf(kind) + COUNTS.length + 1) % (COUNTS.length + 1);
  const shown = Object.entries(all).filter(([, count]) => count > 0).sort((one, other) => place(one) - place(other));
  return h('ul.counts', null, shown.map(([kind, count]) => {
    const name = words(kind.replace(/([a-z])([A-Z])/g, '$1 $2'));
    return h(`li.pill.${kind === 'agree' ? 'ok' : tone(name)}`, null, `${number(count)} ${name}`);
  }));
}

function money(amount, currency) {
  if (amount === undefined || amount === null) return '–';
  try {
    return new Intl.NumberFormat(undefined, {style: 'currency', currency}).format(amount);
  } catch {
    return `${amount} ${currency}`;
  }
}
