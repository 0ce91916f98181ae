# Reading of options. A verb's loop calls take_value for an option with a value; VALUE and TAKEN come back.

# take_value --name "$@": accepts `--name VALUE` and `--name=VALUE`; TAKEN says how many words were used.
take_value() {
  local name=$1; shift
  case $1 in
    "$name="*) VALUE=${1#*=}; TAKEN=1 ;;
    *) [ $# -ge 2 ] || misuse "$name needs a value"; VALUE=$2; TAKEN=2 ;;
  esac
  [ -n "$VALUE" ] || misuse "$name needs a value"
}

unknown_option() { misuse "'$2' is not an option of '$1'; ./smartcity $1 --help lists them"; }

# A TCP port from 1 to 65535, or a complaint that names the option.
require_port() {
  case $2 in '' | *[!0-9]*) misuse "$1 needs a port number from 1 to 65535, not '$2'" ;; esac
  [ ${#2} -le 5 ] && [ "$2" -ge 1 ] && [ "$2" -le 65535 ] || misuse "$1 needs a port number from 1 to 65535, not '$2'"
}

# A path as the caller meant it: relative to the folder the command was called from.
absolute_path() {
  case $1 in
    /*) printf '%s' "$1" ;;
    *) printf '%s/%s' "$CALLED_FROM" "$1" ;;
  esac
}
