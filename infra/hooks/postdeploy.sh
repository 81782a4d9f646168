#!/usr/bin/env sh
# Runs after `azd deploy`: subscribes the app to the events of landed files. Safe to run again.
# azd gives the outputs of infra/main.bicep as environment variables.
set -eu
function="NormaliseFeed"
attempts="${POSTDEPLOY_ATTEMPTS:-20}"
pause="${POSTDEPLOY_PAUSE:-15}"
here="$(cd "$(dirname "$0")" && pwd)"

say() { echo "postdeploy: $*"; }
fail() { echo "postdeploy: $*" >&2; exit 1; }
command -v az >/dev/null 2>&1 || fail "the Azure CLI (az) is missing; install it, run 'az login' and then 'azd hooks run postdeploy'"
for name in AZURE_RESOURCE_GROUP AZURE_FUNCTION_APP_NAME AZURE_EVENT_GRID_TOPIC_NAME AZURE_STORAGE_ACCOUNT_NAME AZURE_SUBSCRIPTION_ID; do
  eval "value=\${$name:-}"
  [ -n "$value" ] || fail "$name is not set; run this by 'azd hooks run postdeploy'"
done

# What holds the webhook's key lies in files of the owner: arguments are shown in the list of processes.
folder="$(umask 077 && mktemp -d)"
trap 'rm -rf "$folder"' EXIT

webhook_key() {
  az functionapp keys list --subscription "$AZURE_SUBSCRIPTION_ID" --resource-group "$AZURE_RESOURCE_GROUP" \
    --name "$AZURE_FUNCTION_APP_NAME" --query systemKeys.blobs_extension --output tsv 2>"$folder/error"
}

subscribe() {
  printf '{"$schema":"https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#","contentVersion":"1.0.0.0","parameters":{"topicName":{"value":"%s"},"storageName":{"value":"%s"},"webhook":{"value":"https://%s/runtime/webhooks/blobs?functionName=Host.Functions.%s&code=%s"}}}' \
    "$AZURE_EVENT_GRID_TOPIC_NAME" "$AZURE_STORAGE_ACCOUNT_NAME" "$host" "$function" "$1" >"$folder/parameters.json"
  az deployment group create --subscription "$AZURE_SUBSCRIPTION_ID" --resource-group "$AZURE_RESOURCE_GROUP" \
    --name landed-subscription --template-file "$here/../modules/subscription.bicep" \
    --parameters "@$folder/parameters.json" --output none 2>"$folder/error"
}

host="${SERVICE_PIPELINE_ENDPOINT_URL:-https://$AZURE_FUNCTION_APP_NAME.azurewebsites.net}"
host="${host#https://}"
attempt=1
while :; do
  # The first call after a deployment starts the app; only then are the key and the answer to Event Grid there.
  key="$(webhook_key || true)"
  if [ -n "$key" ] && [ "$key" != None ] && subscribe "$key"; then
    say "landed files are announced to $function"
    exit 0
  fi
  [ "$attempt" -lt "$attempts" ] || { sed 's/code=[^"& ]*/code=***/g' "$folder/error" >&2; fail "no subscription after $attempts attempts; run 'azd hooks run postdeploy' once the app answers. Until then the sweep finds landed files within a minute"; }
  say "the app is not ready for events yet ($attempt of $attempts)"
  attempt=$((attempt + 1))
  sleep "$pause"
done
