# Sourced from the repository's root by the scripts that test against a server: what they share.
passed=0
failed=0
work=$(mktemp -d)
server=
cluster=

stop() {
  [ -n "$cluster" ] && for instance in standby data; do
    [ -d "$cluster/$instance" ] && as_postgres "$postgres_bin/pg_ctl" -D "$cluster/$instance" -m immediate -w stop >/dev/null 2>&1
  done
  [ -n "$server" ] && kill "$server" 2>/dev/null && wait "$server" 2>/dev/null
  rm -rf "$work" "$cluster"
}
trap stop EXIT

need() { # need COMMAND PACKAGE...: installs the packages where the command is missing
  command -v "$1" >/dev/null && return
  shift
  local sudo=
  [ "$(id -u)" = 0 ] || sudo=sudo
  [ -n "${updated:-}" ] || $sudo apt-get update -qq
  updated=yes
  DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends "$@" >"$work/apt.log" 2>&1 ||
    { cat "$work/apt.log"; echo "could not install $*"; echo "0 passed, 1 failed"; exit 1; }
}

need_node() { # Node.js with npm, new enough for the suites
  need node nodejs npm
  need npm npm
  # Debian 12 brings Node.js 18; Playwright wants 20.
  if [ "$(node -p 'process.versions.node.split(".")[0]')" -lt 20 ]; then
    npm install --prefix "$work/node" --no-audit --no-fund --loglevel=error node@22 >"$work/node.log" 2>&1 ||
      { cat "$work/node.log"; echo "could not install Node.js 22"; echo "0 passed, 1 failed"; exit 1; }
    PATH="$work/node/node_modules/.bin:$PATH"
  fi
}

need_redis() { # redis-server on the path. Its own package would start one of the system's; the program itself is in the tools
  need redis-cli redis-tools
  command -v redis-server >/dev/null && return
  mkdir -p "$work/redis"
  ln -sf "$(command -v redis-check-rdb)" "$work/redis/redis-server"
  PATH="$work/redis:$PATH"
}

as_postgres() { # PostgreSQL refuses to run as root
  if [ "$(id -u)" = 0 ]; then (cd / && runuser -u postgres -- "$@"); else "$@"; fi
}

start_postgres() { # a PostgreSQL cluster of our own on a free port: never the system's. Sets $postgres, a connection string
  local port
  # Debian's packages would start a cluster of the system's when they are installed.
  [ -d /usr/lib/postgresql ] || { need pg_createcluster postgresql-common &&
    { [ "$(id -u)" != 0 ] || sed -i 's/^#\?create_main_cluster.*/create_main_cluster = false/' /etc/postgresql-common/createcluster.conf; }; }
  postgres_bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
  if [ -z "$postgres_bin" ]; then
    need pg_ctl postgresql
    postgres_bin=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
  fi
  # In memory where there is room: databases come and go by the hundred, and none outlives the run.
  local memory=/dev/shm
  [ "${fsync:-off}" = off ] && [ "$(df --output=avail -k $memory 2>/dev/null | tail -n 1)" -gt 6000000 ] 2>/dev/null || memory=
  cluster=$(mktemp -d ${memory:+-p $memory})
  [ "$(id -u)" = 0 ] && chown postgres "$cluster"
  port=$(node -e 'const s=require("net").createServer().listen(0,"127.0.0.1",()=>{console.log(s.address().port);s.close()})')
  as_postgres "$postgres_bin/initdb" -D "$cluster/data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 >"$work/initdb.log" 2>&1 &&
    as_postgres "$postgres_bin/pg_ctl" -D "$cluster/data" -l "$cluster/log" -w start \
      -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$cluster -c fsync=${fsync:-off} -c max_connections=300" >>"$work/initdb.log" 2>&1 ||
    { cat "$work/initdb.log" "$cluster/log" 2>/dev/null; return 1; }
  postgres="Host=127.0.0.1;Port=$port;Username=postgres;Database=postgres"
}

