// SPDX-License-Identifier: Apache-2.0

/** Texts of the events of the audit trail. */
export const TEXTS = {
  en: {
    time: 'Time',
    kind: 'Event',
    user: 'User',
    actor: 'Made by',
    app: 'Application',
    note: 'Note',
    none: 'No events.',
    kinds: {
      signed_in: 'Signed in',
      registered: 'Registered',
      bound: 'WeChat bound',
      unbound: 'WeChat unbound',
      moved: 'Application moved',
      conflict: 'Conflict',
      sessions_ended: 'Sessions ended',
      invited: 'Invited',
      administered: 'Administered',
      forgotten: 'Deleted',
      unknown: 'Of a newer release',
    },
  },
  'zh-CN': {
    time: '时间',
    kind: '事件',
    user: '用户',
    actor: '操作者',
    app: '应用',
    note: '备注',
    none: '没有事件。',
    kinds: {
      signed_in: '登录',
      registered: '注册',
      bound: '绑定微信',
      unbound: '解绑微信',
      moved: '应用迁移',
      conflict: '身份冲突',
      sessions_ended: '会话终止',
      invited: '邀请',
      administered: '管理操作',
      forgotten: '删除数据',
      unknown: '来自更新的版本',
    },
  },
};
