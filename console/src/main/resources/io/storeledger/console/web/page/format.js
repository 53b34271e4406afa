// Times, numbers and words as people read them.

const clock = new Intl.DateTimeFormat(undefined, {hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23'});
const date = new Intl.DateTimeFormat(undefined, {weekday: 'short', day: 'numeric', month: 'short', year: 'numeric'});
const both = new Intl.DateTimeFormat(undefined, {day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23'});

export const time = at => clock.format(new Date(at)) + '.' + String(new Date(at).getMilliseconds()).padStart(3, '0');
export const day = at => date.format(new Date(at));
export const moment = at => both.format(new Date(at));
/** To the second, with its day unless that is the other one's. */
export const when = (at, other) => (day(at) === day(other) ? '' : `${day(at)}, `) + clock.format(new Date(at));
export const number = value => value.toLocaleString();

/** 640 ms, 3.2 s, 12 min, 2 h 14 min, 3 d. */
export function length(millis) {
  const ms = Math.max(0, millis);
  if (ms < 1000) return `${Math.round(ms)} ms`;
  const s = ms / 1000;
  if (s < 10) return `${s.toFixed(1)} s`;
  if (s < 60) return `${Math.round(s)} s`;
  const min = Math.floor(s / 60);
  if (min < 60) return `${min} min` + (min < 10 && Math.round(s % 60) ? ` ${Math.round(s % 60)} s` : '');
  const hours = Math.floor(min / 60);
  if (hours < 48) return `${hours} h` + (min % 60 ? ` ${min % 60} min` : '');
  return `${Math.floor(hours / 24)} d`;
}

/** How long ago, in whole seconds. */
export function ago(at) {
  const seconds = Math.floor((Date.now() - new Date(at)) / 1000);
  return seconds < 1 ? 'now' : seconds < 10 ? `${seconds} s ago` : `${length(seconds * 1000)} ago`;
}

/** 12.3/s with as many digits as matter. */
export function rate(perSecond) {
  if (perSecond === undefined || perSecond === null) return '–';
  return perSecond >= 100 ? number(Math.round(perSecond)) : perSecond >= 10 ? perSecond.toFixed(1) : perSecond.toFixed(2).replace(/\.?0+$/, '');
}

const NAMES = {order: 'Order', customer: 'Customer', sku: 'SKU', product: 'Product'};

/** abc123/order/1001 as "Order 1001". */
export function named(key) {
  const [, resource, ...id] = key.split('/');
  return `${NAMES[resource] ?? resource} ${id.join('/')}`;
}

export const storeOf = key => key.split('/')[0];

/** TOTAL_DIFFERS, total-differs as "total differs"; a name stays a name. */
export const words = code => code.toLowerCase().replace(/[_-]+/g, ' ').replace(/\bnet ?suite\b/g, 'NetSuite');

/** What happened, with a capital unless it is a name such as store/order/created. */
export const sentence = title => /^\S*\/\S*$/.test(title) ? title : capital(title);

export const capital = text => text.charAt(0).toUpperCase() + text.slice(1);

/** camelCase as "camel case", with the few names that we write otherwise. */
export function label(name) {
  const known = {internalId: 'NetSuite id', externalId: 'external id', millis: 'took', reasonCode: 'reason', signedBy: 'signed by'};
  return known[name] ?? words(name.replace(/([A-Z])/g, ' $1'));
}

export const place = at => `${at.topic} · partition ${at.partition} · offset ${at.offset}`;

export const plural = (count, one, many) => `${number(count)} ${count === 1 ? one : many ?? one + 's'}`;

/** What a state means for the eye. */
export function tone(state) {
  const word = (state ?? '').toLowerCase();
  if (/posted|published|done|created|repaired/.test(word)) return 'ok';
  if (/reject|refus|missing|differs|gone|halt|not in/.test(word)) return 'bad';
  if (/wait|way|retr|changed|refetch|redriv/.test(word)) return 'warn';
  return 'calm';
}
