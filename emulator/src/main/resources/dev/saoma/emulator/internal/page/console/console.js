// The console: one section at a time, named by the fragment, updated once a second while visible.

import { accounts } from './accounts.js';
import { afterEachAction, say } from './api.js';
import { apps } from './apps.js';
import { clock } from './clock.js';
import { el } from './dom.js';
import { faults } from './faults.js';
import { qrcodes } from './qrcodes.js';
import { requests } from './requests.js';
import { settings } from './settings.js';
import { state } from './state.js';
import { users } from './users.js';

const SECTIONS = [qrcodes, requests, faults, clock, settings, apps, users, accounts, state];
const main = document.getElementById('main');
const links = new Map();
const opened = new Map();
let current = SECTIONS[0];
let last = Promise.resolve();
let lost = false;

for (const section of SECTIONS) {
  const link = el('a', { href: `#${section.id}` }, section.title, el('span', { lang: 'zh-CN' }, section.zh));
  links.set(section, link);
  document.getElementById('sections').append(el('li', {}, link));
}

function open(section) {
  const root = el('section', { 'aria-labelledby': `${section.id}-heading` },
    el('h1', { id: `${section.id}-heading`, tabindex: '-1' }, section.heading ?? section.title, ' ',
      el('span', { lang: 'zh-CN' }, section.zh)),
    el('p', { class: 'about muted' }, ...[section.about].flat()));
  main.append(root);
  opened.set(section, { root, look: section.open(root) });
}

function turn() {
  const wanted = location.hash.slice(1).split('/')[0];
  current = SECTIONS.find((section) => section.id === wanted) ?? SECTIONS[0];
  if (!opened.has(current)) {
    open(current);
  }
  for (const section of SECTIONS) {
    links.get(section).toggleAttribute('aria-current', false);
    if (opened.has(section)) {
      opened.get(section).root.hidden = section !== current;
    }
  }
  links.get(current).setAttribute('aria-current', 'page');
  document.title = `${current.title} - WeChat emulator`;
  look();
}

async function lookNow() {
  try {
    await opened.get(current).look();
    if (lost) {
      lost = false;
      say('The emulator answers again.');
    }
  } catch {
    lost = true;
    say('The emulator does not answer. Trying again.', 'bad');
  }
}

// One update at a time, so that an old response never replaces a newer one.
function look() {
  last = last.then(lookNow);
  return last;
}

async function tick() {
  if (!document.hidden) {
    await look();
  }
  window.setTimeout(tick, 1000);
}

afterEachAction(look);
window.addEventListener('hashchange', () => {
  if (!lost) {
    say('', '');
  }
  const before = current;
  turn();
  if (current !== before) {
    main.querySelector('section:not([hidden]) h1').focus();
  }
});
turn();
tick();
