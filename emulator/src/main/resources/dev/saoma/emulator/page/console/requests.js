import { call } from './api.js';
import { badge, code, el, facts, show } from './dom.js';
import { comparison } from './difference.js';

const FETCHED = 300;

const time = (at) => `${at.slice(11, 19)}`;

function parameters(query) {
  const names = Object.keys(query);
  return names.length === 0 ? '' : el('details', {},
    el('summary', {}, names.length === 1 ? '1 parameter' : `${names.length} parameters`),
    facts(names.map((name) => [name, query[name] === '' ? '(empty)' : code(query[name])])));
}

function row(entry) {
  const why = entry.explanation;
  const status = entry.answer.match(/^\d{3}/)?.[0] ?? '';
  return el('li', { class: why ? 'request rejected' : 'request' },
    el('div', { class: 'head' },
      el('time', { datetime: entry.at, title: entry.at }, time(entry.at)),
      el('h2', {}, el('span', { class: 'method' }, entry.method), ' ', code(entry.path)),
      why ? badge('rejected', 'bad') : ''),
    el('p', { class: 'answer' }, status ? el('span', { class: 'method' }, status) : '', ` ${entry.answer.slice(status.length).trim()}`),
    why ? el('p', { class: 'why' }, why.reason) : '',
    why ? comparison(why.received, why.expected) : '',
    parameters(entry.query));
}

// The log has no numbers. Counted from the oldest on, equal entries keep their keys while newer ones come in above.
function numbered(entries) {
  const seen = new Map();
  return [...entries].reverse().map((entry) => {
    const text = `${entry.at} ${entry.method} ${entry.path}`;
    const count = (seen.get(text) ?? 0) + 1;
    seen.set(text, count);
    return { ...entry, key: `${text} ${count}` };
  }).reverse();
}

export const requests = {
  id: 'requests',
  title: 'Requests',
  zh: '请求',
  about: 'What your application and its pages sent, newest first, and why it was rejected. Secrets, codes and tokens are masked.',
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
    async function look() {
      const all = numbered(await call(`/requests?limit=${FETCHED}`));
      const wanted = all.filter((entry) => entry.path.includes(path.value.trim()) && (!rejected.checked || entry.explanation));
      count.textContent = all.length === 0 ? '' : `${wanted.length} of ${all.length}${all.length === FETCHED ? ', the newest' : ''}`;
      show(list, wanted, (entry) => entry.key, row, all.length === 0
        ? 'No request yet. Point your application’s WeChat addresses here; everything it sends appears at once.'
        : 'No request fits this filter.');
    }
    path.addEventListener('input', look);
    rejected.addEventListener('change', look);
    return look;
  },
};
