// The databases that a server can run on: SQLite always, PostgreSQL as test.sh started it.
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const parts = Object.fromEntries((process.env.HOSTEDAUTH_TEST_POSTGRES ?? '').split(';').filter(Boolean).map((part) => part.split('=')));
const psqlOptions = ['-h', parts.Host, '-p', parts.Port, '-U', parts.Username];

/** Settings for a server of its own on a fresh PostgreSQL database. */
export async function freshPostgres() {
  const name = `hostedauth_${randomBytes(6).toString('hex')}`;
  await run('psql', [...psqlOptions, '-d', 'postgres', '-c', `CREATE DATABASE ${name}`]);
  return {
    name,
    settings: {
      'Storage:Provider': 'PostgreSql',
      'Storage:ConnectionString': `Host=${parts.Host};Port=${parts.Port};Username=${parts.Username};Database=${name};Maximum Pool Size=60`,
    },
  };
}

/** Stops or starts the whole PostgreSQL, as its own user. */
export async function controlPostgres(...command) {
  const [program, ...options] = process.env.HOSTEDAUTH_TEST_POSTGRES_CTL.split(' ');
  const log = path.join(path.dirname(options[1]), 'log');
  await run('runuser', ['-u', 'postgres', '--', program, ...options, '-w', '-l', log, ...command]);
}

/** All that a database keeps, as text to search. */
export async function dump(server, postgres) {
  if (postgres) {
    return (await run('pg_dump', [...psqlOptions, postgres.name], { maxBuffer: 1 << 28 })).stdout;
  }
  const files = (await readdir(server.folder)).filter((name) => name.startsWith('hostedauth.db'));
  return (await Promise.all(files.map((name) => readFile(path.join(server.folder, name), 'latin1')))).join('');
}
