// SPDX-License-Identifier: Apache-2.0

/**
 * The login component in the shape of the specification: a function from its properties to an element.
 *
 * @typedef {{componentType: string, appId: string, redirectUri: string, scope?: string}} ComponentConfig
 * @typedef {string | ((detail: object) => unknown)} Handler a function, or the name of one on `window`
 * @typedef {{authType: string, config: ComponentConfig, onSuccess?: Handler, onError?: Handler}} ComponentProps
 */

import { LoginError, callApi, textOf } from './wechat-login.js';

const AUTH_TYPE = 'WeChatType';
const COMPONENT_TYPE = 'WeChatLogin';
const SCOPE = 'snsapi_login';

function refuse(detail) {
  throw new LoginError('invalid_request', { detail });
}

/** Resolves a handler; a name without a function on `window` is an error of the page, thrown at once. */
export function handlerOf(given, name, names = globalThis) {
  const handler = typeof given === 'string' ? names[given] : given ?? (() => {});
  return typeof handler === 'function' ? handler : refuse(`${name} must be a function or the name of one on window`);
}

/**
 * Checks the properties.
 * @param {ComponentProps} props
 */
export function checked(props, names = globalThis) {
  const { authType, config = {}, onSuccess, onError } = props;
  if (authType !== AUTH_TYPE) refuse(`authType must be ${AUTH_TYPE}`);
  if (config.componentType !== COMPONENT_TYPE) refuse(`config.componentType must be ${COMPONENT_TYPE}`);
  if ((config.scope ?? SCOPE) !== SCOPE) refuse(`config.scope must be ${SCOPE}`);
  if (typeof config.appId !== 'string' || !config.appId) refuse('config.appId is required');
  if (typeof config.redirectUri !== 'string' || !config.redirectUri) refuse('config.redirectUri is required');
  return { config, onSuccess: handlerOf(onSuccess, 'onSuccess', names), onError: handlerOf(onError, 'onError', names) };
}

/**
 * Returns the element's attributes for these properties: the login instance of the application, and the redirect
 * address unless it is the instance's own callback page. The service checks whether it lists that address.
 * @param {ComponentConfig} config
 * @param {{name: string, authType: string, authConfig: {appId: string}}[]} instances what `GET /api/login` lists
 */
export function settingsOf({ appId, redirectUri }, instances, endpoint) {
  const ours = instances.filter(({ authType, authConfig }) => authType === AUTH_TYPE && authConfig.appId === appId);
  if (!ours.length) throw new LoginError('not_found', { detail: 'no login instance has this appId' });
  const named = ours.find(({ name }) => redirectUri === `${endpoint}/api/login/${name}/callback`);
  return named ? { instance: named.name, redirectUri: null } : { instance: ours[0].name, redirectUri };
}

/**
 * Creates the component for these properties. Later errors are passed to `onError`.
 *
 * @param {ComponentProps} props
 * @throws {LoginError} `invalid_request` when a property does not match the specification
 */
export function WeChatLogin(props) {
  const { config, onSuccess, onError } = checked(props);
  const element = document.createElement('wechat-login');
  element.manual = true;
  element.addEventListener('wechat-session', ({ detail }) => onSuccess(detail));
  element.addEventListener('wechat-error', ({ detail }) => onError(detail));
  callApi(`${element.endpoint}/api/login`, { locale: element.locale }).then(
    (instances) => {
      Object.assign(element, settingsOf(config, instances, element.endpoint), { manual: false });
    },
  ).catch(({ code = 'unexpected_answer', title, detail, retryable = false }) => {
    onError({ code, message: detail || title || textOf(element.locale, code), retryable });
  });
  return element;
}
