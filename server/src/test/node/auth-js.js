// Serves Auth.js below /api/auth, in place of a framework.
import { createServer } from 'node:http';
import { Auth } from '@auth/core';
import config from './auth.config.js';

const address = new URL(process.env.ADDRESS);

createServer(async (request, response) => {
  const parts = [];
  for await (const part of request) parts.push(part);
  const { pathname } = new URL(request.url, address);
  if (!pathname.startsWith('/api/auth/')) {
    response.end('home');
    return;
  }
  const answer = await Auth(
    new Request(new URL(request.url, address), {
      method: request.method,
      headers: request.headers,
      body: request.method === 'POST' ? Buffer.concat(parts) : undefined,
    }),
    { ...config, basePath: '/api/auth', secret: process.env.AUTH_SECRET, trustHost: true },
  );
  response.setHeaders(answer.headers);
  response.writeHead(answer.status).end(Buffer.from(await answer.arrayBuffer()));
}).listen(address.port, address.hostname);
