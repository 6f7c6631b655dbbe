import { act, call } from './api.js';
import { asJsonCurl, copyable } from './curl.js';
import { button, code, el, facts, show, tag } from './dom.js';
import { field } from './form.js';

const set = (one, value) => act(() => call('/settings', 'POST', { [one.name]: value }), `${one.name} is ${value} now.`);

/** Creates a list when the values can be listed, else a number; a change applies at once. */
function value(one) {
  const labelled = { name: one.name, label: 'Value', 'aria-label': `Value of ${one.name}`, 'data-act': 'value' };
  const node = one.choices.length > 0
    ? field({ ...labelled, kind: 'select', options: one.choices.map((choice) => [choice, choice]) })
    : field({ ...labelled, kind: 'number', step: '1', required: true });
  const control = node.querySelector('select, input');
  control.value = one.value;
  control.addEventListener('change', async () => {
    if (!await set(one, control.value)) {
      control.value = one.value;
    }
  });
  return node;
}

/** Converts a value for the API: a number or a boolean as such. */
function another(one) {
  const choice = one.choices.find((text) => text !== `${one.value}`) ?? `${one.value}`;
  return { [one.name]: typeof one.default === 'string' ? choice : JSON.parse(choice) };
}

function row(one) {
  const other = one.value !== one.default;
  return el('li', { class: 'sided setting' },
    el('div', { class: 'head' }, el('h2', {}, code(one.name)), other ? tag('not the default', 'good') : ''),
    el('p', {}, one.about),
    facts([['Default', code(`${one.default}`)], ['May be', one.allowed]]),
    el('div', { class: 'buttons' }, value(one),
      button('Default', () => set(one, one.default), { disabled: !other, full: `Set ${one.name} back to its default` })),
    el('details', {}, el('summary', {}, 'as curl'), copyable(asJsonCurl('/settings', another(one), location.origin), 'Copied.')));
}

export const settings = {
  id: 'settings',
  title: 'Settings',
  zh: '设置',
  about: 'Behaviour of WeChat that its sources leave open. A change takes effect at once; a reset restores the values of the start.',
  open(root) {
    const list = el('ul', { class: 'rows' });
    root.append(list);
    return async () => {
      const [about, present] = await Promise.all([call('/settings/about'), call('/settings')]);
      show(list, about.map((one) => ({ ...one, value: present[one.name] })), (one) => one.name, row, 'No setting.');
    };
  },
};
