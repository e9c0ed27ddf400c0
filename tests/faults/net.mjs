// Ports and one address before several servers.
import { connect, createServer } from 'node:net';

export function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

// Passes each connection to one of the ports, in turn; to the next where one does not take it.
export async function forwardTo(test, ports) {
  let turn = 0;
  const server = createServer((client) => {
    const tryNext = (left) => {
      const target = connect(ports[(turn += 1) % ports.length], '127.0.0.1');
      target.once('connect', () => {
        client.pipe(target);
        target.pipe(client);
      });
      target.on('error', () => (target.connecting && left > 1 ? tryNext(left - 1) : client.destroy()));
      target.on('close', () => client.destroy());
      client.on('close', () => target.destroy());
    };
    client.on('error', () => {});
    tryNext(ports.length);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  test.after(() => server.close());
  return `http://127.0.0.1:${server.address().port}`;
}
