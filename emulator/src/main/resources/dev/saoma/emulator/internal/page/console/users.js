import { act, call } from './api.js';
import { button, code, el, show, sure, tag } from './dom.js';
import { editor } from './form.js';

const FIELDS = [
  { name: 'id', label: 'Id', required: true, maxlength: '64', hint: 'For the control API only; apps never see it.' },
  { name: 'nickname', label: 'Nickname', maxlength: '500', hint: 'Any Unicode; may be empty.' },
  { name: 'avatar', label: 'Avatar', maxlength: '1000', placeholder: '/mmopen/vi_32/id/132', hint: 'An address or a path; empty for none. The emulator draws /mmopen/vi_32/….' },
  { name: 'status', label: 'Status', kind: 'select', options: [['active', 'active'], ['frozen', 'frozen: scans, but the API answers 50002'], ['snapshot', 'snapshot: a virtual visitor, inside WeChat only']] },
  { name: 'unionid', label: 'Apps learn a unionid', kind: 'check' },
];

export function picture(one) {
  return one.avatar
    ? el('img', { class: 'avatar', src: one.avatar, alt: '', loading: 'lazy', width: '40', height: '40' })
    : el('span', { class: 'avatar', 'aria-hidden': 'true' }, [...(one.nickname || '?')][0]);
}

function row(one, edit) {
  const name = one.nickname || one.id;
  const frozen = one.status === 'frozen';
  return el('li', { class: 'sided' }, el('div', { class: 'pictured' }, picture(one),
    el('div', { class: 'head' }, el('h2', { class: 'long', title: name.length > 60 ? name : '' }, name),
      frozen ? tag('frozen', 'bad') : '', one.status === 'snapshot' ? tag('virtual visitor') : '', one.unionid ? '' : tag('no unionid'), one.avatar ? '' : tag('no picture')),
    el('p', { class: 'hint' }, 'Id ', code(one.id))),
    el('div', { class: 'buttons' },
      button('Edit', () => edit.open(one, false), { full: `Edit ${one.id}` }),
      button(frozen ? 'Unfreeze' : 'Freeze',
        () => act(() => call('/users', 'POST', { ...one, status: frozen ? 'active' : 'frozen' }),
          `${frozen ? 'Unfroze' : 'Froze'} ${one.id}.`),
        { act: 'freeze', full: `${frozen ? 'Unfreeze' : 'Freeze'} ${one.id}` }),
      button('Change password',
        () => act(() => call(`/users/${encodeURIComponent(one.id)}/change-password`, 'POST', {}),
          `${one.id} changed the password: the tokens that apps hold answer 42007 until the next login.`),
        { full: `Change the password of ${one.id}` }),
      sure('Delete', `Delete ${one.id}?`, () => act(() => call(`/users/${encodeURIComponent(one.id)}`, 'DELETE'),
        `Deleted user ${one.id}.`), { full: `Delete ${one.id}` })));
}

export const users = {
  id: 'users',
  title: 'Users',
  heading: 'WeChat users',
  zh: '用户',
  about: 'The users of the simulated phone. The sample users have names and states that have caused errors in real applications.',
  open(root) {
    const edit = editor({ noun: 'user', id: 'id', path: '/users', fields: FIELDS });
    const list = el('ul', { class: 'rows' });
    const fresh = { id: '', nickname: '', avatar: '', status: 'active', unionid: true };
    root.append(el('div', { class: 'tools' }, button('Add user', () => edit.open(fresh, true), { kind: 'primary' })), edit.form, list);
    return async () => show(list, await call('/users'), (one) => one.id, (one) => row(one, edit), 'No user yet. Without a user, no QR code can be scanned.');
  },
};
