# The settings of every server's start, which reads this file first, with its own arguments. It checks what a shell can check and sets what is
# not given. check_the_rest checks the rest: the other settings, the keys and the database; with --check it then ends.
set -euo pipefail
# Names of files may have any letters.
export LC_ALL=C.UTF-8
# What this process makes is for its user alone: keys, the database, checkpoints, the server's files, heap dumps.
umask 077

# Without symbolic links: a running process keeps its own release when a link is switched to the next one.
common=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
target=$(cd "${ORS_BUILD_DIR:-$common/../../target}" 2>/dev/null && pwd -P) || target=
war=$target/ec-ors-svc.war

refuse() {
  echo "ec-ors-svc does not start: $1" >&2
  exit 1
}

command -v java >/dev/null || refuse "there is no java in PATH"
[ -r "$war" ] || refuse "there is no built WAR; in a checkout run: mvn -DskipTests package"
[ -d "$target/ec-ors-svc/WEB-INF" ] ||
  refuse "the WAR is not unpacked; run: ${common%/*}/payara-micro/prepare (for Payara Micro with --class-archive)"

# A secret that was made from a file, as in Kubernetes, may end with a line feed. $(…) takes it away.
ORS_DB_PASSWORD=$(printf %s "${ORS_DB_PASSWORD:-}")

# Adds a parameter to the URL of a PostgreSQL, unless the URL has it.
with_default() {
  if [[ $ORS_DB_URL != *[?\&]$1=* ]]; then
    local separator='?'
    [[ $ORS_DB_URL != *\?* ]] || separator='&'
    ORS_DB_URL+="$separator$1=$2"
  fi
}

# start --migrate-only: migrates the schema as the role that owns it; see ../postgresql/README.md.
if [ "${1:-}" = --migrate-only ]; then
  [[ ${ORS_DB_URL:-} == jdbc:postgresql:* ]] || refuse "ORS_DB_URL must start with jdbc:postgresql: to migrate only"
  [ -n "${ORS_DB_USER:-}" ] || refuse "ORS_DB_USER is not set"
  [ -n "${ORS_DB_PASSWORD:-}" ] || refuse "ORS_DB_PASSWORD is not set"
  # A migration's statement may take long: an hour is only the limit for a database that no longer answers.
  with_default connectTimeout 5
  with_default loginTimeout 10
  with_default socketTimeout 3600
  with_default tcpKeepAlive true
  export ORS_DB_URL
  exec java -cp "$target/ec-ors-svc/WEB-INF/classes:$target/ec-ors-svc/WEB-INF/lib/*:$target/server/postgresql.jar" \
    -Duser.language=en -Duser.country=US -Dfile.encoding=UTF-8 -Djava.util.logging.config.file="$common/logging.properties" \
    org.openors.database.Migration "$common/../postgresql/grants.sql"
fi
check_only=
if [ "${1:-}" = --check ]; then
  check_only=yes
  shift
