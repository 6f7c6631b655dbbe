// SPDX-License-Identifier: Apache-2.0

import type { ErrorDetail, SessionDetail, WeChatLoginElement } from './wechat-login.js';

export interface ComponentConfig {
  componentType: 'WeChatLogin';
  appId: string;
  /** The callback page of the login instance that has this appId, or another address that the service lists. */
  redirectUri: string;
  scope?: 'snsapi_login';
}

export interface ComponentProps {
  authType: 'WeChatType';
  config: ComponentConfig;
  /** A function, or the name of one on `window`. */
  onSuccess?: string | ((detail: SessionDetail) => unknown);
  onError?: string | ((detail: Pick<ErrorDetail, 'code' | 'message' | 'retryable'>) => unknown);
}

/** The component in the shape of the specification; throws a LoginError `invalid_request` for other properties. */
export function WeChatLogin(props: ComponentProps): WeChatLoginElement;
