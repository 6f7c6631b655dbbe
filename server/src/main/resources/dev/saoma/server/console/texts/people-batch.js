// SPDX-License-Identifier: Apache-2.0

/** Texts for changing many people at once. */
export const TEXTS = {
  en: {
    choose: 'Choose',
    chooseNamed: 'Choose {name}',
    chosen: '{n} chosen',
    most: '{n} chosen, which is the most',
    change: 'Change',
    none: 'Choose none',
    title: 'Change {n} people',
    action: 'Change',
    actions: { disable: 'Disable', enable: 'Enable', endSessions: 'End sessions', addToCorp: 'Add to an organisation' },
    corpId: 'Organisation id',
    corpIdHint: 'Only for an organisation.',
    confirm: 'Change all',
    done: 'Changed: {n}.',
    failed: 'Not changed: {n}.',
  },
  'zh-CN': {
    choose: '选择',
    chooseNamed: '选择 {name}',
    chosen: '已选 {n} 个',
    most: '已选 {n} 个，已达上限',
    change: '更改',
    none: '取消选择',
    title: '更改 {n} 个用户',
    action: '更改',
    actions: { disable: '停用', enable: '启用', endSessions: '终止会话', addToCorp: '加入组织' },
    corpId: '组织 ID',
    corpIdHint: '仅用于加入组织。',
    confirm: '全部更改',
    done: '已更改：{n} 个。',
    failed: '未更改：{n} 个。',
  },
};
