import '@saoma/wechat-login';
import { useState } from 'react';
import type { User } from '@saoma/wechat-login';

const server = import.meta.env.VITE_SAOMA ?? 'http://localhost:8080';

export function App() {
  const [user, setUser] = useState<User>();
  if (user) return <p role="status">Hello, {user.nickname}</p>;
  return <wechat-login endpoint={server} onwechat-session={({ detail }) => setUser(detail.user)} />;
}
