import { describe, expect, test, vi } from 'vitest';
import { createClient } from './client.ts';
import { serveConnection } from './connection.ts';
import type { ClientMessage, ServerMessage } from './messages.ts';
import { createStubServer } from './transport.suite.ts';

describe('the client’s half', () => {
  const connect = () => {
    const sent: ClientMessage[] = [];
    return { sent, ...createClient((message) => sent.push(message)) };
  };

  test('sends nothing for a call that is cancelled before it began', async () => {
    const { sent, transport } = connect();
    const reply = await transport.call('session.read', {}, { signal: AbortSignal.abort() });
    expect(reply).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    expect(sent).toEqual([]);
  });

  test('sends one cancel, and none after the answer', async () => {
    const { sent, transport, receive } = connect();
    const [early, late] = [new AbortController(), new AbortController()];
    const first = transport.call('session.read', {}, { signal: early.signal });
    const second = transport.call('session.read', {}, { signal: late.signal });
    early.abort();
    receive({ kind: 'reply', id: 2, reply: { ok: true, value: { state: null } } });
    await second;
    late.abort();
    expect(sent.filter(({ kind }) => kind === 'cancel')).toEqual([{ kind: 'cancel', id: 1 }]);
    receive({ kind: 'reply', id: 1, reply: { ok: true, value: { state: 'all the same' } } });
    expect(await first).toMatchObject({ ok: true }); // the server may have been done before it heard
  });

  test('asks again what had no answer when a new connection stands, but not what was cancelled or sent in parts', async () => {
    const { sent, transport, receive, resume } = connect();
    const unwanted = new AbortController();
    const kept = transport.call('session.read', {});
    const given = transport.call('session.read', {}, { signal: unwanted.signal });
    const part = transport.call('upload.append', { uploadId: 'a', chunk: new Uint8Array(1) });
    unwanted.abort();
    sent.length = 0;
    resume();
    expect(sent).toEqual([{ kind: 'request', id: 1, method: 'session.read', params: {} }]);
    expect(await given).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    expect(await part).toMatchObject({ ok: false, error: { code: 'disconnected' } });
    receive({ kind: 'reply', id: 1, reply: { ok: true, value: { state: 'there' } } });
    expect(await kept).toEqual({ ok: true, value: { state: 'there' } });
  });

  test('ignores answers and progress to calls it does not know', () => {
    const { receive } = connect();
    receive({ kind: 'reply', id: 99, reply: { ok: true, value: 1 } });
    receive({ kind: 'progress', id: 99, progress: {} });
    receive({ kind: 'event', event: 'datasets-changed', payload: { datasetIds: [] } });
  });
});

describe('the server’s half', () => {
  const connect = () => {
    const sent: ServerMessage[] = [];
    const server = createStubServer();
    return { sent, server, ...serveConnection(server, (message) => sent.push(message)) };
  };

  test('ignores what is no message, and a cancel of nothing', () => {
    const { sent, receive } = connect();
    for (const data of [null, 'text', { kind: 'request' }, { kind: 'cancel', id: 5 }]) receive(data);
    expect(sent).toEqual([]);
  });

  test('answers with a failure when the answer itself cannot be sent', async () => {
    const server = createStubServer();
    server.answer = () => ({ state: 'unsendable' });
    const sent: ServerMessage[] = [];
    const { receive } = serveConnection(server, (message) => {
      if (message.kind === 'reply' && message.reply.ok) throw new TypeError('cannot be sent');
      sent.push(message);
    });
    receive({ kind: 'request', id: 1, method: 'session.read', params: {} });
    await vi.waitFor(() => expect(sent).toMatchObject([{ kind: 'reply', id: 1, reply: { ok: false } }]));
  });

  test('hears events until it is closed, once each', () => {
    const { sent, server, close } = connect();
    server.emit('command-requested', { command: 'undo' });
    close();
    server.emit('command-requested', { command: 'redo' });
    expect(sent).toEqual([{ kind: 'event', event: 'command-requested', payload: { command: 'undo' } }]);
    expect(server.listeners).toBe(0);
  });
});
