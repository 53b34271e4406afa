// Makes elements. Text is only ever set as text, so what a record holds can't become markup.

/** h('p.note', {title: 'x', onclick: f}, 'text', child): an element with classes, properties and children. */
export function h(what, properties, ...children) {
  const [tag, ...classes] = what.split('.');
  const element = document.createElement(tag);
  if (classes.length) element.className = classes.join(' ');
  for (const [name, value] of Object.entries(properties ?? {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (name in element && !name.startsWith('aria')) element[name] = value;
    else element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...present(children));
  return element;
}

/** Gives an element new children; what is absent is left out. */
export function fill(element, ...children) {
  element.replaceChildren(...present(children));
}

const present = children => children.flat(3).filter(child => child !== null && child !== undefined && child !== false);

/** A sentence that says what went wrong. */
export function fault(error) {
  return h('p.fault', {role: 'alert'}, error.message ?? String(error));
}

/** A sentence where there is nothing to show. */
export function empty(title, sentence, ...more) {
  return h('div.empty', null, h('p.empty-title', null, title), h('p', null, sentence), ...more);
}

/** What a screen reader says without the focus being moved. */
export function say(sentence) {
  document.getElementById('said').textContent = sentence;
}

/** Says that what is shown may not be all yet. */
export function behind(view) {
  if (!view?.behind?.records) return null;
  const records = view.behind.records.toLocaleString();
  // a busy log is always a moment ahead: that is worth a word, not a warning
  return h(view.behind.records < 1000 ? 'p.moment' : 'p.behind', {role: 'status'},
    view.behind.sentence ?? `The console is still catching up: ${records} records are left to read, so something may be missing here.`);
}

/** Does something again and again while somebody looks, so long after it was done last. */
export function every(millis, signal, work) {
  let timer = setTimeout(again, millis);
  signal.addEventListener('abort', () => clearTimeout(timer));

  async function again() {
    if (!document.hidden) await work();
    if (!signal.aborted) timer = setTimeout(again, millis);
  }
}

/** Changes the text of an element only if it differs, so that nothing flickers. */
export function text(element, value) {
  if (element.textContent !== value) element.textContent = value;
}

/** A dialog that closes with Escape and by its button, and gives the focus back. */
export function dialog(title, ...content) {
  const before = document.activeElement;
  const box = h('dialog', {'aria-labelledby': 'dialog-title'},
    h('div.dialog-head', null, h('h2', {id: 'dialog-title'}, title),
      h('button.plain', {type: 'button', 'aria-label': 'Close', onclick: () => box.close()}, '✕')),
    ...content);
  box.addEventListener('close', () => {
    box.remove();
    if (before?.isConnected) before.focus();
  });
  box.addEventListener('click', event => {
    if (event.target === box) box.close();
  });
  document.body.append(box);
  box.showModal();
  return box;
}
