using Azure.Core;
using Azure.Core.Pipeline;

namespace Azure.Data.Tables;

/// <summary>Appends a shared access signature to the address of each try, so that a renewed one takes effect.</summary>
internal sealed class SasPolicy(AzureSasCredential credential) : HttpPipelineSynchronousPolicy
{
    private const string PlainQuery = nameof(SasPolicy);

    /// <inheritdoc />
    public override void OnSendingRequest(HttpMessage message)
    {
        RequestUriBuilder uri = message.Request.Uri;
        if (!message.TryGetProperty(PlainQuery, out object? plain))
        {
            plain = uri.Query ?? string.Empty;
            message.SetProperty(PlainQuery, plain);
        }

        string query = (string)plain!;
        string signature = credential.Signature.TrimStart('?');
        uri.Query = query.Length > 1 ? $"{query}&{signature}" : $"?{signature}";
    }
}
