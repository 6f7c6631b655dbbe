// SPDX-License-Identifier: Apache-2.0

// The code uses no feature that the oldest browsers of README.md lack: Chromium 92, Firefox 90, Safari 15.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { describe, it } from 'node:test';
import { callApi } from '../src/wechat-login.js';
import { throwIfAborted } from '../src/element/api.js';

const FOLDERS = [
  'web/src', 'web/dist', 'demo/src/main/resources/dev/saoma/demo/page', 'emulator/src/main/resources/dev/saoma/emulator/internal/page',
];

/** Newer features, with the version of the last of the three browsers; a call by ?. counts as feature detection. */
const NEWER_SCRIPT = {
  'Object.hasOwn, 2022': /Object\.hasOwn\b/,
  'Object.groupBy, 2024': /\b(Object|Map)\.groupBy\b/,
  'at(), Safari 15.4': /\.at\(/,
  'findLast(), 2022': /\.findLast(Index)?\(/,
  'changed copies of an array, 2023': /\.to(Sorted|Reversed|Spliced)\(|\.with\(/,
  'Array.fromAsync, 2024': /Array\.fromAsync\b/,
  'structuredClone, Safari 15.4': /\bstructuredClone\(/,
  'AbortSignal.throwIfAborted, Safari 15.4': /\.throwIfAborted\(/,
  'AbortSignal.timeout and any, Safari 16 and 17.4': /AbortSignal\.(timeout|any)\((?!\?)/,
  'a reason given to abort(), Safari 15.4': /\babort\w*\.abort\([^)]/,
  'crypto.randomUUID, Safari 15.4, https alone': /\brandomUUID\(/,
  'Promise.withResolvers and try, 2024': /Promise\.(withResolvers|try)\b/,
  'URL.canParse and parse, 2023': /\bURL\.(canParse|parse)\(/,
  'well-formed strings, 2023': /\.(isWellFormed|toWellFormed)\(/,
  'operations on sets, 2024': /\.(union|intersection|difference|symmetricDifference|isSubsetOf|isSupersetOf|isDisjointFrom)\(/,
  'iterator helpers, 2025': /\bIterator\.from\(|\.(values|keys|entries|matchAll\([^)]*\))\(\)\.(map|filter|take|drop|toArray)\(/,
  'the cause of an error, Chrome 93': /,\s*\{\s*cause\b/,
  'locks, Safari 15.4': /navigator\.locks\.(?!\?)/,
  'popover, 2024': /\.(showPopover|hidePopover|togglePopover)\(|popover=/,
  'checkVisibility(), 2024': /\.checkVisibility\(/,
  'requestIdleCallback, no Safari': /\brequestIdleCallback\(/,
  'requestSubmit(), Safari 16': /\.requestSubmit\(/,
  'attachInternals(), Safari 16.4': /\.attachInternals\((?!\?)/,
  'static blocks, Safari 16.4': /\bstatic\s*\{/,
  'lookbehind, Safari 16.4': /\(\?<[=!]/,
  'the flags d and v of a pattern, Safari 15 and 17': /[^/\s'"`]\/[gimsuy]*[dv][gimsuy]*\.(test|exec)\(/,
  'modifiers and names twice in a pattern, 2025': /\(\?[ims]+[:-]/,
  'import attributes, 2023': /\bimport\s.*\bwith\s*\{/,
  'import maps, Safari 16.4': /type="importmap"/,
  'using, not yet': /\bawait using\b/,
  'scrollend and other late events': /'scrollend'/,
  'cookieStore, 2025': /\bcookieStore\b/,
  'the navigation API': /\bnavigation\.navigate\(/,
};

/** Constructors that a file may use only after feature detection. */
const LOOKED_FOR = {
  BroadcastChannel: /globalThis\.BroadcastChannel \?|globalThis\.BroadcastChannel &&|globalThis\.BroadcastChannel\?/,
  'Intl.Segmenter': /typeof Intl\.Segmenter/,
  CSSStyleSheet: /try\s*\{[^}]*CSSStyleSheet/,
};

const NEWER_STYLE = {
  ':has(), Firefox 121': /:has\(/,
  'nesting, 2023': /\{[^{}]*[;{]\s*&|^\s*&/m,
  'color-mix and light-dark': /color-mix\(|light-dark\(/,
  'layers, containers, scope, properties': /@(layer|container|scope|property|starting-style)\b/,
  'subgrid': /\bsubgrid\b/,
  'text-wrap and field-sizing': /\b(text-wrap|field-sizing)\s*:/,
  ':state() and :user-invalid': /:(state\(|user-invalid|popover-open|open\b)/,
  'small, large and dynamic heights alone': /^(?!(?:.|\n)*100vh)(?:.|\n)*\b\d+[sld]v[hw]\b/,
  'ranges in @media, Safari 16.4': /@media[^{]*[<>]/,
  'anchors': /\banchor(-name)?\(|position-anchor/,
};

const files = FOLDERS.flatMap((folder) => readdirSync(new URL(`../../${folder}`, import.meta.url), { recursive: true })
  .filter((name) => /\.(js|html|css)$/.test(name))
  .map((name) => `${folder}/${name}`));
const source = (file) => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
const code = (file) => source(file).replace(/\/\*[^]*?\*\/|^\s*\/\/.*$/gm, '');

describe('the oldest browsers', () => {
  it('are looked after in every file', () => {
    assert.ok(files.length > 40, `${files.length} files`);
    for (const folder of FOLDERS) assert.ok(files.some((file) => file.startsWith(folder)), folder);
  });

  for (const file of files) {
    it(`have all that ${file} needs`, () => {
      const text = code(file);
      // A module contains styles too.
      const isStyle = /\.css$|styles\.js$/.test(file);
      for (const [name, pattern] of Object.entries(isStyle ? NEWER_STYLE : NEWER_SCRIPT)) assert.doesNotMatch(text, pattern, name);
      for (const [name, guard] of Object.entries(LOOKED_FOR)) {
        if (/\.js$/.test(file) && !file.includes('/dist/') && text.includes(`new ${name}(`)) assert.match(text, guard, name);
      }
    });
  }

  it('are told by a script that they can read', () => {
    const text = code('web/src/browser.js');
    assert.doesNotMatch(text, /=>|`|\b(let|const|class|import|export|async|await)\b|\?\.|\?\?|\.\.\.|\b(closest|dataset|remove|append|forEach)\b/);
    for (const page of ['login', 'account', 'callback']) {
      const html = source(`web/src/${page}.html`);
      assert.ok(html.indexOf('<script src="{{base}}/assets/browser.js">') < html.indexOf('<script type="module"'), page);
      for (const id of ['old', 'lost']) assert.match(html, new RegExp(`id="${id}"[^>]* hidden>\\s*<p[^>]*lang="en"[^]*?<p[^>]*lang="zh-CN"`), page);
    }
  });
});

describe('a browser whose signals have no reason', () => {
  const withoutReason = async (work) => {
    const { prototype } = AbortSignal;
    const kept = ['reason', 'throwIfAborted'].map((name) => [name, Object.getOwnPropertyDescriptor(prototype, name)]);
    for (const [name] of kept) delete prototype[name];
    try {
      await work();
    } finally {
      for (const [name, descriptor] of kept) Object.defineProperty(prototype, name, descriptor);
    }
  };
  const silent = () => new Promise(() => {});

  it('knows a call that took too long', (t) => withoutReason(async () => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    const call = callApi('https://a.example/api', { fetch: silent });
    t.mock.timers.tick(15_000);
    await assert.rejects(call, { code: 'timeout', retryable: true });
  }));

  it('knows a call that is no longer wanted', () => withoutReason(async () => {
    const abort = new AbortController();
    const call = callApi('https://a.example/api', { fetch: silent, signal: abort.signal });
    abort.abort();
    await assert.rejects(call, { name: 'AbortError' });
    assert.throws(() => throwIfAborted(abort.signal), { name: 'AbortError' });
    throwIfAborted(new AbortController().signal);
  }));
});
