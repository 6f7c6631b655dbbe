// SPDX-License-Identifier: Apache-2.0

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { BUNDLE, banner, modules as all } from '../build.js';

const LIMIT = 10_000;

const modules = all();
const bundle = readFileSync(BUNDLE, 'utf8');
const name = (address) => address.split('/').at(-1);

describe('the one file that is served', () => {
  it('is made of the sources as they are; otherwise: npm run build', () => assert.equal(bundle.split('\n')[0], banner()));

  it(`is at most ${LIMIT} bytes, packed by gzip`, () => {
    const { length } = gzipSync(bundle, { level: 9 });
    assert.ok(length > 5_000 && length <= LIMIT, `${length} bytes`);
  });

  it('loads nothing else', () => assert.doesNotMatch(bundle, /\bfrom\s*["']|\bimport\s*[("']/));

  it('offers what the sources offer', async () => {
    const [made, source] = await Promise.all([import(BUNDLE), import('../src/wechat-login.js')]);
    assert.deepEqual(Object.keys(made), Object.keys(source));
    assert.ok(Object.keys(made).includes('WeChatLoginElement'));
  });
});

describe('the modules of the component', () => {
  it('are more than the entry', () => assert.ok(modules.size > 1));

  it('are all in the package, with the types of both entries', () => {
    const { files } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
    assert.ok([...modules.keys()].every((address) => /\/src\/(wechat-login|plain|element\/[a-z]+)\.js$/.test(address)));
    for (const file of ['dist/wechat-login.js', 'src/element/*.js', 'src/plain.js', 'src/wechat-login.js', 'src/login-component.js', 'src/login-component.d.ts', 'src/wechat-login.d.ts']) {
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
