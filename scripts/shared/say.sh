# What a person reads: progress and complaints go to standard error, results to standard output.

say() { printf '%s\n' "$*" >&2; }

# Ends the script with one clear sentence. Exit code 1: it cannot be done here and now.
fail() { printf 'smartcity: %s\n' "$*" >&2; exit 1; }

# Exit code 2: it was asked for in a way that is not understood.
misuse() { printf 'smartcity: %s\n' "$*" >&2; exit 2; }

# The last lines of a log, for a complaint that needs its cause beside it.
show_end_of() { [ -s "$1" ] && tail -n "${2:-20}" "$1" | sed 's/^/  | /' >&2; }

# Quotes a string for JSON.
json_string() {
  local text=$1
  text=${text//\\/\\\\}
  text=${text//\"/\\\"}
  text=${text//$'\n'/\\n}
  printf '"%s"' "$text"
}
