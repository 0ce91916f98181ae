describe() { echo 'rebuilds read models from the streams while the system serves'; }

usage() {
  cat <<'END'
Use: ./smartcity rebuild [NAME…] [--data DIR | --url URL] [--json]

Builds the asynchronous read models anew from the events, with a progress bar, while the system goes on serving.
Without a running system on the data folder, one is started for the time of the rebuild.

  NAME        only these read models (all)
  --data DIR  the data folder (data, beside this script)
  --url URL   the address of a system, instead
  --json      the outcome as JSON

从事件流重新生成读模型，期间系统照常服务。
END
}

run() { pass_through rebuild "$@"; }
