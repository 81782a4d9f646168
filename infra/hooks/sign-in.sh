#!/usr/bin/env sh
# Once, by a person who may register applications: makes the Entra registration that signs operators in at /ops.
# It has no secret: it trusts the app's identity. Usage: ./infra/hooks/sign-in.sh
set -eu
say() { echo "sign-in: $*"; }
value() { azd env get-value "$1"; }

app="$(value AZURE_FUNCTION_APP_NAME)"
url="$(value SERVICE_PIPELINE_ENDPOINT_URL)"
tenant="$(az account show --query tenantId --output tsv)"
name="$app operators"
id="$(az ad app list --display-name "$name" --query '[0].appId' --output tsv)"
if [ -z "$id" ]; then
  id="$(az ad app create --display-name "$name" --sign-in-audience AzureADMyOrg --enable-id-token-issuance true \
    --web-redirect-uris "$url/.auth/login/aad/callback" --query appId --output tsv)"
  az ad sp create --id "$id" --output none
  # Only people who are assigned get in.
  az ad sp update --id "$id" --set appRoleAssignmentRequired=true --output none
  az ad app federated-credential create --id "$id" --output none --parameters "{\"name\":\"app-identity\",\"issuer\":\"https://login.microsoftonline.com/$tenant/v2.0\",\"subject\":\"$(value AZURE_APP_IDENTITY_PRINCIPAL_ID)\",\"audiences\":[\"api://AzureADTokenExchange\"]}"
  say "registered '$name'"
fi
# What somebody may do on the pages; the ids never change, so that assignments stay.
az ad app update --id "$id" --output none --app-roles '[
  {"id":"0b9d6c1e-3d0e-4f0a-9a51-3c1f6a7f2d01","value":"Ops.Viewer","displayName":"Viewer","description":"Looks at the pages","allowedMemberTypes":["User"],"isEnabled":true},
  {"id":"0b9d6c1e-3d0e-4f0a-9a51-3c1f6a7f2d02","value":"Ops.Operator","displayName":"Operator","description":"Looks, and gives commands","allowedMemberTypes":["User"],"isEnabled":true}]'
azd env set SIGN_IN_CLIENT_ID "$id"
say "assign people to '$name' in Entra ID, each with the role Viewer or Operator, then run: azd provision"
