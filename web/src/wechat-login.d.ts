// SPDX-License-Identifier: Apache-2.0

export type LoginState = 'idle' | 'loading' | 'waiting' | 'exchanging' | 'success' | 'error';

export type Locale = 'en' | 'zh-CN';

export interface Corp {
  corpId: string;
  corpName: string;
}

export interface User {
  userId: string;
  nickname?: string;
  avatar?: string;
}

export interface StateDetail {
  from: LoginState;
  to: LoginState;
}

/** WeChat and the ledger know the person. */
export interface SuccessDetail {
  loginCode: string;
  corpList: Corp[];
  returnTo?: string;
}

/** The session cookie is set. */
export interface SessionDetail {
  user: User;
  corp?: Corp | null;
  expiresAt: string;
  returnTo?: string;
}

export interface ErrorDetail {
  /** The stable key of the error catalogue, or `network`, `timeout`, `unexpected_answer`. */
  code: string;
  /** In the language of the element. */
  message: string;
  retryable: boolean;
  traceId?: string;
  returnTo?: string;
}

export interface WeChatLoginEventMap {
  'wechat-state': CustomEvent<StateDetail>;
  /** Cancelable. By default the element redeems the loginCode itself and `wechat-session` follows. */
  'wechat-success': CustomEvent<SuccessDetail>;
  /** Cancelable. By default the element goes to `returnTo`, if there is one. */
  'wechat-session': CustomEvent<SessionDetail>;
  'wechat-error': CustomEvent<ErrorDetail>;
}

/** `<wechat-login>` */
export class WeChatLoginElement extends HTMLElement {
  /** Base address of the Saoma API; by default where this module is served, without `/assets`. */
  get endpoint(): string;
  set endpoint(value: string | null | undefined);

  /** Name of the login instance; by default the first active one. */
  get instance(): string;
  set instance(value: string | null | undefined);

  /** `iframe` (default) shows WeChat's QR code here; `page` leaves for WeChat's page. */
  get mode(): 'iframe' | 'page';
  set mode(value: 'iframe' | 'page' | null | undefined);

  /** Where to go once logged in. The server allows it or refuses it. */
  get returnTo(): string;
  set returnTo(value: string | null | undefined);

  /** By default the language of the nearest ancestor with `lang`, then English. */
  get locale(): Locale;
  set locale(value: string | null | undefined);

  get theme(): 'auto' | 'light' | 'dark';
  set theme(value: 'auto' | 'light' | 'dark' | null | undefined);

  /** Wait for `start()`. */
  manual: boolean;

  /** Texts that replace the built-in ones, by key or error code. */
  strings: Record<string, string>;

  /** Replaces `window.fetch`, for tests and demonstrations. */
  fetch?: typeof fetch;

  readonly state: LoginState;

  /** Begins a login, unless one is under way. */
  start(): void;

  /** Begins anew, with another attempt. */
  refresh(): void;

  /** Ends whatever is under way. */
  cancel(): void;

  /** Finishes a login on a page of your own that WeChat comes back to, with what WeChat put into its address. */
  complete(callback: { code?: string; state?: string; cancelled?: boolean }): void;

  addEventListener<K extends keyof WeChatLoginEventMap>(
    type: K,
    listener: (this: WeChatLoginElement, event: WeChatLoginEventMap[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
}

declare global {
  interface HTMLElementTagNameMap {
    'wechat-login': WeChatLoginElement;
  }
  interface GlobalEventHandlersEventMap extends WeChatLoginEventMap {}
}
