using System.Security;
using System.Text;

namespace Pipeline.Partners.Distributors.IngramMicro.Calls;

/// <summary>Takes the values of secrets out of what is kept, also where a partner sends them back.</summary>
internal sealed class SecretMask
{
    private readonly IReadOnlyList<string> secrets;

    /// <summary>Secrets of less than four characters are left out: they would eat ordinary text.</summary>
    public SecretMask(IEnumerable<string?> secrets) =>
        this.secrets = [.. secrets.OfType<string>().Where(secret => secret.Length >= 4)
            .SelectMany(secret => new[] { secret, SecurityElement.Escape(secret) }).Distinct(StringComparer.Ordinal)
            .OrderByDescending(secret => secret.Length)];

    public string Apply(string text) =>
        secrets.Aggregate(text, (masked, secret) => masked.Replace(secret, "***", StringComparison.Ordinal));

    /// <summary>The bytes unchanged when no secret is in them. Latin-1 gives each byte a character and back.</summary>
    public byte[] Apply(byte[] body)
    {
        string text = Encoding.Latin1.GetString(body);
        string masked = secrets.Aggregate(text, (current, secret) => current
            .Replace(Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(secret)), "***", StringComparison.Ordinal)
            .Replace(secret, "***", StringComparison.Ordinal));
        return ReferenceEquals(text, masked) || text == masked ? body : Encoding.Latin1.GetBytes(masked);
    }
}
