using System.Globalization;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Azure.Data.Tables;

/// <summary>Signs each try with SharedKeyLite for tables: date and path; content and other headers are not signed.</summary>
/// <remarks>Runs per try, since the service refuses a date older than 15 minutes.</remarks>
internal sealed class SharedKeyLitePolicy(TableSharedKeyCredential credential, TimeProvider clock)
    : HttpPipelineSynchronousPolicy
{
    /// <inheritdoc />
    public override void OnSendingRequest(HttpMessage message)
    {
        string date = clock.GetUtcNow().ToString("R", CultureInfo.InvariantCulture);
        message.Request.Headers.SetValue("x-ms-date", date);
        message.Request.Headers.SetValue("Authorization", Authorization(date, message.Request.Uri.ToUri()));
    }

    // The path as it travels, percent signs included; an emulator's path repeats the account.
    private string Authorization(string date, Uri uri)
    {
        string resource = $"/{credential.AccountName}{uri.AbsolutePath}";
        return $"SharedKeyLite {credential.AccountName}:{credential.Sign($"{date}\n{resource}")}";
    }
}
