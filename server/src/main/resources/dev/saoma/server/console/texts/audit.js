// SPDX-License-Identifier: Apache-2.0

/** Texts of the audit trail. */
export const TEXTS = {
  en: {
    title: 'Audit trail',
    user: 'User id',
    actor: 'Made by',
    actorHint: 'A user id, key, setup, cli, application or system.',
    kind: 'Event',
    app: 'Login method',
    until: 'Until',
    any: 'Any',
    search: 'Search',
    reset: 'Reset',
    csv: 'Save as CSV',
    lines: 'Save as JSON lines',
    saved: 'What is shown here is saved.',
  },
  'zh-CN': {
    title: '审计日志',
    user: '用户 ID',
    actor: '操作者',
    actorHint: '用户 ID、key、setup、cli、application 或 system。',
    kind: '事件',
    app: '登录方式',
    until: '截止时间',
    any: '不限',
    search: '搜索',
    reset: '重置',
    csv: '存为 CSV',
    lines: '存为 JSON 行',
    saved: '此处显示的内容已保存。',
  },
};