start_replica() { # a streaming replica of the cluster, applying what it gets at once. Sets $replica, a connection string
  local port from
  port=$(node -e 'const s=require("net").createServer().listen(0,"127.0.0.1",()=>{console.log(s.address().port);s.close()})')
  from=$(sed 's/.*Port=\([0-9]*\).*/\1/' <<<"$postgres")
  as_postgres "$postgres_bin/pg_basebackup" -h 127.0.0.1 -p "$from" -U postgres -D "$cluster/standby" -R -X stream -c fast >"$work/replica.log" 2>&1 &&
    as_postgres "$postgres_bin/pg_ctl" -D "$cluster/standby" -l "$cluster/standby.log" -w start \
      -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$cluster -c fsync=off -c max_connections=300" >>"$work/replica.log" 2>&1 ||
    { cat "$work/replica.log" "$cluster/standby.log" 2>/dev/null; return 1; }
  replica="Host=127.0.0.1;Port=$port;Username=postgres;Database=postgres"
}

build() { # build PROJECT
  dotnet build "$1" -c Release --nologo -v quiet >"$work/build.log" 2>&1 ||
    { grep -E 'error|warn' "$work/build.log" | sort -u | head -n 40; echo "the build failed"; echo "0 passed, 1 failed"; exit 1; }
}

publish() { # publish PROJECT: as it is deployed, compiled ahead. Sets $published, a folder
  published=$work/published
  dotnet publish "$1" -c Release --use-current-runtime --self-contained false -p:PublishReadyToRun=true -o "$published" --nologo -v quiet >"$work/build.log" 2>&1 ||
    { grep -E 'error|warn' "$work/build.log" | sort -u | head -n 40; echo "the build failed"; echo "0 passed, 1 failed"; exit 1; }
}

count() { # count NAME PASSED FAILED
  printf '%-40s %s passed, %s failed\n' "$1" "$2" "$3"
  passed=$((passed + $2))
  failed=$((failed + $3))
}

run_suites() { # run_suites FOLDER...: folders with package.json and run.mjs, whose last line is its count. count_suite says it
  local name
  for name in "$@"; do
    (cd "tests/$name" && npm ci --no-audit --no-fund --loglevel=error) >"$work/$name.log" 2>&1 &&
      (cd "tests/$name" && BASE_URL="$url" TOKENS="$work" node run.mjs "$url") >>"$work/$name.log" 2>&1
    echo $? >"$work/$name.status"
  done
}

count_suite() { # count_suite FOLDER: of one that has run
  local name=$1 status line
  status=$(cat "$work/$name.status")
  line=$(grep -E '^[0-9]+ passed, [0-9]+ failed$' "$work/$name.log" | tail -n 1)
  local good bad
  good=$(cut -d' ' -f1 <<<"${line:-0 x 1}")
  bad=$(cut -d' ' -f3 <<<"${line:-0 x 1}")
  [ "$status" -ne 0 ] && [ "$bad" -eq 0 ] && bad=1
  [ "$bad" -gt 0 ] && tail -n 80 "$work/$name.log"
  count "$name" "$good" "$bad"
}

start_server() { # a seeded server on a free port of this machine, with data of its own
  local port
  port=$(node -e 'const s=require("net").createServer().listen(0,"127.0.0.1",()=>{console.log(s.address().port);s.close()})')
  url="http://127.0.0.1:$port"
  export ASPNETCORE_ENVIRONMENT=Development Backend__DataDirectory="$work/data" ASPNETCORE_URLS="$url"
  export Logging__LogLevel__Default=Warning
  host="$PWD/src/Backend.Host/bin/Release/net10.0/Backend.Host.dll"
  (cd src/Backend.Host && exec dotnet "$host") >"$work/server.log" 2>&1 &
  server=$!
  local deadline=$((SECONDS + 60))
  until node -e "fetch('$url/health/ready').then(r=>process.exit(r.ok?0:1),()=>process.exit(1))"; do
    if [ $SECONDS -ge $deadline ] || ! kill -0 "$server" 2>/dev/null; then
      cat "$work/server.log"
      echo "the server did not become ready"
      return 1
    fi
    sleep 0.3
  done
}

make_tokens() { # a token per demo person, and one that has expired
  local person
  for person in ada grace linus guest; do
    (cd src/Backend.Host && dotnet "$host" token --user "$person@demo.localhost") >"$work/$person.token"
  done
  (cd src/Backend.Host && dotnet "$host" token --user ada@demo.localhost --hours -1) >"$work/expired.token"
}
