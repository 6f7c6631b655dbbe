// SPDX-License-Identifier: Apache-2.0

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';

// As they are read, comments and all; in one file and shortened by a bundler they are below 9,000.
const LIMIT = 14_600;

/** Every module that importing this one loads, sooner or later, with its source. */
function modulesFrom(address, found = new Map()) {
  if (found.has(address.href)) return found;
  const source = readFileSync(address, 'utf8');
  found.set(address.href, source);
  for (const [, name] of source.matchAll(/\b(?:from|import)\b\s*\(?\s*['"](\.[^'"]+)['"]/g)) modulesFrom(new URL(name, address), found);
  return found;
}

const modules = modulesFrom(new URL('../src/wechat-login.js', import.meta.url));
const name = (address) => address.split('/').at(-1);

describe('the modules of the component', () => {
  it('are more than the entry', () => assert.ok(modules.size > 1));

  it(`stay within ${LIMIT} bytes, each packed by gzip`, () => {
    const sizes = [...modules].map(([address, source]) => [name(address), gzipSync(source, { level: 9 }).length]);
    const sum = sizes.reduce((all, [, size]) => all + size, 0);
    assert.ok(sum <= LIMIT, `${sum} bytes: ${sizes.map((each) => each.join(' ')).join(', ')}`);
  });

  it('are all in the package, with the types of both entries', () => {
    const { files } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
    const needed = [...modules.keys()].map((address) => `src/${name(address)}`);
    for (const file of [...needed, 'src/login-component.js', 'src/login-component.d.ts', 'src/wechat-login.d.ts']) {
      assert.ok(files.includes(file), file);
    }
  });

  it('write no markup from strings', () => {
    for (const [address, source] of modules) {
      assert.doesNotMatch(source, /innerHTML|outerHTML|insertAdjacentHTML|document\.write|parseFromString|srcdoc/, name(address));
    }
  });

  it('stay short enough to be read', () => {
    for (const [address, source] of modules) assert.ok(source.split('\n').length <= 260, name(address));
  });
});
