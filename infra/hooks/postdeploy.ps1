# Runs after `azd deploy` on Windows: subscribes the app to the events of landed files. Safe to run again.
# Says the same as postdeploy.sh.
$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $false
$function = 'NormaliseFeed'
$attempts = if ($env:POSTDEPLOY_ATTEMPTS) { [int]$env:POSTDEPLOY_ATTEMPTS } else { 20 }
$pause = if ($env:POSTDEPLOY_PAUSE) { [int]$env:POSTDEPLOY_PAUSE } else { 15 }

if (-not (Get-Command az -ErrorAction SilentlyContinue)) {
    throw "The Azure CLI (az) is missing; install it, run 'az login' and then 'azd hooks run postdeploy'."
}
foreach ($name in 'AZURE_RESOURCE_GROUP', 'AZURE_FUNCTION_APP_NAME', 'AZURE_EVENT_GRID_TOPIC_NAME', 'AZURE_STORAGE_ACCOUNT_NAME', 'AZURE_SUBSCRIPTION_ID') {
    if (-not [Environment]::GetEnvironmentVariable($name)) { throw "$name is not set; run this by 'azd hooks run postdeploy'." }
}

$url = if ($env:SERVICE_PIPELINE_ENDPOINT_URL) { $env:SERVICE_PIPELINE_ENDPOINT_URL } else { "https://$env:AZURE_FUNCTION_APP_NAME.azurewebsites.net" }
# What holds the webhook's key lies in a file: arguments are shown in the list of processes.
$parameters = New-TemporaryFile
try {
    for ($attempt = 1; ; $attempt++) {
        # The first call after a deployment starts the app; only then are the key and the answer to Event Grid there.
        $key = az functionapp keys list --subscription $env:AZURE_SUBSCRIPTION_ID --resource-group $env:AZURE_RESOURCE_GROUP `
            --name $env:AZURE_FUNCTION_APP_NAME --query systemKeys.blobs_extension --output tsv 2>$null
        if ($key -and $key -ne 'None') {
            @{
                '$schema' = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#'
                contentVersion = '1.0.0.0'
                parameters = @{
                    topicName = @{ value = $env:AZURE_EVENT_GRID_TOPIC_NAME }
                    storageName = @{ value = $env:AZURE_STORAGE_ACCOUNT_NAME }
                    webhook = @{ value = "$url/runtime/webhooks/blobs?functionName=Host.Functions.$function&code=$key" }
                }
            } | ConvertTo-Json -Depth 5 | Set-Content $parameters
            az deployment group create --subscription $env:AZURE_SUBSCRIPTION_ID --resource-group $env:AZURE_RESOURCE_GROUP `
                --name landed-subscription --template-file "$PSScriptRoot/../modules/subscription.bicep" `
                --parameters "@$parameters" --output none 2>$null
            if ($LASTEXITCODE -eq 0) {
                Write-Host "postdeploy: landed files are announced to $function"
                return
            }
        }
        if ($attempt -ge $attempts) {
            throw "No subscription after $attempts attempts; run 'azd hooks run postdeploy' once the app answers. Until then the sweep finds landed files within a minute."
        }
        Write-Host "postdeploy: the app is not ready for events yet ($attempt of $attempts)"
        Start-Sleep -Seconds $pause
    }
}
finally {
    Remove-Item $parameters
}
