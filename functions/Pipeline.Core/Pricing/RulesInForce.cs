using Pipeline.Core.Catalog;
using Pipeline.Core.Issues;

namespace Pipeline.Core.Pricing;

/// <summary>The margin rules that prices are made by now; kept for half a minute, so that reading the catalogue costs nothing more.</summary>
public sealed class RulesInForce(IMarginRuleStore store, TimeProvider clock)
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(30);

    private volatile Kept? last;

    /// <summary>The rules, at most half a minute old.</summary>
    public async Task<StoredRules> GetAsync(CancellationToken cancellationToken) =>
        last is { } kept && clock.GetElapsedTime(kept.At) < KeptFor ? kept.Rules : await RefreshAsync(cancellationToken);

    /// <summary>The rules as they are stored this moment.</summary>
    public async Task<StoredRules> RefreshAsync(CancellationToken cancellationToken)
    {
        long at = clock.GetTimestamp();
        StoredRules stored = Judge(await store.ReadAsync(cancellationToken));
        last = new Kept(stored, at);
        return stored;
    }

    /// <summary>Puts selling prices on entries of the catalogue; where the rules are missing or unreadable each entry says so.</summary>
    public static CatalogEntry Price(CatalogEntry entry, StoredRules rules) => rules.Issue is { } issue
        ? entry with { Issues = [.. entry.Issues, issue.Code] }
        : entry with { SellingPrice = rules.Rules.Price(entry).Price };

    // Somebody may have written the document by hand. A distributor that is gone is no fault of it: its rules match nothing.
    private static StoredRules Judge(StoredRules stored)
    {
        IReadOnlyList<Issue> faults = stored.Issue is null ? new MarginRulesCheck(null).Check(stored.Rules) : [];
        return faults is [{ } fault, ..]
            ? new StoredRules(
                MarginRules.None, stored.Version,
                new Issue(IssueCodes.PricingRulesUnreadable, null, null).With("reason", $"{fault.Where} {fault.Cause}"))
            : stored;
    }

    private sealed record Kept(StoredRules Rules, long At);
}
