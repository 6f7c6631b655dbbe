// SPDX-License-Identifier: Apache-2.0

// Code, types, custom-elements.json and README describe the same interface.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';

import { WeChatLoginElement } from '../src/wechat-login.js';

const read = (path) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
const sorted = (names) => [...new Set(names)].sort();
const found = (pattern, text) => sorted([...text.matchAll(pattern)].map(([, name]) => name));
const propertyOf = (attribute) => attribute.replace(/-./, (dash) => dash[1].toUpperCase());

const flow = read('src/element/flow.js');
const view = read('src/element/view.js');
const types = read('src/wechat-login.d.ts');
const readme = read('README.md');
const [declared] = JSON.parse(read('custom-elements.json')).modules[0].declarations;
const names = (rows) => sorted(rows.map(({ name }) => name));
const row = (before, line) => readme.split('\n').filter((each) => each.startsWith(before)).join('\n').match(line) ?? [];

const attributes = sorted([...WeChatLoginElement.observedAttributes, 'state']);
const events = found(/'(wechat-[a-z-]+)'/g, flow);
const states = found(/'([a-z]+)'/g, [...flow.matchAll(/(?:#to|#work)\((.*)|state = ('[a-z]+')/g)].flat().join(' ').replace(/text: '\w+'/g, ''));
const slots = sorted([...found(/slot\('([a-z]+)'/g, view), ...found(/\? '(retry|hint)'/g, view)]);
const parts = sorted([...found(/part\('[a-z0-9]+', '([a-z]+)/g, view), 'choice', 'iframe']).filter((each) => !['body', 'words', 'action', 'code'].includes(each));
const styled = found(/own\('([a-z]+)'\)/g, read('src/element/styles.js'));

describe('the attributes', () => {
  it('are in custom-elements.json', () => assert.deepEqual(names(declared.attributes), attributes));

  it('are in the README', () => assert.deepEqual(found(/^\| `([a-z-]+)` \| `[a-zA-Z]+` \|/gm, readme), attributes));

  it('are properties in code, types, custom-elements.json and README', () => {
    const fields = declared.members.filter(({ kind }) => kind === 'field').map(({ name }) => name);
    for (const attribute of attributes) {
      const property = propertyOf(attribute);
      assert.ok(property in WeChatLoginElement.prototype, property);
      assert.match(types, new RegExp(`^  (get |readonly )?${property}(\\(\\))?: `, 'm'), property);
      assert.ok(fields.includes(property), property);
      assert.ok(readme.includes(`| \`${attribute}\` | \`${property}\` |`), property);
    }
  });
});

describe('the events', () => {
  it('are all there', () => assert.equal(events.length, 6));

  it('are in the types', () => assert.deepEqual(found(/^  '(wechat-[a-z-]+)'/gm, types), events));

  it('are in custom-elements.json', () => assert.deepEqual(names(declared.events), events));

  it('are in the README', () => assert.deepEqual(found(/^\| `(wechat-[a-z-]+)` \|/gm, readme), events));
});

describe('the states', () => {
  it('are in the types', () => assert.deepEqual(found(/^  \| '([a-z]+)'/gm, types), states));

  it('are in custom-elements.json', () => assert.deepEqual(names(declared.cssStates), states));

  it('are in the README', () => {
    const [, listed] = row('| `state`', /read-only: ([a-z, ]+);/);
    assert.deepEqual(sorted(listed.split(', ')), states);
  });
});

describe('slots, parts and custom properties', () => {
  const listed = (word) => readme.slice(readme.indexOf(`${word}`)).split(/\n\n|\. Custom/)[0];

  it('are in custom-elements.json', () => {
    assert.deepEqual(names(declared.slots), slots);
    assert.deepEqual(names(declared.cssParts), parts);
    assert.deepEqual(names(declared.cssProperties), styled.map((each) => `--wechat-login-${each}`));
  });

  it('are in the README', () => {
    assert.deepEqual(found(/`([a-z]+)`/g, listed('Slots: ')), slots);
    assert.deepEqual(found(/`([a-z]+)`/g, listed('Parts: ')), parts);
    assert.deepEqual(found(/`([a-z]+)`/g, listed('Custom properties')), styled);
  });
});
