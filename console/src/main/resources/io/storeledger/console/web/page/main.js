// The frame: which view the address names, who looks, keys that work everywhere.
import {get, post} from './api.js';
import {h, fill, fault, say} from './dom.js';
import {plural} from './format.js';
import * as search from './search.js';

const VIEWS = {
  '': async () => search,
  record: () => import('./record.js'),
  flow: () => import('./flow.js'),
  'dead-letters': () => import('./deadletters.js'),
  reconciliations: () => import('./reconcile.js'),
  'sign-in': () => import('./signin.js'),
};
const main = document.getElementById('main');
const field = document.getElementById('q');
let leaving = new AbortController();
let me = null;

/** Shows the view that the address names; a view is `show(main, {path, query, me, signal})`. */
async function route(event) {
  leaving.abort();
  const staying = (leaving = new AbortController()).signal;
  const [path, query] = location.hash.replace(/^#\/?/, '').split('?');
  const [name, ...rest] = path.split('/').map(decoded);
  const load = VIEWS[name];
  document.querySelectorAll('nav a').forEach(link => {
    const here = link.dataset.nav === (name === 'record' || name === '' ? 'search' : name);
    if (here) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  });
  if (!load) {
    fill(main, fault(new Error('There is no such page here; use the links above.')));
    return;
  }
  const moved = event !== undefined;
  try {
    if (!me && name !== 'sign-in' && !(await meet())) return;
    const view = await load();
    if (staying.aborted) return;
    const title = await view.show(main, {path: rest, query: new URLSearchParams(query), me, signal: staying, moved: arrived});
    if (!staying.aborted) arrived(title);
  } catch (error) {
    if (error.name !== 'AbortError' && !staying.aborted) fill(main, fault(error));
  }

  function arrived(title) {
    document.title = title ? `${title} · Storeledger` : 'Storeledger';
    if (moved && document.activeElement !== field) {
      main.focus({preventScroll: true});
      scrollTo(0, 0);
    }
    if (title) say(title);
  }
}

/** A part of the address; as it is if somebody wrote it by hand and wrongly. */
function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Asks who we are; false if somebody has to sign in first. */
async function meet() {
  try {
    me = await get('/api/v1/me');
  } catch (error) {
    if (error.status === 401) return false;
    throw error;
  }
  const can = [me.roles.includes('ACT') ? 'may act' : 'looks on', me.roles.includes('PAYLOADS') ? 'sees payloads' : 'without payloads'];
  fill(document.getElementById('who'),
    h('span', {title: `${me.name}: ${can.join(', ')}`}, me.name),
    me.signOut && h('button.plain', {type: 'button', onclick: signOut}, 'Sign out'));
  countLetters();
  return true;
}

async function signOut() {
  await post(me.signOut, {});
  me = null;
  document.getElementById('who').replaceChildren();
  location.hash = '#/sign-in';
}

/** How many dead letters are open, beside the link to them. */
async function countLetters() {
  const badge = document.getElementById('letters');
  try {
    const {open} = await get('/api/v1/dead-letters');
    badge.hidden = open === 0;
    badge.textContent = open > 999 ? '999+' : String(open);
    badge.setAttribute('aria-label', plural(open, 'open letter'));
  } catch {
    badge.hidden = true;
  }
}

addEventListener('hashchange', route);
addEventListener('letters-changed', countLetters);
addEventListener('signed-in', () => {
  me = null;
  location.hash = '#/';
});
addEventListener('signed-out', () => {
  me = null;
  if (!location.hash.startsWith('#/sign-in')) location.hash = '#/sign-in';
});
document.getElementById('find').addEventListener('submit', event => {
  event.preventDefault();
  const wanted = field.value.trim();
  const hash = wanted ? `#/?q=${encodeURIComponent(wanted)}` : '#/';
  if (location.hash === hash) route();
  else location.hash = hash;
});
addEventListener('keydown', event => {
  const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
  if (event.key === '/' && !typing && !event.ctrlKey && !event.metaKey && !document.querySelector('dialog')) {
    event.preventDefault();
    field.focus();
    field.select();
  }
  if (event.key === 'Escape' && event.target === field) main.focus();
});
// the skip link must not be taken for an address
document.querySelector('.skip').addEventListener('click', event => {
  event.preventDefault();
  main.focus();
});
route();
