using System.Security;
using System.Text;

namespace Pipeline.Partners.Transport.Http;

/// <summary>Takes the values of secrets out of what is kept, also where a partner sends them back.</summary>
internal sealed class SecretMask
{
    private readonly IReadOnlyList<string> secrets;

    /// <summary>Secrets of less than four characters are left out: they would eat ordinary text.</summary>
    public SecretMask(IEnumerable<string?> secrets) =>
        this.secrets = [.. secrets.OfType<string>().Where(secret => secret.Length >= 4)
            .SelectMany(secret => new[] { secret, SecurityElement.Escape(secret) }).Distinct(StringComparer.Ordinal)
            .OrderByDescending(secret => secret.Length)];

    /// <summary>The text without secrets.</summary>
    /// <param name="text">What is kept.</param>
    /// <param name="proof">One more secret, or null.</param>
    public string Apply(string text, string? proof = null) =>
        With(proof).Aggregate(text, (masked, secret) => masked.Replace(secret, "***", StringComparison.Ordinal));

    /// <summary>The bytes unchanged when no secret is in them. Latin-1 gives each byte a character and back.</summary>
    public byte[] Apply(byte[] body, string? proof = null)
    {
        string text = Encoding.Latin1.GetString(body);
        string masked = With(proof).Aggregate(text, (current, secret) => current
            .Replace(Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(secret)), "***", StringComparison.Ordinal)
            .Replace(secret, "***", StringComparison.Ordinal));
        return ReferenceEquals(text, masked) || text == masked ? body : Encoding.Latin1.GetBytes(masked);
    }

    private IEnumerable<string> With(string? proof) => proof is null ? secrets : secrets.Append(proof);
}
