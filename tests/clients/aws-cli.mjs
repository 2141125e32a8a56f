// The AWS CLI as an operator has it: by its endpoint option, with a key in the environment.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { accessKey, region } from './server.mjs';

const run = promisify(execFile);

export function cli(server) {
  async function aws(operation, ...options) {
    const { stdout } = await run('/usr/bin/aws', ['cognito-idp', operation, '--endpoint-url', server.url, '--output', 'json', ...options], {
      env: {
        ...process.env,
        AWS_ACCESS_KEY_ID: accessKey.accessKeyId,
        AWS_SECRET_ACCESS_KEY: accessKey.secretAccessKey,
        AWS_DEFAULT_REGION: region,
        AWS_EC2_METADATA_DISABLED: 'true',
        AWS_PAGER: '',
      },
    });
    return stdout.trim() ? JSON.parse(stdout) : {};
  }

  async function refused(name, operation, ...options) {
    await assert.rejects(aws(operation, ...options), (error) => {
      assert.match(error.stderr, new RegExp(name));
      return true;
    });
  }

  return { aws, refused };
}
