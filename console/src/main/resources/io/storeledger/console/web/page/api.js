// Calls the console's interface: deploy/openapi/console.yaml.

/** A call failed; the message is the sentence that the console answered. */
export class Fault extends Error {
  constructor(status, sentence) {
    super(sentence);
    this.status = status;
  }
}

export const get = (path, signal) => call(path, {signal});

export const post = (path, body) => call(path, {
  method: 'POST',
  headers: {'Content-Type': 'application/json', 'X-Storeledger': '1'},
  body: JSON.stringify(body),
});

async function call(path, request) {
  let answer;
  try {
    answer = await fetch(path, request);
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new Fault(0, 'The console does not answer. It may be restarting; this page tries again when you reload it.');
  }
  if (answer.status === 204) return null;
  const body = await answer.json().catch(() => null);
  if (answer.ok) return body;
  if (answer.status === 401 && !path.endsWith('/sign-in')) dispatchEvent(new Event('signed-out'));
  throw new Fault(answer.status, body?.error ?? `The console answered ${answer.status} without saying why; its log says more.`);
}

/** The path of a record's timeline. */
export function recordPath(key) {
  return '/api/v1/records/' + keyPath(key);
}

/** Where the page shows a record. */
export function recordLink(key) {
  return '#/record/' + keyPath(key);
}

function keyPath(key) {
  const [store, resource, ...id] = key.split('/');
  return [store, resource, id.join('/')].map(encodeURIComponent).join('/');
}
