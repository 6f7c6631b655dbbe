import { act, call } from './api.js';
import { button, el, show } from './dom.js';
import { field, read } from './form.js';

const ENDPOINTS = document.body.dataset.endpoints.split(' ');
const WORDLESS = new Set(document.body.dataset.wordless.split(' '));

const MILLIS = { name: 'millis', label: 'Milliseconds', kind: 'number', min: '0', max: '600000', required: true };
const KINDS = {
  errcode: {
    says: 'WeChat’s own error; on the poll a wx_errcode',
    fields: [
      { name: 'errcode', label: 'errcode', kind: 'number', value: '-1', required: true, hint: '-1 busy, 40029 invalid code, 40163 used, 42001 token expired, 45011 too often.' },
      { name: 'errmsg', label: 'errmsg', maxlength: '500', hint: 'Empty: WeChat’s own words.' },
    ],
  },
  latency: { says: 'The right answer, late', fields: [{ ...MILLIS, value: '3000' }] },
  hang: { says: 'No answer for a minute, then the connection is cut', fields: [] },
  drip: { says: 'The right answer, a byte at a time', fields: [{ ...MILLIS, label: 'Milliseconds between bytes', value: '100' }] },
  reset: { says: 'A TCP reset; a presented code is used up nevertheless', fields: [] },
  truncated: { says: 'The right headers, half the body', fields: [] },
  html: { says: 'A gateway’s 502 page', fields: [] },
  huge: { says: 'A body too long to read', fields: [{ name: 'bytes', label: 'Bytes', kind: 'number', min: '1', max: '1073741824', value: '16777216', required: true }] },
  redirect: { says: 'Status 302 to this address', fields: [{ name: 'location', label: 'Location', value: 'http://127.0.0.1:1/', required: true, maxlength: '2000' }] },
  double_callback: { says: 'The browser comes back twice with one code', on: 'callback', fields: [] },
  altered_state: { says: 'The browser comes back with another state', on: 'callback', fields: [] },
};

// The endpoint callback accepts only the kinds for it, and no other endpoint accepts these.
const fits = (kind, endpoint) => (KINDS[kind].on ?? (endpoint === 'callback' ? '' : endpoint)) === endpoint
  && !(kind === 'errcode' && WORDLESS.has(endpoint));
const OFFERED = Object.keys(KINDS).filter((kind) => ENDPOINTS.some((endpoint) => fits(kind, endpoint)));

const times = (count) => (count === 1 ? 'once' : `${count} times`);

function inWords(order) {
  const details = [
    order.errcode === undefined ? '' : `${order.errcode} ${order.errmsg}`,
    order.millis === undefined ? '' : `${order.millis} ms`,
    order.bytes === undefined ? '' : `${order.bytes.toLocaleString('en-GB')} bytes`,
    order.location ?? '',
  ].filter(Boolean).join(' ');
  return [el('strong', {}, order.kind), details ? ` ${details}` : '', `, ${times(order.times)}`];
}

function form() {
  const special = el('div', { class: 'special' });
  const node = el('form', { class: 'panel' },
    el('h2', {}, 'Make the next calls fail'),
    el('div', { class: 'fields' },
      field({ name: 'endpoint', label: 'Endpoint', kind: 'select', options: ENDPOINTS.map((one) => [one, one]) }),
      field({ name: 'kind', label: 'Kind', kind: 'select', options: OFFERED.map((kind) => [kind, kind]), hint: ' ' }),
      field({ name: 'times', label: 'Times', kind: 'number', value: '1', min: '1', max: '1000000', required: true }),
      special),
    el('div', { class: 'buttons' }, el('button', { type: 'submit', class: 'button' }, 'Add fault')));
  const { endpoint, kind } = node.elements;
  const fit = () => {
    special.replaceChildren(...KINDS[kind.value].fields.map(field));
    kind.closest('.field').querySelector('.hint').textContent = `${KINDS[kind.value].says}.`;
  };
  kind.addEventListener('change', fit);
  endpoint.addEventListener('change', () => {
    for (const option of kind.options) {
      option.disabled = !fits(option.value, endpoint.value);
    }
    if (!fits(kind.value, endpoint.value)) {
      kind.value = OFFERED.find((one) => fits(one, endpoint.value));
      fit();
    }
  });
  fit();
  node.addEventListener('submit', (event) => {
    event.preventDefault();
    const order = read(node);
    if (order.errmsg === '') {
      delete order.errmsg;
    }
    act(() => call('/faults', 'POST', order), `${order.endpoint}: ${order.kind}, ${times(order.times)}.`);
  });
  return node;
}

const row = ({ endpoint, orders }) => el('li', { class: 'sided' },
  el('div', { class: 'head' }, el('h2', {}, endpoint)),
  el('ol', {}, ...orders.map((order) => el('li', {}, ...inWords(order)))),
  el('div', { class: 'buttons' }, button('Clear', () => act(() => call(`/faults?endpoint=${endpoint}`, 'DELETE'), `Cleared ${endpoint}.`),
    { kind: 'danger', full: `Clear ${endpoint}` })));

export const faults = {
  id: 'faults',
  title: 'Faults',
  zh: '故障',
  about: 'Simulated failures. The faults of one endpoint apply in the order in which they were added, each as often as set.',
  open(root) {
    const list = el('ul', { class: 'rows' });
    const clear = button('Clear all', () => act(() => call('/faults', 'DELETE'), 'Cleared all faults.'), { kind: 'danger' });
    root.append(form(), el('div', { class: 'tools' }, el('h2', {}, 'Pending'), clear), list);
    return async () => {
      const orders = await call('/faults');
      clear.disabled = orders.length === 0;
      const grouped = ENDPOINTS.map((endpoint) => ({ endpoint, orders: orders.filter((order) => order.endpoint === endpoint) }));
      show(list, grouped.filter((one) => one.orders.length > 0), (one) => one.endpoint, row, 'No fault pending: everything answers as WeChat does.');
    };
  },
};
