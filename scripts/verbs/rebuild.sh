describe() { echo 'rebuilds read models from the streams while the system serves'; }

usage() {
  cat <<'END'
Use: ./smartcity rebuild [--data DIR | --url URL] [--json]

Writes the read models of every matter (summaries, tasks, deadlines) anew from its events, with a progress bar, while
the system goes on serving.
Without a running system on the data folder, one is started for the time of the rebuild.

  --data DIR  the data folder (data, beside this script)
  --url URL   the address of a system, instead
  --json      the outcome as JSON

Outside demo mode, an access token is read from the environment variable SMARTCITY_TOKEN.

从事件流重新生成读模型，期间系统照常服务。
END
}

run() { pass_through rebuild "$@"; }
