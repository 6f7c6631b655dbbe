import { call, say } from './api.js';
import { asCurl, copyable } from './curl.js';
import { code, el, facts, show, tag } from './dom.js';
import { comparison } from './difference.js';

const FETCHED = 300;

const time = (at) => `${at.slice(11, 19)}`;

function parameters(entry) {
  const names = Object.keys(entry.query);
  const command = asCurl(entry, location.origin);
  const count = names.length === 1 ? '1 parameter' : `${names.length} parameters`;
  return el('details', {},
    el('summary', {}, names.length === 0 ? 'as curl' : `${count}, as curl`),
    names.length === 0 ? '' : facts(names.map((name) => [name, entry.query[name] === '' ? '(empty)' : code(entry.query[name])])),
    copyable(command, 'Copied. Fill in the masked values.'));
}

function row(entry) {
  const why = entry.explanation;
  const status = entry.answer.match(/^\d{3}/)?.[0] ?? '';
  const link = `requests/${entry.number}`;
  return el('li', { class: why ? 'request rejected' : 'request', id: link, tabindex: '-1' },
    el('div', { class: 'head' },
      el('a', { href: `#${link}`, 'aria-label': `Link to request ${entry.number}` }, `#${entry.number}`),
      el('time', { datetime: entry.at, title: entry.at }, time(entry.at)),
      el('h2', {}, el('span', { class: 'method' }, entry.method), ' ', code(entry.path)),
      why ? tag('rejected', 'bad') : ''),
    el('p', { class: 'answer' }, status ? el('span', { class: 'method' }, status) : '', ` ${entry.answer.slice(status.length).trim()}`),
    why ? el('p', { class: 'why' }, why.reason) : '',
    why ? comparison(why.received, why.expected) : '',
    parameters(entry));
}

export const requests = {
  id: 'requests',
  title: 'Requests',
  zh: '请求',
  about: 'The requests of your application and its pages, newest first, with the reason for each rejection. Secrets, codes and tokens are masked.',
  open(root) {
    const path = el('input', { id: 'request-path', type: 'search', placeholder: '/sns/oauth2/access_token', autocomplete: 'off', spellcheck: 'false' });
    const rejected = el('input', { id: 'request-rejected', type: 'checkbox' });
    const count = el('p', { class: 'count' });
    const list = el('ul', { class: 'rows' });
    root.append(
      el('div', { class: 'tools' },
        el('div', { class: 'field' }, el('label', { for: 'request-path' }, 'Path contains'), path),
        el('div', { class: 'field check' }, el('span', {}, rejected, el('label', { for: 'request-rejected' }, 'Rejected only'))),
        count),
      list);
    let sought = '';
    // Shows the request of a link once, regardless of the filter.
    function seek() {
      const number = location.hash.match(/^#requests\/(\d+)$/)?.[1] ?? '';
      if (number === sought) {
        return;
      }
      sought = number;
      if (!number) {
        return;
      }
      const node = document.getElementById(`requests/${number}`);
      if (!node) {
        say(`Request ${number} is not in the log any more.`, 'bad');
        return;
      }
      node.querySelector('details').open = true;
      node.focus();
      node.scrollIntoView({ block: 'center' });
    }
    async function look() {
      const all = await call(`/requests?limit=${FETCHED}`);
      if (location.hash.startsWith('#requests/') && location.hash !== `#requests/${sought}`) {
        path.value = '';
        rejected.checked = false;
      }
      const wanted = all.filter((entry) => entry.path.includes(path.value.trim()) && (!rejected.checked || entry.explanation));
      count.textContent = all.length === 0 ? '' : `${wanted.length} of ${all.length}${all.length === FETCHED ? ', the newest' : ''}`;
      show(list, wanted, (entry) => `${entry.number}`, row, all.length === 0
        ? 'No request yet. Point your application’s WeChat addresses here; everything it sends appears at once.'
        : 'No request fits this filter.');
      seek();
    }
    path.addEventListener('input', look);
    rejected.addEventListener('change', look);
    return look;
  },
};
