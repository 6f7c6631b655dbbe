// The page inside WeChat: the developer chooses the user, and the page returns as its scope requires.

import { call, offer, portray } from './people.js';

const data = document.body.dataset;
const view = Object.fromEntries(
  ['framed', 'page', 'avatar', 'initial', 'user', 'nofragment', 'status', 'allow', 'refuse']
    .map((id) => [id, document.getElementById(id)]),
);
const SILENT = data.scope === 'snsapi_base';
// A tab acts as a phone: it stores its user until it is closed, so a second silent authorization shows nothing.
const KEPT = 'saoma-emulator-user';
let people = [];

function say(text, kind = '') {
  view.status.textContent = text;
  view.status.className = kind;
}

function enable(enabled) {
  view.allow.disabled = !enabled;
  view.refuse.disabled = !enabled;
}

// Replaces this page, like a redirect: Back leads to the application, not to a second code.
const navigate = (address) => window.location.replace(address);

async function allow() {
  const userId = view.user.value;
  enable(false);
  try {
    const { code } = await call('/codes', { appid: data.appid, userId, scope: data.scope });
    window.sessionStorage.setItem(KEPT, userId);
    say('已允许 · Allowed.', 'good');
    window.wayBack.allowed(code, navigate);
  } catch (error) {
    say(error.message, 'bad');
    enable(true);
  }
}

function refuse() {
  window.sessionStorage.setItem(KEPT, view.user.value);
  enable(false);
  if (!window.wayBack.refused(navigate)) {
    say('已拒绝 · Refused.');
    enable(true);
  }
}

async function open() {
  const kept = window.sessionStorage.getItem(KEPT) ?? '';
  people = await call('/users');
  offer(view, people, kept);
  if (people.length === 0) {
    say('There is no user. Add one in the console.', 'bad');
  } else if (SILENT && people.some((one) => one.id === kept)) {
    say('静默授权 · Silent.');
    await allow();
  } else {
    enable(true);
  }
}

view.user.addEventListener('change', () => portray(view, people));
view.allow.addEventListener('click', allow);
view.refuse.addEventListener('click', refuse);
view.nofragment.hidden = window.location.hash === '#wechat_redirect';
if (window.top === window) {
  view.page.hidden = false;
  open().catch((error) => say(`The emulator does not answer: ${error.message}`, 'bad'));
} else {
  view.framed.hidden = false;
}
