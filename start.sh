#!/usr/bin/env bash
# Runs the whole system on this machine: storage emulator, partner simulators, Functions host and app.
#   --port N     port of the app (default 7071)
#   --data DIR   folder of all state; it survives a restart (default .data)
#   --clean      start with an empty folder
#   --no-demo    no simulators and no sample files: partners come from the settings
#   --keys       demand function keys, as the cloud does
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
start_dir="$PWD"
cd "$here"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en

port=7071 data="$here/.data" clean="" demo=1 keys=""
usage() { sed -n '2,7s/^# *//p' "$here/start.sh" >&2; exit 2; }
while [ $# -gt 0 ]; do
  case "$1" in
    --port) [ $# -gt 1 ] || usage; port="$2"; shift 2 ;;
    --data) [ $# -gt 1 ] || usage; data="$2"; shift 2 ;;
    --clean) clean=1; shift ;;
    --no-demo) demo=""; shift ;;
    --keys) keys=1; shift ;;
    *) usage ;;
  esac
done
case "$port" in ''|*[!0-9]*) usage ;; esac
case "$data" in /*) ;; *) data="$start_dir/$data" ;; esac
say() { echo "start: $*"; }
fail() { echo "start: $*" >&2; exit 1; }

# One system per data folder: a second start says so and leaves the first alone.
mkdir -p "$data"
exec 9>"$data/lock"
if ! flock -n 9; then
  say "already running on $data"
  [ -f "$data/url" ] && echo "Ready: $(cat "$data/url")/ops"
  exit 0
fi
if [ -n "$clean" ]; then find "$data" -mindepth 1 ! -name lock -delete; fi
rm -f "$data/url"
mkdir -p "$data/logs"

pids=()
# What was started last stops first, so each part runs in a session of its own, which Ctrl-C does not reach. The emulator
# saves its state on SIGTERM and never gets a SIGKILL.
stop_all() {
  trap '' HUP INT TERM
  trap - EXIT
  for ((i = ${#pids[@]} - 1; i >= 0; i--)); do
    kill -TERM "${pids[$i]}" 2>/dev/null || continue
    for _ in $(seq 150); do kill -0 "${pids[$i]}" 2>/dev/null || break; sleep 0.1; done
  done
  rm -f "$data/url"
}
trap stop_all EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

free_port() { node -e 'const s=require("net").createServer();s.listen(0,"127.0.0.1",()=>{console.log(s.address().port);s.close()})'; }
answers() { node -e '
  const [host, port] = process.argv.slice(1);
  const s = require("net").connect(+port, host, () => { s.end(); process.exit(0) });
  s.on("error", () => process.exit(1));' 127.0.0.1 "$1"; }
wait_for() { # what, seconds, pid, command...
  local what="$1" seconds="$2" pid="$3"; shift 3
  for _ in $(seq $((seconds * 5))); do
    "$@" >/dev/null 2>&1 && return
    kill -0 "$pid" 2>/dev/null || fail "$what stopped; see $data/logs"
    sleep 0.2
  done
  fail "$what does not answer after $seconds s; see $data/logs"
}
answers "$port" && fail "port $port is taken; choose another with --port"

say "installing what is missing"
tests/scripts/install.sh emulator ${demo:+ftp}
say "building"
build() { tests/scripts/quiet-dotnet.sh "$@" -v q -clp:NoSummary -p:PipelineAnalysis=light 9>&-; }
build publish functions/Pipeline.Functions -c Release
build build functions/Pipeline.LocalHost
[ -z "$demo" ] || build build tests/Pipeline.Simulators
app="$here/artifacts/publish/Pipeline.Functions/release_linux-x64"

# The key that every emulator installation has; it opens nothing but the emulator.
account=devstoreaccount1
key='Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=='
if [ -z "${AzureWebJobsStorage:-}" ]; then
  blob="$(free_port)" queue="$(free_port)" table="$(free_port)"
  say "starting the storage emulator"
  mkdir -p "$data/azurite"
  setsid node .tools/node_modules/azurite/dist/src/azurite.js --silent --skipApiVersionCheck --disableTelemetry \
    --location "$data/azurite" --blobHost 127.0.0.1 --queueHost 127.0.0.1 --tableHost 127.0.0.1 \
    --blobPort "$blob" --queuePort "$queue" --tablePort "$table" >"$data/logs/azurite.log" 2>&1 9>&- &
  pids+=($!)
  wait_for "the storage emulator" 30 $! answers "$table"
  export AzureWebJobsStorage="DefaultEndpointsProtocol=http;AccountName=$account;AccountKey=$key;BlobEndpoint=http://127.0.0.1:$blob/$account;QueueEndpoint=http://127.0.0.1:$queue/$account;TableEndpoint=http://127.0.0.1:$table/$account;"
fi

if [ -n "$demo" ]; then
  say "starting the partners' simulators"
  export FTP_USER=demo FTP_PASSWORD=demo-password
  mkdir -p "$data/ftp"
  ftp="$(free_port)"
  # Ingram Micro's services take orders and push their messages back to the app.
  setsid artifacts/bin/Pipeline.Simulators/debug/Pipeline.Simulators --ftp-root "$data/ftp" \
    --ingram-user FR_000000XM --ingram-password demo-password --ingram-step-seconds 2 \
    --ingram-postback "http://127.0.0.1:$port/api/notifications/ingram-micro" --ingram-push-key demo-key \
    --intcomex-api-key demo-key --intcomex-access-key demo-access --intcomex-step-seconds 5 --intcomex-cadence-seconds 0 \
    --mirakl-key demo-key --mirakl-step-seconds 5 --mirakl-limit-factor 60 \
    >"$data/logs/simulators.log" 2>&1 9>&- &
  simulators=$!
  pids+=($simulators)
  wait_for "the simulators" 30 $simulators grep -q "Listening" "$data/logs/simulators.log"
  partners="$(sed -n 's/^Listening on //p' "$data/logs/simulators.log")"
  services="Distributors__IngramMicro__Services__"
  export "${services}Url=$partners/ingram-micro/c1" "${services}Profile=c1" "${services}Environment=test" \
    "${services}UserName=FR_000000XM" "${services}Password=demo-password" "${services}CustomerNumber=FR000000" \
    "${services}SenderId=2990000001016" "${services}ReceiverId=2990000002013" "${services}CountryCode=FR" \
    "Distributors__IngramMicro__Push__Key=demo-key"
  # Intcomex delivers to warehouses of the customer alone, sells in dollars, and is asked how an order stands.
  # The sample files of Ingram Micro are of March 2026: prices of that age would not count beside another distributor's.
  services="Distributors__Intcomex__Services__"
  export "${services}Url=$partners/intcomex/v1/" "${services}ApiKey=demo-key" "${services}AccessKey=demo-access" \
    "${services}Environment=test" "${services}ShipTo__0__AddressId=3" "${services}ShipTo__0__LocationId=xzzq1" \
    "${services}ShipTo__0__Kind=own" "${services}ShipTo__0__Street=5 quai Exemple" "${services}ShipTo__0__PostalCode=69007" \
    "${services}ShipTo__0__City=Lyon" "${services}ShipTo__0__Country=FR" \
    "Sourcing__MaxAgeHours=8760" "Distributors__Intcomex__Polling__FastSeconds=5" "Currencies__Rates__USD__Rate=1.08" "Currencies__Rates__USD__Date=$(date -u +%F)"
  setsid node tests/Pipeline.Simulators/ftp-server/server.mjs --port "$ftp" --root "$data/ftp" >"$data/logs/ftp.log" 2>&1 9>&- &
  pids+=($!)
  wait_for "the FTP server" 20 $! answers "$ftp"
  feeds="Distributors__IngramMicro__Feeds__"
  for kind in Price Stock Category; do
    file="$(echo "$kind" | tr '[:upper:]' '[:lower:]').csv"
    export "${feeds}${kind}__Url=ftp://127.0.0.1:$ftp/ingram-micro/$file" \
      "${feeds}${kind}__UserName=$FTP_USER" "${feeds}${kind}__Password=$FTP_PASSWORD" \
      "${feeds}${kind}__MaxAgeHours=0"
  done
fi

say "starting the Functions host and the app"
# host.json lets an idle host look at its queues every ten seconds; nobody is billed for looking here.
queues=AzureFunctionsJobHost__extensions__queues__maxPollingInterval
export "$queues=${!queues:-00:00:01}"
setsid artifacts/bin/Pipeline.LocalHost/debug/Pipeline.LocalHost "$app" --port "$port" --data "$data/host" \
  ${keys:+--keys} 9>&- > >(exec setsid tee "$data/logs/host.log") 2>&1 &
host=$!
pids+=($host)
url="http://127.0.0.1:$port"
get() { node tests/scripts/get.mjs "$url$1" "${2:-GET}" "$data/host"; }
wait_for "the app" 90 $host get /api/ready

if [ -n "$demo" ]; then
  # Price, stock and category file give the same catalogue in any order; this order shows what each adds.
  for flow in ingram.price ingram.stock ingram.category intcomex.catalog intcomex.price intcomex.stock intcomex.content; do
    say "running $flow"
    node tests/scripts/run-flow.mjs "$url" "$flow" "$data/host" || fail "$flow did not succeed; see $url/api/executions"
  done
  get "/api/catalog/ingram-micro/7100231" >/dev/null || fail "the catalogue cannot be read"
fi

echo "$url" >"$data/url"
echo "Ready: $url/ops"
wait "$host"
