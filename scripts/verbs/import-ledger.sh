describe() { echo 'makes a system of an exported ledger'; }

usage() {
  cat <<'END'
Use: ./smartcity import-ledger FILE [--data DIR] [--json]

Puts the events of a package (GET /api/v1/operations/ledger/export) into an empty data folder, with their sequences and times, and writes the read models. The manifest's hashes are checked first. A system
that holds events already is refused; when anything is wrong, nothing is stored. Start it afterwards with
./smartcity up. Keys of persons and attachments are files beside the database: copy them over (docs/export.md).

  --data DIR  the data folder; made when missing (data, beside this script)
  --json      the outcome as JSON

将导出的账本包还原为一个新系统；目标必须为空，出错时不写入任何内容。
END
}

run() {
  local data=$ROOT/data json= file=
  while [ $# -gt 0 ]; do
    case $1 in
      --data | --data=*) take_value --data "$@"; data=$(absolute_path "$VALUE"); shift $TAKEN ;;
      --json) json=--json; shift ;;
      -*) unknown_option import-ledger "$1" ;;
      *) [ -z "$file" ] || misuse "import-ledger takes one file"; file=$(absolute_path "$1"); shift ;;
    esac
  done
  [ -n "$file" ] || misuse "import-ledger needs a file; ./smartcity import-ledger --help tells more"
  [ -r "$file" ] || fail "the file $file cannot be read"
  require_dotnet
  hold_data "$data" "./smartcity import-ledger"
  require_host
  [ -n "${ConnectionStrings__Postgres-}" ] || open_cluster "$DATA"
  export_settings
  run_program import-ledger "$file" $json
  exit $?
}
