namespace Pipeline.Core.Offers.Computing;

/// <summary>Keeps the rules of stores.</summary>
public interface IOfferRuleStore
{
    /// <summary>Reads the rules of a store; none when nobody has set any.</summary>
    /// <exception cref="FormatException">Somebody has written what cannot be read; the message says where.</exception>
    Task<StoredOfferRules> ReadAsync(string store, CancellationToken cancellationToken);

    /// <summary>Replaces the rules if they are still those of a version.</summary>
    /// <returns>The new version; null when they were changed meanwhile, and nothing was written.</returns>
    Task<string?> ReplaceAsync(string store, OfferRules rules, string version, CancellationToken cancellationToken);
}

/// <summary>Rules as they are stored.</summary>
/// <param name="Rules">The rules.</param>
/// <param name="Version">Entity tag with its quotes, also of rules that nobody has set yet.</param>
public sealed record StoredOfferRules(OfferRules Rules, string Version);
