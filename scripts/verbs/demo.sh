describe() { echo 'imports the shipped real data and tells what came of it'; }

usage() {
  cat <<'END'
Use: ./smartcity demo [--data DIR | --url URL] [--hj212-port PORT] [--file FILE] [--json]

Imports the real data under samples/ through the public API and prints what came of it: permit applications, and service
requests to a city's hotline by unit; sixty days of two air stations, sent as packets of HJ 212: alarms, air quality index,
episodes of heavy pollution, violations. A second import changes nothing. Without a running system on the data folder, one is
started for the time of the import.

  --data DIR  the data folder whose system takes the import (data, beside this script)
  --url URL   the address of a system, instead
  --hj212-port PORT  where that system hears stations (it is asked when not given)
  --file FILE a log of applications of yours instead (docs/import.md); its name is the file's
  --json      the outcome as JSON

Outside demo mode, an access token is read from the environment variable SMARTCITY_TOKEN.

通过公开接口导入随附的真实数据（许可办件、热线诉求、空气站六十天小时数据），并打印结果；重复导入不会产生变化。
END
}

run() { pass_through demo "$@"; }
