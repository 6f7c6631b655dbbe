import type { WeChatLoginElement, WeChatLoginEventMap } from '@saoma/wechat-login';
import type { HTMLAttributes } from 'react';

type Properties = Partial<Pick<WeChatLoginElement, 'endpoint' | 'instance' | 'mode' | 'returnTo' | 'locale' | 'theme'>>;
type Listeners = { [Name in keyof WeChatLoginEventMap as `on${Name}`]?: (event: WeChatLoginEventMap[Name]) => void };

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'wechat-login': HTMLAttributes<WeChatLoginElement> & Properties & Listeners;
    }
  }
}
