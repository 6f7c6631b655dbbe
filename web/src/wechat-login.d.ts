// SPDX-License-Identifier: Apache-2.0

export type LoginState =
  | 'idle'
  | 'loading'
  /** The QR code is shown, or WeChat's window is open. */
  | 'waiting'
  | 'exchanging'
  /** The user chooses an organisation, or what to do with an unlinked WeChat. */
  | 'choosing'
  | 'success'
  | 'expired'
  | 'offline'
  | 'error';

export type Locale = 'en' | 'zh-CN';

export interface Corp {
  corpId: string;
  corpName: string;
}

export interface User {
  userId: string;
  nickname?: string | null;
  avatar?: string | null;
}

export interface StateDetail {
  from: LoginState;
  to: LoginState;
}

/** WeChat confirmed the identity, and it is linked to a user. */
export interface SuccessDetail {
  loginCode: string;
  corpList: Corp[];
  returnTo?: string;
}

/** A session was opened: its cookie is set, or with `binding="header"` the event holds its token. */
export interface SessionDetail {
  user: User;
  corp?: Corp | null;
  expiresAt: string;
  token?: string;
  /** The whole answer, such as the one of the application's own TokenIssuer. */
  answer: unknown;
  returnTo?: string;
}

/** The WeChat was bound to the user. */
export interface BoundDetail {
  returnTo?: string;
}

/** The WeChat is linked to no user. */
export interface BindRequiredDetail {
  bindTicket: string;
  expiresAt: string;
  profile?: { nickname?: string; avatar?: string };
  returnTo?: string;
}

export interface ErrorDetail {
  /** The stable key of the error catalogue, or `network`, `timeout`, `unexpected_answer`, `popup_blocked`, `frame_blocked`. */
  code: string;
  /** For users, in the language of the element. */
  message: string;
  /** For developers, in English. */
  detail: string;
  retryable: boolean;
  traceId?: string;
  returnTo?: string;
}

export interface WeChatLoginEventMap {
  'wechat-state': CustomEvent<StateDetail>;
  /** Cancelable. By default the element redeems the loginCode itself and `wechat-session` follows. */
  'wechat-success': CustomEvent<SuccessDetail>;
  /** Cancelable. By default the element navigates to `returnTo`, if present; never with `binding="header"`. */
  'wechat-session': CustomEvent<SessionDetail>;
  /** Cancelable. By default the element navigates to `returnTo`, if present. */
  'wechat-bound': CustomEvent<BoundDetail>;
  /** Cancelable. By default the element shows the choices. */
  'wechat-bind-required': CustomEvent<BindRequiredDetail>;
  'wechat-error': CustomEvent<ErrorDetail>;
}

/** A failed login, with the members of the service's problem document. */
export class LoginError extends Error {
  constructor(code: string, problem?: { detail?: string; retryable?: boolean; [member: string]: unknown });
  readonly code: string;
  /** For users, in the requested language; undefined for errors raised in the page. */
  readonly title?: string;
  readonly detail: string;
  readonly retryable: boolean;
  readonly traceId?: string;
  readonly returnTo?: string;
  readonly reauthUrl?: string;
  /** `no_cookie`: the browser sent no cookie, as in a frame of another site, which requires `binding="header"`. */
  readonly reason?: string;
}

/** `<wechat-login>` */
export class WeChatLoginElement extends HTMLElement {
  /** Base address of the Saoma API; by default where this module is served, without `/assets`. */
  get endpoint(): string;
  set endpoint(value: string | null | undefined);

  /** Name of the login instance; by default the first active one. */
  get instance(): string;
  set instance(value: string | null | undefined);

  /**
   * `iframe` (default) shows WeChat's QR code here; `page` navigates to WeChat's page; `popup` opens it in a window; `auto`
   * is `iframe`, or on a phone, which cannot scan its own screen, an explanation and a button to WeChat's page.
   */
  get mode(): 'iframe' | 'page' | 'popup' | 'auto';
  set mode(value: 'iframe' | 'page' | 'popup' | 'auto' | null | undefined);

  /** The purpose of the scan: log in (default), bind a WeChat to the signed-in user, or re-authenticate that user. */
  get action(): 'login' | 'bind' | 'reauth';
  set action(value: 'login' | 'bind' | 'reauth' | null | undefined);

  /** The address to go to after the login. The server must allow it. */
  get returnTo(): string;
  set returnTo(value: string | null | undefined);

  /** The redirect address: by default the service's callback page, else an address that the service lists. */
  get redirectUri(): string;
  set redirectUri(value: string | null | undefined);

  /** How the service recognises this browser: by a cookie (default), or for pages of another site by a header. */
  get binding(): 'cookie' | 'header';
  set binding(value: 'cookie' | 'header' | null | undefined);

  /** With `action="bind"`: a one-time invitation, which identifies the user in place of a session. */
  get invitation(): string;
  set invitation(value: string | null | undefined);

  /** By default the language of the nearest ancestor with `lang`, then English. */
  get locale(): Locale;
  set locale(value: string | null | undefined);

  get theme(): 'auto' | 'light' | 'dark';
  set theme(value: 'auto' | 'light' | 'dark' | null | undefined);

  /** How often a new QR code is shown automatically, 3 by default, before the user has to ask for one. */
  get autoRefresh(): number;
  set autoRefresh(value: number | string | null | undefined);

  /** Wait for `start()`. */
  manual: boolean;

  /** Frames WeChat's page without credentials, as `Cross-Origin-Embedder-Policy` requires; automatic in isolated pages. */
  credentialless: boolean;

  /** Texts that replace the built-in ones, by key or error code. */
  strings: Record<string, string>;

  /** Replaces `window.fetch`: to add a bearer token, for tests and demonstrations. */
  fetch?: typeof fetch;

  readonly state: LoginState;

  /** The error of the last failed login. */
  readonly lastError?: LoginError;

  /** Starts a login, unless one is running. In popup mode browsers allow it only while a click is handled. */
  start(): void;

  /** Starts again, with another attempt. */
  refresh(): void;

  /** Cancels the running login. */
  cancel(): void;

  /**
   * Completes a login on your own callback page, with WeChat's parameters from its address; with a problem document of the
   * service, only shows that failure.
   */
  complete(callback: { code?: string; state?: string; cancelled?: boolean; problem?: { code: string } }): void;

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

/** One JSON call to the service, with its own time-out; rejects with a LoginError, or with the signal's reason when aborted. */
export function callApi(
  address: string,
  options?: {
    method?: string;
    body?: object;
    signal?: AbortSignal;
    fetch?: typeof fetch;
    /** The language of the service's error messages. */
    locale?: string;
    headers?: Record<string, string>;
    credentials?: RequestCredentials;
  },
): Promise<any>;

/** The built-in text for a key or for a code that is raised in the page. */
export function textOf(locale: string | null | undefined, key: string): string;

/** The built-in language for a language tag. */
export function localeOf(tag: string | null | undefined): Locale;

/** The absolute address if it is http or https; throws a LoginError `unexpected_answer` otherwise. */
export function webAddress(address: string, base?: string): string;

/** Whether a message event comes from the callback page of this attempt in that window. */
export function isCallback(
  event: Pick<MessageEvent, 'origin' | 'source' | 'data'>,
  attempt: { state: string; redirectUri: string },
  other: unknown,
): boolean;

declare global {
  interface HTMLElementTagNameMap {
    'wechat-login': WeChatLoginElement;
  }
  interface GlobalEventHandlersEventMap extends WeChatLoginEventMap {}
}
