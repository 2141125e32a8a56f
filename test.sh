#!/usr/bin/env bash
# Runs the tests.
#
#   ./test.sh        everything; brings what it needs (Chromium, PostgreSQL, the AWS CLI, node packages) on Debian
#   ./test.sh fast   what needs nothing but the .NET SDK
#
# The last line is `N passed, N failed`, added up from what each runner reports.
set -uo pipefail
cd "$(dirname "$0")"

readonly results="$PWD/artifacts/test-results"
readonly configuration=Release
readonly postgres_stopper=controlPostgres
passed=0
failed=0
broken=0

main() {
  export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
  rm -rf "$results" && mkdir -p "$results"
  build || finish
  dotnet_tests core tests/HostedAuth.Core.Tests
  dotnet_tests server-sqlite tests/HostedAuth.Server.Tests
  [ "${1:-}" = fast ] && finish

  install_tools || { echo "What the tests need could not be installed." >&2; broken=1; finish; }
  start_postgres || { echo "PostgreSQL did not start." >&2; broken=1; finish; }
  HOSTEDAUTH_TEST_POSTGRES="$postgres" dotnet_tests server-postgresql tests/HostedAuth.Server.Tests
  dotnet_tests browser tests/HostedAuth.Browser.Tests
  node_tests
  finish
}

build() {
  echo "== build"
  dotnet build HostedAuth.sln -c $configuration -clp:ErrorsOnly -nologo || { broken=1; return 1; }
  echo "== format"
  dotnet format HostedAuth.sln --verify-no-changes --no-restore || broken=1
}

# name, project: runs an xUnit project and adds up what its report counts.
dotnet_tests() {
  echo "== $1"
  dotnet test "$2" -c $configuration --no-build --nologo \
    --logger "trx;LogFileName=$1.trx" --results-directory "$results" || broken=1
  local counters
  counters=$(grep -o '<Counters [^>]*>' "$results/$1.trx" 2>/dev/null)
  add "$1" "$(attribute passed "$counters")" "$(attribute failed "$counters")"
}

attribute() { sed -n "s/.* $1=\"\([0-9]*\)\".*/\1/p" <<<"$2"; }

# Two files at a time, as most of a file's time is waiting; but alone, at the end, what stops the others' PostgreSQL.
node_tests() {
  local file name
  export HOSTEDAUTH_TEST_POSTGRES=$postgres results
  export -f node_test
  grep -L "$postgres_stopper" tests/clients/*.test.mjs | xargs -P 2 -I{} bash -c 'node_test {}'
  grep -l "$postgres_stopper" tests/clients/*.test.mjs | xargs -I{} bash -c 'node_test {}'
  for file in tests/clients/*.test.mjs; do
    name=$(basename "$file" .test.mjs)
    [ "$(cat "$results/$name.exit")" = 0 ] || broken=1
    add "$name" "$(sed -n 's/^# pass \([0-9]*\)$/\1/p' "$results/$name.tap")" \
      "$(sed -n 's/^# \(fail\|cancelled\) \([0-9]*\)$/\2/p' "$results/$name.tap" | awk '{ sum += $1 } END { print sum }')"
  done
}

# file: leaves its report and exit code, and prints what it says in one piece.
node_test() {
  local name
  name=$(basename "$1" .test.mjs)
  tests/clients/node_modules/.bin/node --test --test-concurrency=1 --test-force-exit \
    --test-reporter=spec --test-reporter-destination=stdout \
    --test-reporter=tap --test-reporter-destination="$results/$name.tap" "$1" >"$results/$name.log" 2>&1
  echo $? >"$results/$name.exit"
  printf '== %s\n%s\n' "$name" "$(cat "$results/$name.log")"
}

# name, passed, failed: a runner that reports nothing breaks the run.
add() {
  if [ -z "$2" ] || [ -z "$3" ] || [ "$2" = 0 ]; then
    echo "$1 reported no tests." >&2
    broken=1
  fi
  passed=$((passed + ${2:-0}))
  failed=$((failed + ${3:-0}))
}

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

install_tools() {
  echo "== tools"
  local missing=() package
  for package in chromium postgresql awscli python3-jose python3-authlib python3-requests libnss-myhostname procps; do
    dpkg-query -W -f='${Status}' $package 2>/dev/null | grep -q 'ok installed' || missing+=($package)
  done
  # Any npm will do: the node that the tests run on is one of the packages below.
  command -v npm >/dev/null || missing+=(nodejs npm)
  if [ ${#missing[@]} -gt 0 ]; then
    as_root apt-get update -qq &&
      as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null ||
      return 1
  fi
  (cd tests/clients && { [ node_modules/.package-lock.json -nt package-lock.json ] || npm ci --no-fund --no-audit --loglevel=error; })
}

# A PostgreSQL of the tests' own, as an ordinary process on a free port, thrown away afterwards.
start_postgres() {
  echo "== postgresql"
  local bin port
  bin=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
  # Below the ports that the system hands out: no connection takes it while a test has PostgreSQL stopped.
  port=$(python3 -c 'import random, socket
ports = random.sample(range(20000, 21000), 1000)
print(next(port for port in ports if socket.socket().connect_ex(("127.0.0.1", port))))')
  cluster=$(mktemp -d /tmp/hostedauth-postgres.XXXXXX)
  chmod 755 "$cluster"
  as_root chown postgres "$cluster"
  as_postgres "$bin/initdb" -D "$cluster/data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 >/dev/null || return 1
  # In the file, not on the command line, so that a test may stop and start it. No waiting for a disk: it is thrown away.
  printf '%s\n' "port = $port" "listen_addresses = '127.0.0.1'" "unix_socket_directories = '$cluster'" \
    'max_connections = 300' 'fsync = off' | as_postgres tee -a "$cluster/data/postgresql.conf" >/dev/null
  as_postgres "$bin/pg_ctl" -D "$cluster/data" -l "$cluster/log" -w start >/dev/null || return 1
  postgres="Host=127.0.0.1;Port=$port;Username=postgres;Database=postgres"
  pg_ctl="$bin/pg_ctl -D $cluster/data"
  export HOSTEDAUTH_TEST_POSTGRES_CTL=$pg_ctl
  trap 'as_postgres $pg_ctl -m immediate stop >/dev/null 2>&1; as_root rm -rf "$cluster"' EXIT
}

as_postgres() { as_root runuser -u postgres -- "$@"; }

# The names of the tests that failed, once more where a reader looks first.
name_failures() {
  grep -ho '<UnitTestResult [^>]*outcome="Failed"' "$results"/*.trx 2>/dev/null | sed 's/.* testName="\([^"]*\)".*/failed: \1/'
  grep -H '^ *not ok' "$results"/*.tap 2>/dev/null | sed "s|^$results/|failed: |"
}

finish() {
  echo
  name_failures
  [ $broken = 0 ] || echo "A step above did not go well." >&2
  echo "$passed passed, $failed failed"
  [ $broken = 0 ] && [ $failed = 0 ]
  exit
}

main "$@"
