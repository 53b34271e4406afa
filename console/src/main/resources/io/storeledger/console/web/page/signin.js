// Signing in: with a token, or at the identity provider.
import {get, post} from './api.js';
import {h, fill, fault} from './dom.js';

export async function show(main, {query, signal}) {
  const ways = await get('/api/v1/sign-in', signal);
  const field = h('input', {id: 'token', type: 'password', required: true, autocomplete: 'current-password', spellcheck: false});
  const outcome = h('div', {'aria-live': 'polite'});
  fill(main, h('section.card.sign-in', {'aria-labelledby': 'sign-in'},
    h('h1', {id: 'sign-in'}, 'Sign in'),
    query.get('why') && h('p.fault', {role: 'alert'}, query.get('why')),
    ways.openIdConnect && h('a.button', {href: ways.openIdConnect}, 'Sign in with your account'),
    ways.openIdConnect && ways.token && h('p.soft.or', null, 'or with a token'),
    ways.token && h('form', {onsubmit: send},
      h('div.field', null, h('label', {htmlFor: 'token'}, 'Token'), field),
      h('button', {type: 'submit', className: ways.openIdConnect ? 'quiet' : ''}, 'Sign in')),
    outcome,
    !ways.token && !ways.openIdConnect && h('p', null, 'Nobody needs to sign in here. ', h('a', {href: '#/'}, 'Go on.'))));
  return 'Sign in';

  async function send(event) {
    event.preventDefault();
    try {
      await post('/api/v1/sign-in', {token: field.value});
      field.value = '';
      dispatchEvent(new Event('signed-in'));
    } catch (error) {
      outcome.replaceChildren(fault(error));
      field.focus();
      field.select();
    }
  }
}
