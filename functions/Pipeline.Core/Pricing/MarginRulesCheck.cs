using Pipeline.Core.Issues;

namespace Pipeline.Core.Pricing;

/// <summary>Says everything that is wrong with margin rules, each fault with a JSON pointer to its place.</summary>
/// <param name="distributors">Codes of the distributors that there are; null to take any.</param>
public sealed class MarginRulesCheck(IReadOnlyList<string>? distributors)
{
    /// <summary>Most rules.</summary>
    public const int MaxRules = 1000;

    private const int MaxId = 40;
    private const int MaxName = 100;
    private const decimal MaxAmount = 1_000_000_000;
    private const decimal MaxPercent = 10_000;

    /// <summary>Checks rules; none is wrong when the answer is empty.</summary>
    public IReadOnlyList<Issue> Check(MarginRules rules)
    {
        if (rules.Rules is not { } all)
        {
            return [Missing("/rules")];
        }

        if (all.Count > MaxRules)
        {
            return [new Issue(IssueCodes.RuleCount, "/rules", $"{all.Count}").With("limit", MaxRules)];
        }

        HashSet<string> ids = new(StringComparer.Ordinal);
        return [.. all.SelectMany((rule, index) => Check(rule, $"/rules/{index}", ids))];
    }

    private IEnumerable<Issue> Check(MarginRule? rule, string place, HashSet<string> ids)
    {
        if (rule is null)
        {
            return [Missing(place)];
        }

        IEnumerable<Issue?> faults =
        [
            rule.Id is null ? Missing($"{place}/id") : Text($"{place}/id", rule.Id, MaxId),
            rule.Id is null || ids.Add(rule.Id) ? null : new Issue(IssueCodes.RuleIdTwice, $"{place}/id", rule.Id),
            rule.Distributor is null || distributors?.Contains(rule.Distributor, StringComparer.Ordinal) is not false
                ? null
                : new Issue(IssueCodes.DistributorUnknown, $"{place}/distributor", rule.Distributor).Expecting(string.Join(", ", distributors!)),
            Text($"{place}/category", rule.Category, MaxName),
            Text($"{place}/brand", rule.Brand, MaxName),
            Range($"{place}/costFrom", rule.CostFrom, 0, MaxAmount),
            Range($"{place}/costBelow", rule.CostBelow, 0, MaxAmount),
            rule.CostBelow <= rule.CostFrom
                ? new Issue(IssueCodes.RuleRangeEmpty, $"{place}/costBelow", $"{rule.CostBelow:G29}").Expecting(rule.CostFrom)
                : null,
            Range($"{place}/percent", rule.Percent, -100, MaxPercent),
            Range($"{place}/fixed", rule.Fixed, -MaxAmount, MaxAmount),
            Currency($"{place}/currency", rule),
            .. Rounding($"{place}/rounding", rule.Rounding),
            Range($"{place}/floor/price", rule.Floor?.Price, 0, MaxAmount),
            Range($"{place}/floor/marginPercent", rule.Floor?.MarginPercent, -100, MaxPercent),
            Range($"{place}/floor/marginAmount", rule.Floor?.MarginAmount, -MaxAmount, MaxAmount),
        ];
        return faults.OfType<Issue>();
    }

    private static IEnumerable<Issue?> Rounding(string place, PriceRounding? rounding) =>
    [
        rounding?.Mode is not { } mode || PriceRounding.Modes.Contains(mode, StringComparer.Ordinal)
            ? null
            : new Issue(IssueCodes.RoundingUnknown, $"{place}/mode", mode).Expecting(string.Join(", ", PriceRounding.Modes)),
        Range($"{place}/step", rounding?.Step, 0.0001m, MaxAmount),
        Range($"{place}/ending", rounding?.Ending, 0, MaxAmount),
        rounding is { Mode: PriceRounding.EndingIn, Ending: null } ? Missing($"{place}/ending") : null,
    ];

    private static Issue? Currency(string place, MarginRule rule)
    {
        decimal?[] amounts = [rule.CostFrom, rule.CostBelow, rule.Fixed, rule.Floor?.Price, rule.Floor?.MarginAmount];
        return rule.Currency switch
        {
            null when Array.Exists(amounts, static amount => amount is not null) => new Issue(IssueCodes.RuleCurrencyMissing, place, null),
            { } code when code.Length != 3 || code.AsSpan().ContainsAnyExceptInRange('A', 'Z') => new Issue(IssueCodes.RuleCurrencyInvalid, place, code),
            _ => null,
        };
    }

    private static Issue? Text(string place, string? text, int limit) => text switch
    {
        null => null,
        _ when string.IsNullOrWhiteSpace(text) => Missing(place),
        _ when text.Length > limit => new Issue(IssueCodes.TextTooLong, place, text).With("length", text.Length).With("limit", limit),
        _ when text.Any(char.IsControl) => new Issue(IssueCodes.CharacterNotAllowed, place, null),
        _ => null,
    };

    private static Issue? Range(string place, decimal? value, decimal from, decimal to) => value < from || value > to
        ? new Issue(IssueCodes.RuleNumberInvalid, place, $"{value:G29}").With("from", from).With("to", to)
        : null;

    private static Issue Missing(string place) => new Issue(IssueCodes.ValueMissing, place, null).With("member", place[(place.LastIndexOf('/') + 1)..]);
}
