// SPDX-License-Identifier: Apache-2.0

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { checked, handlerOf, settingsOf } from '../src/login-component.js';

const config = {
  componentType: 'WeChatLogin',
  appId: 'wx1',
  redirectUri: 'https://a.example/api/login/Mine/callback',
  scope: 'snsapi_login',
};
const listed = [
  { name: 'Other', authType: 'WeChatType', authConfig: { appId: 'wx2' } },
  { name: 'Mine', authType: 'WeChatType', authConfig: { appId: 'wx1' } },
  { name: 'Twin', authType: 'WeChatType', authConfig: { appId: 'wx1' } },
  { name: 'Foreign', authType: 'OwnType', authConfig: { appId: 'wx3' } },
];
const invalid = { name: 'LoginError', code: 'invalid_request' };

describe('the properties', () => {
  it('are taken as the specification has them', () => {
    assert.deepEqual(checked({ authType: 'WeChatType', config }).config, config);
  });

  it('are refused with another authType, componentType, scope, appId or redirectUri', () => {
    assert.throws(() => checked({ authType: 'Other', config }), invalid);
    for (const wrong of [{ componentType: 'X' }, { scope: 'snsapi_base' }, { appId: '' }, { redirectUri: undefined }, { redirectUri: '' }]) {
      assert.throws(() => checked({ authType: 'WeChatType', config: { ...config, ...wrong } }), invalid, String(Object.keys(wrong)));
    }
    assert.throws(() => checked({ authType: 'WeChatType' }), invalid);
  });
});

describe('a handler', () => {
  it('is a function or the name of one', () => {
    const heard = () => 'heard';
    assert.equal(handlerOf(heard, 'onSuccess')(), 'heard');
    assert.equal(handlerOf('handleLoginSuccess', 'onSuccess', { handleLoginSuccess: heard })(), 'heard');
    assert.equal(handlerOf(undefined, 'onSuccess')(), undefined);
  });

  it('is refused when it names nothing that can be called', () => {
    for (const wrong of ['nobody', 7, {}]) assert.throws(() => handlerOf(wrong, 'onError', { }), invalid, String(wrong));
  });
});

describe('the settings of the element', () => {
  const endpoint = 'https://a.example';

  it('name the instance of the appId whose callback page is named', () => {
    assert.deepEqual(settingsOf(config, listed, endpoint), { instance: 'Mine', redirectUri: null });
    const twin = { ...config, redirectUri: 'https://a.example/api/login/Twin/callback' };
    assert.deepEqual(settingsOf(twin, listed, endpoint), { instance: 'Twin', redirectUri: null });
  });

  it('leave it to the service whether another address is listed', () => {
    for (const redirectUri of ['https://b.example/back', 'https://a.example/api/login/Other/callback']) {
      assert.deepEqual(settingsOf({ ...config, redirectUri }, listed, endpoint), { instance: 'Mine', redirectUri });
    }
  });

  it('are none for an appId that nobody has, nor for another Type', () => {
    for (const appId of ['wx9', 'wx3', 'WX1']) {
      assert.throws(() => settingsOf({ ...config, appId }, listed, endpoint), { code: 'not_found' }, appId);
    }
  });
});
