// The simulated phone: reads the QR codes once a second, and scans, allows and refuses by the control API.

import { call, offer, portray } from './people.js';

const page = document.body.dataset;
const byId = (id) => document.getElementById(id);
const view = Object.fromEntries(
  ['avatar', 'initial', 'user', 'several', 'code', 'sheet', 'tile', 'app', 'empty', 'nothing', 'status', 'all', 'scan', 'allow', 'refuse']
    .map((id) => [id, byId(id)]),
);
const state = { users: [], apps: new Map(), codes: [], picked: '', chosen: '', handled: '', busy: false, done: '' };

const current = () => state.codes.find((one) => one.uuid === state.picked);

function say(text, kind = '') {
  if (view.status.textContent !== text) {
    view.status.textContent = text;
  }
  view.status.className = kind;
}

function appName(appid) {
  return state.apps.get(appid) ?? appid;
}

function drawCodes() {
  view.several.hidden = state.codes.length < 2;
  const wanted = state.codes.map((one) => `${one.uuid} ${one.status}`).join();
  if (view.code.dataset.shown !== wanted) {
    view.code.dataset.shown = wanted;
    view.code.replaceChildren(...state.codes.map((one) => new Option(
      `${appName(one.appid)}, ${new Date(one.createdAt).toLocaleTimeString('en-GB')}${one.status === 'waiting' ? '' : `, ${one.status}`}`,
      one.uuid)));
  }
  view.code.value = state.picked;
}

function drawSheet() {
  const qr = current();
  view.sheet.hidden = !qr;
  view.empty.hidden = Boolean(qr);
  if (qr) {
    view.app.textContent = appName(qr.appid);
    view.tile.textContent = [...appName(qr.appid)][0] ?? '';
  }
  const me = view.user.value;
  const mine = qr?.status === 'scanned' && qr.userId === me;
  const free = qr?.status === 'waiting' || qr?.status === 'refused';
  view.all.disabled = state.busy || !me || !(free || mine);
  view.all.textContent = mine ? 'Allow' : 'Scan and allow';
  view.scan.disabled = state.busy || !me || !free;
  view.scan.textContent = qr?.status === 'refused' ? 'Scan again' : 'Scan';
  view.allow.disabled = state.busy || !mine;
  view.refuse.disabled = state.busy || !mine;
  drawStatus(qr, mine);
}

function drawStatus(qr, mine) {
  if (state.done) {
    say(state.done, 'good');
  } else if (!qr) {
    say('');
  } else if (qr.status === 'waiting') {
    say('The code is on the screen.');
  } else if (qr.status === 'scanned') {
    say(mine ? 'Scanned. Allow or refuse.' : 'Another user has scanned this code.');
  } else if (qr.status === 'refused') {
    say('Refused. The same code can be scanned again.');
  } else if (qr.status === 'allowed') {
    say('Allowed. The page continues by itself.', 'good');
  } else {
    say('This code has expired. The page shows a new one.', 'bad');
  }
}

function draw() {
  drawCodes();
  drawSheet();
}

async function lookAtOne() {
  try {
    return page.uuid ? [await call(`/qrcodes/${encodeURIComponent(page.uuid)}`)] : [];
  } catch (error) {
    if (error.status !== 404) {
      throw error;
    }
    return [];
  }
}

async function look() {
  const codes = page.only === 'one'
    ? await lookAtOne()
    : await call(`/qrcodes?live=true&limit=20${page.appid ? `&appid=${encodeURIComponent(page.appid)}` : ''}`);
  if (state.busy) {
    return;
  }
  if (codes.some((one) => !state.apps.has(one.appid)) || state.users.length === 0) {
    await lookAtWorld();
  }
  state.codes = codes;
  if (codes.some((one) => one.uuid !== state.handled)) {
    state.done = '';
  }
  // The newest code, unless the developer chose another or has one scanned.
  const kept = current();
  const busyWith = kept?.status === 'scanned' && kept.userId === view.user.value;
  if (!kept || !(busyWith || state.chosen === kept.uuid)) {
    state.picked = codes[0]?.uuid ?? '';
  }
  draw();
}

async function lookAtWorld() {
  const [users, apps] = await Promise.all([call('/users'), call('/apps')]);
  // A virtual visitor exists inside WeChat only and cannot scan.
  state.users = users.filter((one) => one.status !== 'snapshot');
  state.apps = new Map(apps.map((one) => [one.appid, one.name]));
  offer(view, state.users, page.user);
}

async function act(steps) {
  const uuid = state.picked;
  const userId = view.user.value;
  let failure = '';
  state.busy = true;
  state.done = '';
  draw();
  try {
    for (const step of steps) {
      await call(`/qrcodes/${uuid}/${step}`, { userId });
    }
    if (steps.includes('allow')) {
      state.done = 'Allowed. The page continues by itself.';
      state.handled = uuid;
    }
  } catch (error) {
    failure = error.message;
  }
  state.busy = false;
  await look().catch(() => {});
  if (failure) {
    say(failure, 'bad');
    holdOff = 3;
  }
}

// Rounds to show a failure before the next update replaces it.
let holdOff = 0;

async function tick() {
  try {
    if (holdOff > 0) {
      holdOff -= 1;
    } else if (!state.busy && !document.hidden) {
      await look();
    }
  } catch {
    say('The emulator does not answer. Trying again.', 'bad');
  }
  window.setTimeout(tick, 1000);
}

view.all.addEventListener('click', () => act(current()?.status === 'scanned' ? ['allow'] : ['scan', 'allow']));
view.scan.addEventListener('click', () => act(['scan']));
view.allow.addEventListener('click', () => act(['allow']));
view.refuse.addEventListener('click', () => act(['refuse']));
view.user.addEventListener('change', () => {
  portray(view, state.users);
  draw();
});
view.code.addEventListener('change', () => {
  state.picked = view.code.value;
  state.chosen = state.picked;
  state.done = '';
  draw();
});
if (page.only === 'one') {
  view.nothing.textContent = 'This QR code is unknown or no longer shown. Scan the code that the page shows now.';
}
tick();
