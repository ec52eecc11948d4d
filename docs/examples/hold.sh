#!/bin/sh
# Asks for GPUs, waits until they are held, runs a command with them, and gives them back, whatever becomes of it.
#
#   CLIENT_SECRET=… hold.sh TEAM FLAVOR GPUS DURATION COMMAND…
#   CLIENT_SECRET=headroom-ci-vision docs/examples/hold.sh vision h100-80gb 2 PT1H nvidia-smi
#
# Needs curl and jq. HEADROOM, ISSUER and CLIENT_ID say where and who; by default the demo of ./headroom.
set -eu
HEADROOM=${HEADROOM:-http://localhost:8080}
ISSUER=${ISSUER:-http://localhost:8081/realms/headroom}
CLIENT_ID=${CLIENT_ID:-ci-vision}
[ $# -ge 5 ] || { sed -n '2,7s/^# \{0,1\}//p' "$0" >&2; exit 2; }
team=$1 flavor=$2 gpus=$3 duration=$4
shift 4

token() {
  curl -sSf "$ISSUER/protocol/openid-connect/token" -d grant_type=client_credentials \
    -d "client_id=$CLIENT_ID" -d "client_secret=$CLIENT_SECRET" | jq -r .access_token
}

# Tokens are short-lived: a new one for every call. A refusal is printed, with its reason, and ends the script.
api() {
  method=$1 path=$2
  shift 2
  curl -sS --fail-with-body -X "$method" "$HEADROOM/api/v1/$path" -H "Authorization: Bearer $(token)" \
    -H 'Content-Type: application/json' "$@"
}

# The key makes the request once, however often this call is repeated.
request=$(api POST requests -H "Idempotency-Key: hold-$$-$(date +%s)" -d "$(jq -n --arg team "$team" \
  --arg flavor "$flavor" --argjson gpus "$gpus" --arg duration "$duration" --arg purpose "hold.sh: $*" \
  '{team: $team, flavor: $flavor, gpus: $gpus, kind: "training", duration: $duration, purpose: $purpose}')") || {
  echo "$request" | jq -r '.detail // .' >&2
  exit 1
}
id=$(echo "$request" | jq -r .id)
lease=$(echo "$request" | jq -r '.lease // empty')
give_back() {
  # It may have been approved since it was looked at.
  [ -n "$lease" ] || lease=$(api GET "requests/$id" | jq -r '.lease // empty')
  if [ -z "$lease" ]; then api POST "requests/$id/withdrawal" >/dev/null || true
  else
    case $(api GET "leases/$lease" | jq -r .lease.phase) in
      ACTIVE | RECLAIMING) api POST "leases/$lease/releases" -d '{}' >/dev/null ;;
      SCHEDULED | WAITING) api POST "leases/$lease/withdrawal" >/dev/null ;;
    esac
  fi
}
trap give_back EXIT
trap 'exit 130' INT TERM

said=
while :; do
  request=$(api GET "requests/$id")
  lease=$(echo "$request" | jq -r '.lease // empty')
  state=$(echo "$request" | jq -r .state)
  sentence=$(echo "$request" | jq -r .verdict)
  if [ -n "$lease" ]; then
    detail=$(api GET "leases/$lease")
    state=$(echo "$detail" | jq -r .lease.phase)
    sentence=$(echo "$detail" | jq -r .lease.sentence)
  fi
  [ "$said" = "$state $sentence" ] || { said="$state $sentence"; echo "$said" >&2; }
  case $state in
    ACTIVE | RECLAIMING) break ;;
    DENIED | WITHDRAWN | LAPSED | ENDED) exit 1 ;;
  esac
  sleep "${POLL:-5}"
done

HEADROOM_LEASE=$lease CUDA_VISIBLE_DEVICES=$(echo "$detail" | jq -r '[.devices[].uuid] | join(",")') "$@"
