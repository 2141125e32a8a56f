// Starts the server as a person would, on a free port with a data folder of its own, and talks to its mailbox.
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const program = path.join(root, 'artifacts/bin/HostedAuth.Server/release/HostedAuth.Server.dll');

export const accessKey = { accessKeyId: 'AKIATESTTESTTESTTEST', secretAccessKey: 'only-for-these-tests-only-for-these-test' };
export const region = 'eu-west-1';

const listen = (port, host) => new Promise((resolve) => {
  const listener = createServer().on('error', () => resolve(undefined));
  listener.listen(port, host, () => resolve(listener.unref()));
});

/**
 * A port of this process's own, to be used when and as often as it likes. Below those that the system hands out, so that no
 * connection takes it, not even one to itself; and nor does a test beside this one, as long as the mark far below is listened on.
 */
export async function freePort() {
  for (;;) {
    const port = 11_000 + Math.floor(Math.random() * 5_000);
    const mark = await listen(port - 5_000, '127.0.0.1');
    const probe = mark && await listen(port, '127.0.0.1');
    if (probe) {
      await new Promise((resolve) => probe.close(resolve));
      return port;
    }
    mark?.close();
  }
}

export class Server {
  constructor(folder, port, settings) {
    this.folder = folder;
    this.port = port;
    this.settings = settings;
    this.url = `http://localhost:${port}`;
    this.log = '';
  }

  static async start(settings = {}) {
    const folder = await mkdtemp(path.join(tmpdir(), 'hostedauth-'));
    const server = new Server(folder, await freePort(), settings);
    await server.run();
    return server;
  }

  async run() {
    const settings = {
      Urls: this.url,
      DataFolder: this.folder,
      'PasswordHash:Iterations': '1000',
      'RootAccessKey:Id': accessKey.accessKeyId,
      'RootAccessKey:Secret': accessKey.secretAccessKey,
      ...this.settings,
    };
    this.process = spawn('dotnet', [program, ...Object.entries(settings).map(([name, value]) => `--${name}=${value}`)], {
      cwd: root,
      env: { ...process.env, ASPNETCORE_ENVIRONMENT: 'Development' },
    });
    this.exited = new Promise((resolve) => this.process.on('exit', resolve));
    for (const stream of [this.process.stdout, this.process.stderr]) stream.on('data', (text) => (this.log += text));
    await this.becomesHealthy().catch(async (error) => {
      await this.kill();
      throw error;
    });
  }

  async becomesHealthy(withinMilliseconds = 60_000) {
    const end = Date.now() + withinMilliseconds;
    while (Date.now() < end) {
      if (this.process.exitCode !== null) break;
      const answer = await fetch(`${this.url}/health`).catch(() => undefined);
      if (answer?.status === 200) return;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    throw new Error(`The server is not healthy:\n${this.log}`);
  }

  async kill(signal = 'SIGKILL') {
    this.process.kill(signal);
    await this.exited;
  }

  async stop() {
    await this.kill('SIGTERM');
    await rm(this.folder, { recursive: true, force: true });
  }

  /** The newest message to an address; waits for one that came after the message with the id. */
  async mail(to, after = '') {
    const query = new URLSearchParams({ to, wait: '20', ...(after && { after }) });
    const messages = await (await fetch(`${this.url}/mailbox/api/messages?${query}`)).json();
    if (messages.length === 0) throw new Error(`No message to ${to}.\n${this.log}`);
    return messages[0];
  }
}
