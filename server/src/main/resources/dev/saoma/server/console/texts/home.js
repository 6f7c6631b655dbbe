// SPDX-License-Identifier: Apache-2.0

/** Texts of the first page. */
export const TEXTS = {
  en: {
    title: 'Home',
    you: 'You',
    role: 'Role',
    until: 'The session lasts until {time} at the latest; 15 minutes without use end it too.',
    untilByKey: 'The session lasts until {time}.',
    may: {
      viewer: 'You can read everything here, and change nothing.',
      operator: 'You can change users, sessions, invitations and organisations, but no administrators.',
      owner: 'You can do everything. What cannot be undone needs a new scan.',
    },
    mayByKey: 'You can do everything. Give a person the role owner, and sign in with WeChat from then on.',
    recent: 'Latest changes',
    recentWords: 'Without sign-ins, from the newest {n} events.',
    all: 'The whole audit trail',
    links: 'Elsewhere on this server',
    login: 'Login page',
    account: 'Your own account',
    api: 'The login API, as an OpenAPI document',
  },
  'zh-CN': {
    title: '首页',
    you: '您',
    role: '角色',
    until: '会话最迟有效至 {time}，15 分钟不操作也会失效。',
    untilByKey: '会话有效至 {time}。',
    may: {
      viewer: '您可以查看全部内容，但不能修改。',
      operator: '您可以修改用户、会话、邀请和组织，但不能修改管理员。',
      owner: '您可以执行所有操作。无法撤销的操作需要重新扫码。',
    },
    mayByKey: '您可以执行所有操作。请将所有者角色授予某位用户，之后改用微信登录。',
    recent: '最近的变更',
    recentWords: '取自最新的 {n} 条事件，不含登录。',
    all: '完整的审计日志',
    links: '本服务器的其他页面',
    login: '登录页',
    account: '您自己的账号',
    api: '登录 API（OpenAPI 文档）',
  },
};
