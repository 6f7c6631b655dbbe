import type { WeChatLoginElement, WeChatLoginEventMap } from '@saoma/wechat-login';
import type { HTMLAttributes } from 'react';

type Name =
  | 'action' | 'autoRefresh' | 'binding' | 'endpoint' | 'instance' | 'invitation' | 'locale' | 'manual'
  | 'mode' | 'redirectUri' | 'returnTo' | 'strings' | 'theme';
type Properties = Partial<Pick<WeChatLoginElement, Name>>;
type Listeners = { [Name in keyof WeChatLoginEventMap as `on${Name}`]?: (event: WeChatLoginEventMap[Name]) => void };

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'wechat-login': HTMLAttributes<WeChatLoginElement> & Properties & Listeners;
    }
  }
}
