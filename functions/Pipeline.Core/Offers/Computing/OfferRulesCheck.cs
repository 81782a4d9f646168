using Pipeline.Core.Channels;
using Pipeline.Core.Issues;
using Pipeline.Core.Pricing;

namespace Pipeline.Core.Offers.Computing;

/// <summary>Says everything that is wrong with the rules of a store, each fault with a JSON pointer to its place.</summary>
public static class OfferRulesCheck
{
    private const int MaxId = 40;
    private const int MaxRules = 1000;

    /// <summary>Checks rules; none is wrong when the answer is empty.</summary>
    public static IReadOnlyList<Issue> Check(Store store, OfferRules rules)
    {
        HashSet<string> known = [OfferCalculator.DefaultChannel, .. store.Channels];
        HashSet<string> ids = new(StringComparer.Ordinal);
        HashSet<string> channels = new(StringComparer.Ordinal);
        return
        [
            .. (rules.Discounts?.Count > MaxRules ? [new Issue(IssueCodes.RuleCount, "/discounts", $"{rules.Discounts.Count}").With("limit", MaxRules)] : Array.Empty<Issue>()),
            .. (rules.Discounts ?? []).SelectMany((rule, index) => Discount(rule, $"/discounts/{index}", ids, known)).OfType<Issue>(),
            .. (rules.Channels ?? []).SelectMany((rule, index) => Channel(rule, $"/channels/{index}", channels, store)).OfType<Issue>(),
        ];
    }

    private static IEnumerable<Issue?> Discount(DiscountRule rule, string place, HashSet<string> ids, HashSet<string> channels) =>
    [
        rule.Id is not { Length: > 0 and <= MaxId } id ? Missing($"{place}/id", "id") : ids.Add(id) ? null : new Issue(IssueCodes.RuleIdTwice, $"{place}/id", id),
        rule.Percent is > 0 and < 100 ? null : Range($"{place}/percent", rule.Percent, 0, 100),
        rule.To < rule.From ? new Issue(IssueCodes.RuleRangeEmpty, $"{place}/to", $"{rule.To:O}").Expecting($"{rule.From:O}") : null,
        .. (rule.Channels ?? []).Where(channel => !channels.Contains(channel))
            .Select(channel => new Issue(IssueCodes.OfferChannelUnknown, $"{place}/channels", channel).Expecting(string.Join(", ", channels.Order(StringComparer.Ordinal)))),
    ];

    private static IEnumerable<Issue?> Channel(ChannelRule rule, string place, HashSet<string> seen, Store store) =>
    [
        rule.Channel is not { Length: > 0 } code ? Missing($"{place}/channel", "channel")
            : !store.Channels.Contains(code, StringComparer.Ordinal) ? new Issue(IssueCodes.OfferChannelUnknown, $"{place}/channel", code).Expecting(string.Join(", ", store.Channels))
            : seen.Add(code) ? null : new Issue(IssueCodes.RuleIdTwice, $"{place}/channel", code),
        rule.Percent is null or (> -100 and <= 1000) ? null : Range($"{place}/percent", rule.Percent, -100, 1000),
        rule.Rounding?.Mode is not { } mode || PriceRounding.Modes.Contains(mode, StringComparer.Ordinal)
            ? null
            : new Issue(IssueCodes.RoundingUnknown, $"{place}/rounding/mode", mode).Expecting(string.Join(", ", PriceRounding.Modes)),
        rule.Rounding is { Step: <= 0 } ? Range($"{place}/rounding/step", rule.Rounding.Step, 0.0001m, 1_000_000) : null,
        rule.Rounding is { Mode: PriceRounding.EndingIn, Ending: null } ? Missing($"{place}/rounding/ending", "ending") : null,
    ];

    private static Issue Missing(string place, string member) => new Issue(IssueCodes.ValueMissing, place, null).With("member", member);

    private static Issue Range(string place, decimal? value, decimal from, decimal to) =>
        new Issue(IssueCodes.RuleNumberInvalid, place, $"{value:G29}").With("from", from).With("to", to);
}
