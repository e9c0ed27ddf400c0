// Two PostgreSQL nodes that Patroni keeps, with etcd, all on loopback in a temporary folder: what docs/administrator/failover.md sets up on
// machines of their own.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isRoot, run, until } from '../faults/faults.mjs';
import { freePort } from '../faults/net.mjs';
import { binaries, ownersFolder } from '../faults/postgres_server.mjs';

const has = (command) => spawnSync('sh', ['-c', `command -v ${command}`]).status === 0;
export const missing = !binaries() || !has('patroni') || !has('etcd') ? 'patroni, etcd or PostgreSQL is not installed (tools/install failover)' : false;

// Patroni and PostgreSQL refuse to run as root.
const owner = () => (isRoot ? { uid: Number(run('id', ['-u', 'postgres'])), gid: Number(run('id', ['-g', 'postgres'])) } : {});

function startAsOwner(test, folder, name, command, args) {
  const log = openSync(join(folder, `${name}.log`), 'a', 0o666);
  const child = spawn(command, args, { cwd: folder, stdio: ['ignore', log, log], env: { ...process.env, HOME: folder }, ...owner() });
  test.after(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  });
  return child;
}

async function startEtcd(test, folder) {
  const [clients, peers] = [await freePort(), await freePort()];
  const client = `http://127.0.0.1:${clients}`;
  const peer = `http://127.0.0.1:${peers}`;
  startAsOwner(test, folder, 'etcd', 'etcd', ['--name', 'etcd', '--data-dir', join(folder, 'etcd'), '--listen-client-urls', client,
    '--advertise-client-urls', client, '--listen-peer-urls', peer, '--initial-advertise-peer-urls', peer, '--initial-cluster', `etcd=${peer}`]);
  await until('etcd is well', async () => (await fetch(`${client}/health`).catch(() => undefined))?.ok);
  return `127.0.0.1:${clients}`;
}

class Node {
  constructor(test, folder, name, ports) {
    Object.assign(this, { test, folder, name, ...ports });
    this.data = join(folder, name);
  }

  start() {
    this.patroni = startAsOwner(this.test, this.folder, this.name, 'patroni', [join(this.folder, `${this.name}.json`)]);
  }

  async is(what) {
    const answer = await fetch(`http://127.0.0.1:${this.rest}/${what}`).catch(() => undefined);
    return answer?.status === 200;
  }

  // As when the machine loses its power: Patroni and every process of PostgreSQL.
  killAll() {
    this.patroni.kill('SIGKILL');
    const [first] = readFileSync(join(this.data, 'postmaster.pid'), 'utf8').split('\n');
    const children = spawnSync('pgrep', ['-P', first], { encoding: 'utf8' }).stdout.split('\n').filter(Boolean);
    for (const one of [first, ...children]) spawnSync('kill', ['-9', one]);
  }
}

const configuration = (folder, node, etcd) => ({
  scope: 'waymark',
  name: node.name,
  restapi: { listen: `127.0.0.1:${node.rest}`, connect_address: `127.0.0.1:${node.rest}` },
  etcd3: { host: etcd },
  bootstrap: {
    dcs: {
      ttl: 20, loop_wait: 5, retry_timeout: 5, maximum_lag_on_failover: 1048576,
      // A commit is acknowledged when the standby has it too; only that standby may take over.
      synchronous_mode: true,
      postgresql: { use_pg_rewind: true },
    },
    initdb: [{ encoding: 'UTF8' }, { locale: 'C' }, 'data-checksums'],
  },
  postgresql: {
    listen: `127.0.0.1:${node.port}`,
    connect_address: `127.0.0.1:${node.port}`,
    data_dir: node.data,
    bin_dir: binaries(),
    pgpass: join(folder, `${node.name}.pgpass`),
    authentication: { superuser: { username: 'postgres', password: 'of-a-test' }, replication: { username: 'replicator', password: 'of-a-test' } },
    pg_hba: ['host all all 127.0.0.1/32 trust', 'host replication all 127.0.0.1/32 trust'],
    parameters: { unix_socket_directories: folder, max_connections: 100, wal_log_hints: 'on' },
  },
});

// A cluster of a primary and a synchronous standby. `url` finds whichever is the primary.
export async function startCluster(test) {
  const folder = ownersFolder(test, 'waymark-failover');
  const etcd = await startEtcd(test, folder);
  const nodes = [];
  for (const name of ['one', 'two']) {
    const node = new Node(test, folder, name, { port: await freePort(), rest: await freePort() });
    writeFileSync(join(folder, `${name}.json`), JSON.stringify(configuration(folder, node, etcd)), { mode: 0o644 });
    node.start();
    test.after(() => spawnSync('sh', ['-c', `[ -f ${node.data}/postmaster.pid ] && kill -9 $(head -1 ${node.data}/postmaster.pid)`]));
    await until(`${name} runs`, () => node.is('health'), 60);
    nodes.push(node);
  }
  const hosts = nodes.map((node) => `127.0.0.1:${node.port}`).join(',');
  const cluster = {
    folder, nodes,
    url: (user, database) => `postgresql://${user}@${hosts}/${database}?target_session_attrs=read-write&connect_timeout=2`,
    primary: () => until('there is a primary', async () => {
      for (const node of nodes) if (await node.is('primary')) return node;
      return undefined;
    }, 60),
    hasSynchronousStandby: () => until('there is a synchronous standby', async () => {
      for (const node of nodes) if (await node.is('synchronous')) return node;
      return undefined;
    }, 90),
  };
  await cluster.hasSynchronousStandby();
  return cluster;
}
