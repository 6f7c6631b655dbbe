// SPDX-License-Identifier: Apache-2.0

const TEXTS = {
  en: {
    login: 'Log in with WeChat',
    bind: 'Connect your WeChat',
    reauth: 'Confirm that it is you',
    show: 'Show the QR code',
    phone: 'A phone cannot scan its own screen. Open this page on a computer, or continue in WeChat.',
    page: 'Continue on WeChat’s page',
    loading: 'Connecting to WeChat…',
    waiting: 'Scan the QR code with WeChat',
    hint: 'In WeChat, tap + and then Scan.',
    popup: 'Continue in the WeChat window',
    exchanging: 'Just a moment…',
    corps: 'Choose an organisation',
    newcomer: 'This WeChat is new here',
    create: 'Create an account',
    connect: 'Connect to my account',
    another: 'Use another WeChat',
    signIn: 'Sign in to that account in another tab, then press again.',
    success: 'You are logged in',
    welcome: 'Welcome, {name}',
    bound: 'Your WeChat is connected',
    expired: 'The QR code has expired',
    offline: 'You are offline',
    retry: 'Try again',
    help: 'How to fix this',
    network: 'The login service cannot be reached. Check your connection.',
    timeout: 'There was no answer in time.',
    popup_blocked: 'The browser blocked the WeChat window.',
    frame_blocked: 'The login cannot be finished in this frame. Open this page by itself.',
    no_cookie: 'This browser sent no login cookie. Allow cookies, or open this page by itself.',
    alone: 'Open it in a new tab',
    unexpected_answer: 'The login service gave an unexpected answer.',
  },
  'zh-CN': {
    login: '微信登录',
    bind: '绑定微信',
    reauth: '验证身份',
    show: '显示二维码',
    phone: '手机无法扫描自己的屏幕。请在电脑上打开此页，或前往微信继续。',
    page: '前往微信页面',
    loading: '正在连接微信…',
    waiting: '请使用微信扫描二维码',
    hint: '打开微信，点击“+”，选择“扫一扫”。',
    popup: '请在微信窗口中继续',
    exchanging: '请稍候…',
    corps: '请选择组织',
    newcomer: '该微信首次在此使用',
    create: '创建新账号',
    connect: '绑定已有账号',
    another: '使用其他微信',
    signIn: '请先在其他标签页登录该账号，再次点击。',
    success: '登录成功',
    welcome: '欢迎，{name}',
    bound: '微信绑定成功',
    expired: '二维码已过期',
    offline: '网络已断开',
    retry: '重试',
    help: '如何解决',
    network: '无法连接登录服务，请检查网络。',
    timeout: '未及时收到响应。',
    popup_blocked: '浏览器拦截了微信窗口。',
    frame_blocked: '无法在此框架中完成登录，请单独打开此页。',
    no_cookie: '浏览器未发送登录 Cookie。请允许 Cookie，或单独打开此页。',
    alone: '在新标签页中打开',
    unexpected_answer: '登录服务返回了意外的结果。',
  },
};

/** The built-in language for a language tag: Chinese of any kind is zh-CN, everything else English. */
export function localeOf(tag) {
  return /^zh\b/i.test(tag ?? '') ? 'zh-CN' : 'en';
}

/** Object.hasOwn, which browsers have since 2022. */
export function owns(object, key) {
  return Object.prototype.hasOwnProperty.call(object, key);
}

/** Returns the text for a key or for a code raised here. Other codes have their text from the service. */
export function textOf(locale, key) {
  const texts = TEXTS[localeOf(locale)];
  return owns(texts, key) ? texts[key] : texts.unexpected_answer;
}
