// Dead letters: why they lie there, and sending them on their way again, after a look at what that would do.
import {get, post, recordLink} from './api.js';
import {h, fill, dialog, empty, fault, say} from './dom.js';
import {ago, capital, moment, named, place, plural, tone, words} from './format.js';

export async function show(main, {me, signal}) {
  const act = me.roles.includes('ACT');
  await paint();
  return 'Dead letters';

  async function paint() {
    const all = await get('/api/v1/dead-letters', signal);
    fill(main,
      h('h1', null, 'Dead letters'),
      all.behind && h('p.behind', {role: 'status'}, all.behind.sentence),
      all.open === 0
        ? !all.behind && empty('No dead letters.', 'Everything that was rejected has been sent on its way again or put aside.')
        : h('p.lead', null, `${plural(all.open, 'record was', 'records were')} rejected and wait for somebody to mend the cause.`
          + (act ? '' : ' To send them on their way again one needs the role ACT.')),
      ...all.groups.map(group));
  }

  function group(one) {
    const selection = {reasonCode: one.reasonCode, topic: one.topic};
    return h('section.card.group', {'aria-label': words(one.reasonCode)},
      h('div.group-head', null,
        h('h2', null, capital(words(one.reasonCode)), h('span.badge', null, String(one.count))),
        act && h('div.buttons', null,
          h('button', {type: 'button', onclick: () => redrive(selection, plural(one.count, 'letter'))}, 'Redrive…'),
          h('button.quiet', {type: 'button', onclick: () => drop(selection, plural(one.count, 'letter'))}, 'Drop…'))),
      one.reason && h('p.detail', null, one.reason),
      h('p.soft.small', null, `${one.topic} · oldest ${ago(one.oldest)} · newest ${ago(one.newest)}`),
      h('details', {open: one.letters.length <= 3},
        h('summary', null, one.letters.length < one.count ? `The newest ${one.letters.length}` : plural(one.count, 'letter')),
        h('ul.letters', null, one.letters.map(each => letter(each, one.reason)))));
  }

  function letter(one, known) {
    const selection = {places: [one.place]};
    return h('li', null,
      h('div', null,
        h('a', {href: recordLink(one.key)}, named(one.key)),
        h('span.soft.small', null, ` ${moment(one.at)} · ${plural(one.attempts, 'attempt')}`,
          one.redrives > 0 && ` · redriven ${plural(one.redrives, 'time')}`,
          one.others?.length > 0 && ` · rejected ${plural(one.others.length + 1, 'time')} since ${moment(one.since)}`),
        one.reason !== known && h('p.detail', null, one.reason),
        h('p.place', null, place(one.place))),
      act && h('div.buttons', null,
        h('button.quiet', {type: 'button', 'aria-label': `Redrive ${named(one.key)}`, onclick: () => redrive(selection, named(one.key))}, 'Redrive…'),
        h('button.quiet', {type: 'button', 'aria-label': `Drop ${named(one.key)}`, onclick: () => drop(selection, named(one.key))}, 'Drop…')));
  }

  /** Shows what a redrive would do; does it when that is confirmed. */
  function redrive(selection, what) {
    const outcome = h('div.outcome', {'aria-live': 'polite'});
    const mode = h('select', {id: 'mode', onchange: look},
      h('option', {value: 'refetch'}, 'ask the store again, so that what it says now is written'),
      h('option', {value: 'as-recorded'}, 'as it was recorded'));
    const go = h('button', {type: 'button', disabled: true, onclick: send}, 'Redrive');
    const cancel = h('button.quiet', {type: 'button', onclick: () => box.close()}, 'Cancel');
    const box = dialog(`Redrive ${what}`,
      h('div.field', null, h('label', {htmlFor: 'mode'}, 'How'), mode), outcome, h('div.buttons.end', null, cancel, go));
    look();

    async function look() {
      go.disabled = true;
      outcome.replaceChildren(h('p.soft', null, 'Looking at what it would do; nothing is written…'));
      try {
        const result = await post('/api/v1/dead-letters/redrive', {...selection, mode: mode.value, dryRun: true});
        outcome.replaceChildren(...told(result, 'This would happen. Nothing has been written yet.'));
        const moved = Object.entries(result.counts).reduce((sum, [would, count]) => would === 'refused' ? sum : sum + count, 0);
        go.disabled = moved === 0;
        go.textContent = `Redrive ${plural(moved, 'letter')}`;
      } catch (error) {
        outcome.replaceChildren(fault(error));
      }
    }

    async function send() {
      go.disabled = true;
      try {
        const result = await post('/api/v1/dead-letters/redrive', {...selection, mode: mode.value, dryRun: false});
        done(box, go, cancel, outcome, result, 'They are on their way; their timelines show how it goes.');
      } catch (error) {
        outcome.replaceChildren(fault(error));
        go.disabled = false;
      }
    }
  }

  /** Puts letters aside, with a word on why. */
  function drop(selection, what) {
    const outcome = h('div.outcome', {'aria-live': 'polite'});
    const note = h('textarea', {id: 'note', rows: 2, maxLength: 500, required: true});
    const go = h('button.danger', {type: 'button', onclick: send}, 'Drop');
    const cancel = h('button.quiet', {type: 'button', onclick: () => box.close()}, 'Cancel');
    const box = dialog(`Drop ${what}`,
      h('p', null, 'They are put aside for good and never written to NetSuite; they stay in the log, with your name and note.'),
      h('div.field', null, h('label', {htmlFor: 'note'}, 'Why'), note), outcome, h('div.buttons.end', null, cancel, go));
    note.focus();

    async function send() {
      if (note.value.trim() === '') {
        outcome.replaceChildren(fault(new Error('Write why; whoever reads the log in a year wants to know.')));
        note.focus();
        return;
      }
      go.disabled = true;
      try {
        const result = await post('/api/v1/dead-letters/drop', {...selection, note: note.value.trim(), dryRun: false});
        done(box, go, cancel, outcome, result, 'They are put aside.');
      } catch (error) {
        outcome.replaceChildren(fault(error));
        go.disabled = false;
      }
    }
  }

  function done(box, go, cancel, outcome, result, sentence) {
    outcome.replaceChildren(...told(result, sentence));
    say(sentence);
    go.remove();
    cancel.textContent = 'Close';
    cancel.focus();
    dispatchEvent(new Event('letters-changed'));
    box.addEventListener('close', () => paint().catch(() => {}));
  }
}

/** What came of it, or would: counts, then each record with its differences. */
function told(result, sentence) {
  return [
    h('p', null, sentence),
    h('ul.counts', null, Object.entries(result.counts).filter(([, count]) => count > 0)
      .map(([would, count]) => h(`li.pill.${tone(would)}`, null, `${count} ${would}`))),
    h('ul.results', null, result.results.map(one => h('li', null,
      h('div', null, h('span.hit-name', null, named(one.key)), ' ', h(`span.pill.${tone(one.would)}`, null, one.would)),
      one.sentence && h('p.detail', null, one.sentence),
      one.differences?.length > 0 && h('div.wide', null, h('table.diff', null,
        h('thead', null, h('tr', null, ...['Field', 'NetSuite has', 'would get'].map(name => h('th', {scope: 'col'}, name)))),
        h('tbody', null, one.differences.map(difference => h('tr', null,
          h('th', {scope: 'row'}, h('code', null, difference.field)),
          h('td.before', null, difference.before ?? '–'),
          h('td.after', null, difference.after ?? '–'))))))))),
  ];
}
