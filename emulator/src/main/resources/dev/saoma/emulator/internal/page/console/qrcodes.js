import { act, call } from './api.js';
import { button, code, el, facts, show, tag } from './dom.js';

const KIND = { scanned: 'good', allowed: 'good', refused: 'bad', expired: 'bad' };

function left(millis) {
  const seconds = Math.max(0, Math.round(millis / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')} left`;
}

function steps(qr, path) {
  const take = async (names, done) => act(async () => {
    for (const name of names) {
      await call(`${path}/${name}`, 'POST', name === 'expire' ? {} : { userId: qr.me });
    }
  }, done);
  const free = Boolean(qr.me) && (qr.status === 'waiting' || qr.status === 'refused');
  const mine = qr.status === 'scanned' && qr.userId === qr.me;
  const who = qr.myName;
  return el('div', { class: 'buttons' },
    mine
      ? button('Allow', () => take(['allow'], `${who} allowed.`), { act: 'go', kind: 'primary' })
      : button('Scan and allow', () => take(['scan', 'allow'], `${who} scanned and allowed.`), { act: 'go', kind: 'primary', disabled: !free }),
    button(qr.status === 'refused' ? 'Scan again' : 'Scan', () => take(['scan'], `${who} scanned.`), { act: 'scan', disabled: !free }),
    button('Refuse', () => take(['refuse'], `${who} refused.`), { act: 'refuse', disabled: !mine }),
    button('Expire', () => take(['expire'], 'The QR code has expired.'), { act: 'expire', kind: 'danger', disabled: !qr.live }));
}

function row(qr) {
  const foreign = qr.status === 'scanned' && qr.userId !== qr.me;
  return el('li', {},
    el('div', { class: 'head' }, el('h2', {}, qr.appName), tag(qr.status, KIND[qr.status] ?? ''), el('span', { class: 'left' })),
    facts([
      ['appid', code(qr.appid)],
      ['State', qr.state ? code(qr.state) : 'none: the application cannot tell its own logins from forged ones'],
      ['User', foreign ? `${qr.userName}; only this user’s phone can continue` : qr.userName],
      ['QR code', code(qr.uuid)],
    ]),
    qr.live ? steps(qr, `/qrcodes/${encodeURIComponent(qr.uuid)}`) : '');
}

export const qrcodes = {
  id: 'qrcodes',
  title: 'QR codes',
  heading: 'Live QR codes',
  zh: '二维码',
  about: 'All QR codes that login pages show now. Act as the phone of a user; the login page is notified at once.',
  open(root) {
    const user = el('select', { id: 'qr-user' });
    const all = el('input', { type: 'checkbox', id: 'qr-all' });
    const list = el('ul', { class: 'rows' });
    root.append(
      el('div', { class: 'tools' },
        el('div', { class: 'field' }, el('label', { for: 'qr-user' }, 'On the phone of'), user),
        el('div', { class: 'field check' }, el('span', {}, all, el('label', { for: 'qr-all' }, 'Show finished ones too')))),
      list);
    let people = [];
    let names = '';
    let seen = { codes: [], apps: [], now: 0 };
    const nameOf = (id) => [...(people.find((one) => one.id === id)?.nickname || id)].slice(0, 40).join('');

    function drawUsers() {
      const wanted = JSON.stringify(people);
      if (wanted !== names) {
        names = wanted;
        const chosen = user.value;
        user.replaceChildren(...people.map((one) => new Option(`${nameOf(one.id)}${one.status === 'frozen' ? ' (frozen)' : ''}`, one.id)));
        user.value = people.some((one) => one.id === chosen) ? chosen : (people[0]?.id ?? '');
      }
    }

    /** Called at once when another user is chosen, so that no button acts for the previous user. */
    function draw() {
      const shown = seen.codes.map((qr) => ({
        ...qr,
        appName: seen.apps.find((app) => app.appid === qr.appid)?.name ?? 'App deleted since',
        userName: qr.userId ? nameOf(qr.userId) : '',
        me: user.value,
        myName: nameOf(user.value),
        live: ['waiting', 'scanned', 'refused'].includes(qr.status),
      }));
      show(list, shown, (qr) => qr.uuid, row, [
        'No QR code on any screen. Open a login page; its code appears here by itself. ', el('a', { href: '/' }, 'Try a login')]);
      shown.forEach((qr, i) => {
        list.children[i].querySelector('.left').textContent = qr.live ? left(Date.parse(qr.expiresAt) - seen.now) : '';
      });
    }

    async function look() {
      const [codes, apps, users, clock] = await Promise.all([
        call(`/qrcodes?limit=50${all.checked ? '' : '&live=true'}`), call('/apps'), call('/users'), call('/clock')]);
      people = users.filter((one) => one.status !== 'snapshot');
      seen = { codes, apps, now: Date.parse(clock.now) };
      drawUsers();
      draw();
    }
    user.addEventListener('change', draw);
    all.addEventListener('change', look);
    return look;
  },
};
