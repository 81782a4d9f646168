using Pipeline.Core.Issues;

namespace Pipeline.Core.Catalog;

/// <summary>Whether an article can be sold: the checks in the order in which they are made; the first that fails is the reason.</summary>
public static class SaleChecks
{
    private static readonly (string Code, Func<bool, decimal?, bool> Passes)[] Rules =
    [
        (IssueCodes.Inactive, static (isInactive, _) => !isInactive),
        (IssueCodes.NoPrice, static (_, price) => price is not null),
        (IssueCodes.ZeroPrice, static (_, price) => price > 0),
    ];

    /// <summary>The checks of an entry as the catalogue has it; the last one is whether listings and orders take it too.</summary>
    public static IReadOnlyList<SaleCheck> Of(CatalogEntry entry)
    {
        bool isReached = true;
        List<SaleCheck> checks = [];
        foreach ((string code, Func<bool, decimal?, bool> passes) in Rules)
        {
            bool passed = passes(!entry.Active, entry.Price?.Amount);
            checks.Add(new SaleCheck(code, isReached ? passed : null));
            isReached &= passed;
        }

        checks.Add(new SaleCheck(IssueCodes.BelowMinimum, isReached ? entry.Offered : null));
        return checks;
    }

    /// <summary>Why an article cannot be sold; null when it can.</summary>
    internal static string? FirstFailed(bool isInactive, decimal? price)
    {
        foreach ((string code, Func<bool, decimal?, bool> passes) in Rules)
        {
            if (!passes(isInactive, price))
            {
                return code;
            }
        }

        return null;
    }
}

/// <summary>One check.</summary>
/// <param name="Code">The reason that it gives when it fails, for example <c>NO_PRICE</c>.</param>
/// <param name="Passed">Whether it passed; null when an earlier one failed.</param>
public sealed record SaleCheck(string Code, bool? Passed);
