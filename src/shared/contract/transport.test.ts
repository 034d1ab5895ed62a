import { createClient } from './client.ts';
import { serveConnection } from './connection.ts';
import type { ServerMessage } from './messages.ts';
import { describeTransport } from './transport.suite.ts';
import { decodeMessage, encodeMessage } from './wire.ts';

// The command line calls the engine directly.
describeTransport(
  'a direct call',
  (server) => Promise.resolve({ transport: { ...server, close: () => {} }, close: () => {} }),
  true,
);

// A real port of the platform between both halves, structured clone included.
describeTransport('a message port', (server) => {
  const { port1: page, port2: host } = new MessageChannel();
  const connection = serveConnection(server, (message) => host.postMessage(message));
  host.onmessage = ({ data }) => connection.receive(data);
  const { transport, receive, disconnect } = createClient(
    (message) => page.postMessage(message),
    () => connection.close(),
  );
  page.onmessage = ({ data }) => receive(data as ServerMessage);
  return Promise.resolve({
    transport,
    cut: disconnect,
    close: () => {
      connection.close();
      page.close();
      host.close();
    },
  });
});

// The wire format alone, without a socket.
describeTransport('bytes', (server) => {
  const connection = serveConnection(server, (message) => {
    const bytes = encodeMessage(message);
    setTimeout(() => receive(decodeMessage(bytes) as ServerMessage));
  });
  const { transport, receive, disconnect } = createClient(
    (message) => {
      const bytes = encodeMessage(message);
      setTimeout(() => connection.receive(decodeMessage(bytes)));
    },
    () => connection.close(),
  );
  return Promise.resolve({ transport, cut: disconnect, close: () => connection.close() });
});