fi
[ $# -eq 0 ] || refuse "unknown argument $1; there are --check and --migrate-only"

export ORS_HTTP_HOST=${ORS_HTTP_HOST:-127.0.0.1}
export ORS_HTTP_PORT=${ORS_HTTP_PORT:-8080}

# Checks here what the rest of this file needs. StartCheck checks the other settings, the keys and the database.
[[ $ORS_HTTP_PORT =~ ^[0-9]{1,5}$ ]] && ((10#$ORS_HTTP_PORT >= 1 && 10#$ORS_HTTP_PORT <= 65535)) ||
  refuse "ORS_HTTP_PORT must be a port number from 1 to 65535"

ORS_HOME=${ORS_HOME:-./ors-data}
# A check makes no directory, and H2 takes no relative path.
[[ $ORS_HOME == /* ]] || ORS_HOME=$PWD/$ORS_HOME
[[ $ORS_HOME != *";"* ]] || refuse "ORS_HOME must not contain ';', which ends the path in the URL of the embedded database"
# A check makes no directory: it looks whether the first one that is there can be written to.
can_be_made() {
  local above=$1
  while [ ! -e "$above" ]; do above=$(dirname "$above"); done
  [ -d "$above" ] && [ -w "$above" ]
}
if [ -n "$check_only" ]; then
  can_be_made "$ORS_HOME" || refuse "ORS_HOME names a directory that can't be made or written to"
else
  mkdir -p "$ORS_HOME" || refuse "ORS_HOME names a directory that can't be made"
fi
[ ! -d "$ORS_HOME" ] || ORS_HOME=$(cd "$ORS_HOME" && pwd)
export ORS_HOME
# For the files that the server of this process writes.
instance=$ORS_HOME/server-$ORS_HTTP_PORT
[ ! -k "$ORS_HOME" ] || refuse "ORS_HOME names a directory in which all users keep files"

# Also what an earlier version made, or another umask.
own=()
for made in "$ORS_HOME"/{audit-checkpoints.ndjson,database.password,secret.key,ors.mv.db,ors.trace.db,*.hprof,hs_err_pid*.log,server-*}; do
  [ ! -e "$made" ] || own+=("$made")
done
if [ -z "$check_only" ] && { ! chmod go-rwx "$ORS_HOME" 2>/dev/null || { [ ${#own[@]} -gt 0 ] && ! chmod -R go-rwx "${own[@]}" 2>/dev/null; }; }; then
  echo "ec-ors-svc: other users may read files in ORS_HOME, which is not this user's" >&2
fi

database_in_home=
if [ -z "${ORS_DB_URL:-}" ]; then
  database_in_home=yes
  export ORS_DB_URL="jdbc:h2:file:$ORS_HOME/ors;WRITE_DELAY=0;REUSE_SPACE=FALSE;OPTIMIZE_REUSE_RESULTS=0"
fi
case $ORS_DB_URL in
  jdbc:postgresql:*)
    export ORS_POOL_CLASS=org.postgresql.ds.PGSimpleDataSource
    # For a database that disappears without closing its connections: see src/docs/adr/0028.
    with_default connectTimeout 5
    with_default loginTimeout 10
    with_default socketTimeout 20
    with_default tcpKeepAlive true
    ;;
  jdbc:h2:*)
    export ORS_POOL_CLASS=org.h2.jdbcx.JdbcDataSource
    ;;
  *) refuse "ORS_DB_URL must start with jdbc:postgresql: or jdbc:h2:" ;;
esac

# The embedded database has its own password, generated at the first start.
if [ "$ORS_POOL_CLASS" = org.h2.jdbcx.JdbcDataSource ] && [ -z "${ORS_DB_PASSWORD:-}" ]; then
  password_file=$ORS_HOME/database.password
  # Of two first starts at once, both use the one that is there first.
  if [ ! -s "$password_file" ] && [ -z "$check_only" ]; then
    [ ! -e "$ORS_HOME/ors.mv.db" ] || refuse "ORS_HOME names a directory with a database, but without its database.password: bring the file back"
    od -An -N24 -tx1 /dev/urandom | tr -d ' \n' >"$password_file.$$"
    ln "$password_file.$$" "$password_file" 2>/dev/null || [ -s "$password_file" ] || mv "$password_file.$$" "$password_file"
    rm -f "$password_file.$$"
  fi
  [ ! -e "$password_file" ] || ORS_DB_PASSWORD=$(cat "$password_file")
fi
export ORS_DB_USER=${ORS_DB_USER:-ors} ORS_DB_PASSWORD=${ORS_DB_PASSWORD:-}
[ -n "$ORS_DB_PASSWORD" ] || [ -n "$check_only" -a "$ORS_POOL_CLASS" = org.h2.jdbcx.JdbcDataSource ] ||
  refuse "ORS_DB_PASSWORD is not set: it must be the password of ORS_DB_USER"

case ${ORS_LOG_FORMAT:=text} in
  text | json) export ORS_LOG_FORMAT ;;
  *) refuse "ORS_LOG_FORMAT must be text or json" ;;
esac

# The server makes traces if OTEL_SDK_DISABLED is false: see ../monitoring/traces.md. The metrics and the log of OpenTelemetry stay off: the
# service has its own.
case ${OTEL_SDK_DISABLED:=true} in
  true) ;;
  false)
    [[ ${OTEL_EXPORTER_OTLP_ENDPOINT:-} =~ ^https?://[^/]+ ]] ||
      refuse "OTEL_EXPORTER_OTLP_ENDPOINT must be the http or https URL of a collector, as OTEL_SDK_DISABLED is false"
    export OTEL_EXPORTER_OTLP_PROTOCOL=${OTEL_EXPORTER_OTLP_PROTOCOL:-http/protobuf} OTEL_SERVICE_NAME=${OTEL_SERVICE_NAME:-ec-ors-svc}
    export OTEL_TRACES_EXPORTER=${OTEL_TRACES_EXPORTER:-otlp} OTEL_METRICS_EXPORTER=none OTEL_LOGS_EXPORTER=none
    ;;
  *) refuse "OTEL_SDK_DISABLED must be true or false" ;;
esac
export OTEL_SDK_DISABLED

# Each process has a directory of its own for the files that the server writes, and the embedded database is for one process. The locks are
# taken before the check, which opens the database: a server that is still starting has not opened it yet. They are held until this process
# ends: the server that it becomes inherits the open files.
take_instance() {
  { exec 9>"$ORS_HOME/start-$ORS_HTTP_PORT.lock" 8>"$ORS_HOME/start.lock"; } 2>/dev/null ||
    refuse "ORS_HOME names a directory that can't be written to"
  command -v flock >/dev/null || return 0
  flock -n 9 || refuse "ORS_HOME names a directory that another process with this ORS_HTTP_PORT uses"
  [ -z "$database_in_home" ] || flock -n 8 || refuse "ORS_HOME names a directory with a database that another process uses"
}

is_port_used() {
  timeout 2 bash -c 'exec 3<>"/dev/tcp/$ORS_HTTP_HOST/$ORS_HTTP_PORT"' 2>/dev/null
}

# In a process of its own, before the server, which takes long to start. It fetches the keys of tokens, so of ORS_JAVA_OPTIONS it needs those
# about TLS.
check_the_rest() {
  [ -n "$check_only" ] || take_instance
  local option tls=()
  for option in ${ORS_JAVA_OPTIONS:-}; do
    [[ $option != -Djavax.net.ssl.* ]] || tls+=("$option")
  done
  java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Duser.language=en -Duser.country=US -Dfile.encoding=UTF-8 ${tls[@]+"${tls[@]}"} \
    -Djava.util.logging.config.file="$common/logging.properties" \
    -cp "$target/ec-ors-svc/WEB-INF/classes:$target/ec-ors-svc/WEB-INF/lib/*:$target/server/postgresql.jar:$target/server/h2.jar:$target/server/jakarta.ws.rs-api.jar" \
    org.openors.startup.StartCheck ${check_only:+--check} || exit 1
  # A check may run beside the node that it is about.
  if [ -n "$check_only" ]; then
    ! is_port_used || echo "ec-ors-svc: ORS_HTTP_PORT $ORS_HTTP_PORT is in use, as by a node that runs"
    echo "ec-ors-svc: settings, keys and database are in order"
    exit 0
  fi
  ! is_port_used || refuse "ORS_HTTP_PORT $ORS_HTTP_PORT is in use"
}

# For the servers that make no access log.
no_access_log() {
  [ -z "${ORS_ACCESS_LOG:-}" ] || echo "ec-ors-svc: ORS_ACCESS_LOG has no effect on this server" >&2
}

# Payara's servers go on running if the application could not be deployed. Their HTTP listener opens after the deployment, so its health
# answers show whether it failed: they are neither 200 nor 503. Then this ends the process. Just after it has opened, the listener may not
# know the application yet: only ten such answers, half a second apart, tell.
end_if_not_deployed() {
  exec 8>&- 9>&-
  local answer missed=0
  while sleep 0.5 && kill -0 $$ 2>/dev/null; do
    if { exec 3<>"/dev/tcp/$ORS_HTTP_HOST/$ORS_HTTP_PORT"; } 2>/dev/null; then
      printf 'GET /health/live HTTP/1.0\r\n\r\n' >&3
      answer=$(cat <&3)
      case $answer in
        *'No Application deployed'*) missed=$((missed + 1)) ;;
        HTTP/1.1\ 200* | HTTP/1.1\ 503*) return ;;
        HTTP/*) missed=$((missed + 1)) ;;
      esac
      if [ "$missed" = 10 ]; then
        echo "ec-ors-svc does not start: the server could not deploy it; the first ERROR or SEVERE line above says why" >&2
        kill -USR1 $$
        return
      fi
    fi
  done
}
