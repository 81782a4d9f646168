using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Pipeline.Partners.Transport.Http;

namespace Pipeline.Partners.Distributors.Intcomex.Calls;

/// <summary>Signs each try anew: a token is good for five minutes.</summary>
/// <remarks>It stands innermost, behind what repeats. The service judges the header alone, so nothing may set another one.</remarks>
internal sealed class IwsSigner(IwsAccount account, TimeProvider clock) : DelegatingHandler
{
    /// <summary>The value of the header: keys and a time in whole seconds, with the SHA-256 of them and the access key.</summary>
    public static string Token(IwsAccount account, DateTimeOffset at, out string signature)
    {
        string time = at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        signature = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{account.ApiKey},{account.AccessKey},{time}")));
        return $"apiKey={account.ApiKey}&utcTimeStamp={time}&signature={signature}";
    }

    /// <inheritdoc/>
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token(account, clock.GetUtcNow(), out string signature));
        _ = PartnerCall.Of(request)?.Proof = signature;
        return base.SendAsync(request, cancellationToken);
    }
}
