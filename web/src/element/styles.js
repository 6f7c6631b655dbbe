// SPDX-License-Identifier: Apache-2.0

// A page's --wechat-login-x takes precedence over the built-in --x.
const own = (name) => `var(--wechat-login-${name}, var(--${name}))`;

const DARK = `
  --bg: #1e1e1e; --fg: #ededed; --muted: #a3a3a3; --border: #333; --tile: #282828; --edge: #8a8a8a; --success: #3fd68a;
  --danger: #ff7b7b; --warning: #e2b04a; --focus: #8ab4f8; color-scheme: dark;
`;

export const STYLES = `
:host {
  --bg: #fff; --fg: #191919; --muted: #6b6b6b; --border: #e5e5e5; --tile: #f2f2f2; --edge: #767676; --success: #087f45;
  --danger: #c9282d; --warning: #8a5a00; --focus: #1a73e8; --brand: #07c160; --action: #06864a; --width: 348px;
  --radius: 12px; --gap: 20px; --font: 14px/22px system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif;
  color-scheme: light; display: block; max-width: ${own('width')};
}
@media (prefers-color-scheme: dark) { :host(:not([theme=light])) {${DARK}} }
:host([theme=dark]) {${DARK}}
:host([hidden]), [hidden] { display: none !important; }
* { box-sizing: border-box; margin: 0; }
.card, .body, .action { display: flex; flex-direction: column; align-items: center; text-align: center; }
.card {
  padding: 28px 0 24px; background: ${own('bg')}; color: ${own('fg')}; font: ${own('font')}; overflow-wrap: anywhere;
  border: 1px solid ${own('border')}; border-radius: ${own('radius')};
}
.header { display: flex; align-items: center; gap: 8px; padding: 0 16px; }
h2 { font-size: 18px; line-height: 26px; font-weight: 600; }
.body { justify-content: center; width: min(300px, 100%); padding-top: ${own('gap')}; }
.iframe .body { min-height: 492px; }
.frame { width: 100%; height: 400px; overflow: hidden; border-radius: 8px; background: var(--tile); }
iframe { width: 100%; height: 100%; border: 0; color-scheme: light; }
.waiting iframe { background: #fff; }
svg, .avatar { display: block; width: 56px; height: 56px; border-radius: 50%; background: var(--edge); }
svg { fill: none; stroke: #fff; stroke-width: 2; stroke-linecap: round; forced-color-adjust: none; }
.header svg { width: 22px; height: 22px; border-radius: 6px; background: ${own('brand')}; }
.success .mark svg { background: ${own('action')}; }
.error:not(.quiet) .mark svg { background: #c9282d; }
:is(.loading, .exchanging) .mark svg { background: none; stroke: ${own('success')}; animation: turn 1s linear infinite; }
@keyframes turn { to { transform: rotate(1turn); } }
.avatar { border-radius: 8px; overflow: hidden; background: var(--tile); font: 600 24px/56px sans-serif; }
img { width: 100%; height: 100%; object-fit: cover; }
.words { display: flex; flex-direction: column; padding: 16px 8px 0; min-height: 56px; }
.choosing [role=alert] { order: 1; }
.status { font-weight: 500; }
.success .status { color: ${own('success')}; }
:is(.expired, .offline) .status, .choosing [role=alert] { color: ${own('warning')}; }
.error:not(.quiet) .status { color: ${own('danger')}; }
small { display: block; margin-top: 4px; font-size: 12px; line-height: 18px; color: ${own('muted')}; }
a { color: inherit; display: inline-block; padding: 3px; }
.action { gap: 12px; width: 100%; margin-top: ${own('gap')}; padding: 0 8px; }
button {
  min-height: 40px; padding: 8px 24px; border: 1px solid transparent; border-radius: 8px; background: ${own('action')};
  color: #fff; font: inherit; font-weight: 500; cursor: pointer;
}
button + button { background: none; border-color: var(--edge); color: inherit; }
button:hover { filter: brightness(1.08); }
:is(.bare, .choosing) button { width: 100%; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
.bare.idle :is(.header, .mark, .words) { display: none; }
.bare.idle :is(.body, .action) { padding-top: 0; margin: 0; }
::slotted(:is([slot=subtitle], [slot=fallback], [slot=footer])) { padding: 8px 16px 0; }
:is(.subtitle, .footer) { color: ${own('muted')}; }
@media (prefers-reduced-motion: reduce) { svg { animation: none !important; } }
@media (forced-colors: active) { .frame, button { border: 1px solid; } }
`;
