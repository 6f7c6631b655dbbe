// A logged request as a curl command. A masked value is replaced by the parameter's name in capitals.

import { say } from './api.js';
import { button, code, el } from './dom.js';

const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;
const MASK = /^\*\*\* \(\d+ characters\)$/;

// A truncated value may end in half a character, which cannot be encoded.
const whole = (text) => text.replace(/\p{Surrogate}/gu, '\uFFFD');

/** One line; the parameters of a GET go into the address, those of a POST into the body. */
export function asCurl({ method, path, query }, origin) {
  const parameters = Object.entries(query).map(([name, value]) => {
    const shown = MASK.test(value) ? name.toUpperCase() : value;
    return `--data-urlencode ${quoted(`${encodeURIComponent(whole(name))}=${shown}`)}`;
  });
  const how = method === 'POST' ? ['-X', 'POST'] : ['-G'];
  return ['curl', ...how, quoted(origin + encodeURI(whole(path))), ...parameters].join(' ');
}

async function copy(text, done) {
  try {
    await navigator.clipboard.writeText(text);
    say(done);
  } catch {
    say('The browser does not let this page copy; select the line instead.', 'bad');
  }
}

/** The same as JSON, for the control API. */
export const asJsonCurl = (path, body, origin) =>
  ['curl', '-H', quoted('Content-Type: application/json'), '-d', quoted(JSON.stringify(body)), quoted(`${origin}/_emulator${path}`)].join(' ');

/** Creates a line with a button that copies it; done is the message after that. */
export const copyable = (command, done) =>
  el('div', { class: 'curl' }, code(command), button('Copy as curl', () => copy(command, done), { kind: 'small' }));
