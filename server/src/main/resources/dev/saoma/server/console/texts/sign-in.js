// SPDX-License-Identifier: Apache-2.0

/** Texts of the sign-in. */
export const TEXTS = {
  en: {
    title: 'Sign in to the console',
    words: 'For administrators of this server. Sign in with the WeChat that you use here.',
    scan: 'Scan with WeChat',
    other: 'Scan with another WeChat',
    keyTitle: 'With the administrator’s key',
    keyWords: 'For the first owner, and when WeChat is down. The session lasts 15 minutes, and the audit trail names the key.',
    key: 'Key',
    useKey: 'Sign in with the key',
    noRole: 'You are signed in, but have no role here',
    noRoleWords: 'Ask an owner to give you one. Your user id:',
    wrongKey: 'This key is not right',
    wrongKeyWords: 'It is the value of saoma.admin-key on the server. Each wrong key is in the audit trail.',
  },
  'zh-CN': {
    title: '登录控制台',
    words: '仅供本服务器的管理员使用。请用您在此绑定的微信登录。',
    scan: '微信扫码登录',
    other: '换一个微信扫码',
    keyTitle: '使用管理员密钥',
    keyWords: '用于设置第一位所有者，或微信不可用时。会话有效 15 分钟，审计日志记录为密钥。',
    key: '密钥',
    useKey: '用密钥登录',
    noRole: '您已登录，但在此没有角色',
    noRoleWords: '请让一位所有者授予您角色。您的用户 ID：',
    wrongKey: '密钥不正确',
    wrongKeyWords: '密钥是服务器上 saoma.admin-key 的值。每次输错都会记入审计日志。',
  },
};
