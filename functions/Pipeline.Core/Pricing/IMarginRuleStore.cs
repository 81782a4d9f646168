using Pipeline.Core.Issues;

namespace Pipeline.Core.Pricing;

/// <summary>Keeps the margin rules.</summary>
public interface IMarginRuleStore
{
    /// <summary>Reads the rules.</summary>
    Task<StoredRules> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Replaces the rules if they are still those of a version.</summary>
    /// <param name="rules">The rules, checked.</param>
    /// <param name="version">The version of what is replaced.</param>
    /// <param name="cancellationToken">Stops before writing.</param>
    /// <returns>The new version; null when they were changed meanwhile, and nothing was written.</returns>
    Task<string?> ReplaceAsync(MarginRules rules, string version, CancellationToken cancellationToken);
}

/// <summary>The margin rules as they are stored.</summary>
/// <param name="Rules">The rules; none where there is an issue.</param>
/// <param name="Version">Entity tag with its quotes, also of rules that nobody has set yet.</param>
/// <param name="Issue"><c>PRICING_RULES_MISSING</c> or <c>PRICING_RULES_UNREADABLE</c>, or null.</param>
public sealed record StoredRules(MarginRules Rules, string Version, Issue? Issue)
{
    /// <summary>Whether somebody must mend them.</summary>
    public bool IsUnreadable => Issue?.Code == IssueCodes.PricingRulesUnreadable;
}
