// SPDX-License-Identifier: Apache-2.0

// Theme and language; both are stored.

import { find } from '/assets/page.js';
import { TEXTS } from './texts.js';

const DARK = '(prefers-color-scheme: dark)';
const THEMES = ['auto', 'light', 'dark'];
// The stylesheets use the system's dark mode; a choice here overrides it.
const rules = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules])
  .filter((rule) => rule.media?.mediaText === DARK);

export const look = {
  theme: kept('theme', THEMES, 'auto'),
  locale: kept('language', Object.keys(TEXTS), /^zh\b/i.test(navigator.language) ? 'zh-CN' : 'en'),
};

export const text = (key) => TEXTS[look.locale][key];

/** Applies theme and language, now and after each change. */
export function showLook(changed) {
  // Without this, browser.js reports that the page did not start.
  document.documentElement.dataset.begun = '';
  find('theme').value = look.theme;
  find('language').value = look.locale;
  find('theme').addEventListener('change', ({ target }) => change('theme', 'theme', target.value));
  find('language').addEventListener('change', ({ target }) => change('language', 'locale', target.value));
  const draw = () => {
    for (const { media } of rules) media.mediaText = { auto: DARK, light: 'not all', dark: 'all' }[look.theme];
    document.documentElement.lang = look.locale;
    for (const node of document.querySelectorAll('[data-text]')) node.textContent = text(node.dataset.text);
    find('phone').title = text('phone');
  };
  const change = (name, key, value) => {
    look[key] = value;
    localStorage.setItem(name, value);
    draw();
    changed();
  };
  draw();
}

function kept(name, values, otherwise) {
  const value = localStorage.getItem(name);
  return values.includes(value) ? value : otherwise;
}
