using System.Net.Http.Headers;
using Pipeline.Partners.Transport.Http;

namespace Pipeline.Partners.Channels.Mirakl.Calls;

/// <summary>Puts the shop's key into each try, and has it masked in the record.</summary>
/// <remarks>It stands innermost, behind what records.</remarks>
internal sealed class MiraklKey : DelegatingHandler
{
    /// <inheritdoc/>
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (PartnerCall.Of(request) is not MiraklCall call)
        {
            throw new InvalidOperationException("This client sends what the connector composes, and nothing else.");
        }

        call.Proof = call.Account.ApiKey;
        if (call.Account.IsBearer)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", call.Account.ApiKey);
        }
        else
        {
            // The key alone is no scheme with a parameter, so it is not looked at.
            _ = request.Headers.TryAddWithoutValidation("Authorization", call.Account.ApiKey);
        }

        return base.SendAsync(request, cancellationToken);
    }
}
