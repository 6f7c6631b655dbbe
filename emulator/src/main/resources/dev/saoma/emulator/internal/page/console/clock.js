import { act, call } from './api.js';
import { button, el } from './dom.js';
import { field, read } from './form.js';

const STEPS = [
  ['1 minute', 60, ''],
  ['5 minutes', 300, 'a QR code expires'],
  ['10 minutes', 600, 'a code expires'],
  ['2 hours', 7200, 'an access token expires'],
  ['30 days', 2_592_000, 'a refresh token expires'],
];
const UNITS = [['1', 'seconds'], ['60', 'minutes'], ['3600', 'hours'], ['86400', 'days']];

const move = (body, done) => act(() => call('/clock', 'POST', body), done);

function distance(seconds) {
  const parts = [[86_400, 'd'], [3600, 'h'], [60, 'min'], [1, 's']];
  let rest = Math.abs(seconds);
  const words = [];
  for (const [size, unit] of parts) {
    if (rest >= size && words.length < 2) {
      words.push(`${Math.floor(rest / size)} ${unit}`);
      rest %= size;
    }
  }
  return words.join(' ');
}

function form(legend, action, fields, submit) {
  const node = el('form', { class: 'panel' }, el('h2', {}, legend),
    el('div', { class: 'fields' }, ...fields.map(field)),
    el('div', { class: 'buttons' }, el('button', { type: 'submit', class: 'button' }, action)));
  node.addEventListener('submit', (event) => {
    event.preventDefault();
    submit(read(node));
  });
  return node;
}

export const clock = {
  id: 'clock',
  title: 'Clock',
  zh: '时钟',
  about: 'The clock for the lifetimes of QR codes, codes and tokens. It keeps running after each change; the duration of a long poll is always real time.',
  open(root) {
    const now = el('time', { class: 'now' });
    const beside = el('p', { class: 'about muted' });
    const back = button('Back to the real time', () => act(() => call('/clock', 'DELETE'), 'The clock shows the real time.'));
    root.append(
      el('div', { class: 'panel' }, now, beside, back),
      el('div', { class: 'panel' }, el('h2', {}, 'Jump ahead'), el('div', { class: 'jumps' }, ...STEPS.map(([label, seconds, effect]) =>
        el('div', {}, button(`+ ${label}`, () => move({ advance: seconds }, `Moved ahead by ${label}.`)), el('p', { class: 'hint' }, effect))))),
      el('div', { class: 'pair' },
        form('Advance by', 'Advance', [
          { name: 'amount', label: 'How much', kind: 'number', value: '1', step: '1', required: true, hint: 'Negative moves back.' },
          { name: 'unit', label: 'Unit', kind: 'select', options: UNITS },
        ], ({ amount, unit }) => move({ advance: amount * Number(unit) }, 'Moved the clock.')),
        form('Set to', 'Set', [
          { name: 'at', label: 'Time in UTC', kind: 'datetime-local', step: '1', min: '2000-01-01T00:00', max: '2099-12-31T23:59', required: true },
        ], ({ at }) => move({ set: `${at.length === 16 ? `${at}:00` : at}Z` }, 'Set the clock.'))));
    const wanted = root.querySelector('[name=at]');
    return async () => {
      const { now: at } = await call('/clock');
      const ahead = Math.round((Date.parse(at) - Date.now()) / 1000);
      wanted.value ||= at.slice(0, 16);
      now.dateTime = at;
      now.textContent = `${at.slice(0, 10)} ${at.slice(11, 19)} UTC`;
      back.disabled = Math.abs(ahead) < 2;
      beside.textContent = back.disabled ? 'The real time.' : `${distance(ahead)} ${ahead > 0 ? 'ahead of' : 'behind'} this browser’s clock.`;
    };
  },
};
