namespace Pipeline.Core.Orders.Sourcing;

/// <summary>Chooses distributors for the lines of an order. Pure: the same lines and rules give the same choice.</summary>
/// <remarks>
/// Every set of distributors is tried, and the best plan wins: fewest pieces that are not in stock, one distributor where the
/// order may not be split, then the rules in their order, then the codes. Within a set each line goes where the rules send it.
/// </remarks>
internal static class SourcingChoice
{
    /// <summary>More distributors than this are tried one by one and all together; every set of them would be too many.</summary>
    private const int SetsLimit = 10;

    private const int Never = 100_000;

    /// <summary>The choice.</summary>
    /// <param name="wishes">Lines, each with at least one eligible candidate.</param>
    /// <param name="rules">The rules.</param>
    /// <param name="mayNotSplit">Whether the order must come in one shipment.</param>
    /// <param name="today">The day from which deliveries are counted.</param>
    public static IReadOnlyList<SourcingPart> Choose(
        IReadOnlyList<SourcingWish> wishes, SourcingRules rules, bool mayNotSplit, DateOnly today)
    {
        string[] distributors = [.. wishes.SelectMany(static wish => wish.Eligible).Select(static candidate => candidate.Distributor)
            .Distinct().Order(StringComparer.Ordinal)];
        return SetsOf(distributors)
            .Where(set => wishes.All(wish => wish.Eligible.Any(candidate => set.Contains(candidate.Distributor))))
            .Select(set => new Plan(wishes, set, rules, mayNotSplit, today))
            .MinBy(static plan => plan, Comparer<Plan>.Create(Plan.Compare))?.Parts ?? [];
    }

    /// <summary>The first rule by which one candidate goes before another for some pieces, or null when only the code tells them apart.</summary>
    public static string? Decider(SourcingCandidate one, SourcingCandidate other, int quantity, SourcingRules rules, DateOnly today) =>
        rules.Order.FirstOrDefault(rule => ValueOf(rule, one, quantity, rules, today) < ValueOf(rule, other, quantity, rules, today));

    private static decimal ValueOf(string rule, SourcingCandidate candidate, int quantity, SourcingRules rules, DateOnly today) => rule switch
    {
        SourcingRules.Cheapest => candidate.Cost + (candidate.Freight / quantity),
        SourcingRules.Earliest => candidate.Available >= quantity ? 0
            : candidate.Entry.NextDelivery is { } delivery ? Math.Max(1, delivery.Date.DayNumber - today.DayNumber) : Never,
        SourcingRules.PreferredFirst => rules.Preferred.Contains(candidate.Distributor) ? rules.Preferred.TakeWhile(code => code != candidate.Distributor).Count() : rules.Preferred.Count,
        _ => 0,
    };

    private static IEnumerable<HashSet<string>> SetsOf(string[] distributors)
    {
        if (distributors.Length > SetsLimit)
        {
            return distributors.Select(static one => new HashSet<string> { one }).Append([.. distributors]);
        }

        return Enumerable.Range(1, (1 << distributors.Length) - 1)
            .Select(bits => distributors.Where((_, index) => (bits & (1 << index)) != 0).ToHashSet(StringComparer.Ordinal));
    }

    /// <summary>What a set of distributors would bring, and how good that is.</summary>
    private sealed class Plan
    {
        private readonly List<decimal> scores;
        private readonly string codes;

        public Plan(IReadOnlyList<SourcingWish> wishes, HashSet<string> set, SourcingRules rules, bool mayNotSplit, DateOnly today)
        {
            Dictionary<(string, string), int> left = [];
            List<SourcingPart> parts = [];
            int missing = 0;
            foreach (SourcingWish wish in wishes)
            {
                SourcingCandidate[] ranked =
                [
                    .. Ranked(wish.Eligible.Where(candidate => set.Contains(candidate.Distributor))
                        .Select(candidate => candidate with { Available = left.GetValueOrDefault(candidate.Article, candidate.Available) })),
                ];
                List<SourcingPart> chosen = Fill(wish, ranked, mayNotSplit);
                missing += chosen.Sum(static part => part.Quantity > part.Candidate.Available ? part.Quantity : 0);
                chosen.ForEach(part => left[part.Candidate.Article] = Math.Max(0, part.Candidate.Available - part.Quantity));
                parts.AddRange(chosen);

                IEnumerable<SourcingCandidate> Ranked(IEnumerable<SourcingCandidate> candidates) => rules.Order
                    // Freight is of the whole shipment: which set pays it is compared afterwards.
                    .Aggregate(
                        candidates.OrderBy(static _ => 0),
                        (ordered, rule) => ordered.ThenBy(candidate => ValueOf(rule, candidate with { Freight = 0 }, wish.Quantity, rules, today)))
                    .ThenBy(static candidate => candidate.Distributor, StringComparer.Ordinal).ThenBy(static candidate => candidate.Entry.Sku, StringComparer.Ordinal);
            }

            Parts = parts;
            string[] used = [.. parts.Select(static part => part.Candidate.Distributor).Distinct().Order(StringComparer.Ordinal)];
            decimal freight = parts.DistinctBy(static part => part.Candidate.Distributor).Sum(static part => part.Candidate.Freight);
            codes = string.Join(' ', used);
            scores =
            [
                missing,
                mayNotSplit ? used.Length : 0,
                .. rules.Order.Select(rule => rule switch
                {
                    SourcingRules.FewestShipments => used.Length,
                    SourcingRules.Cheapest => freight + parts.Sum(static part => part.Candidate.Cost * part.Quantity),
                    _ => parts.Sum(part => ValueOf(rule, part.Candidate, part.Quantity, rules, today) * part.Quantity),
                }),
            ];
        }

        public IReadOnlyList<SourcingPart> Parts { get; }

        public static int Compare(Plan one, Plan other) => one.scores.Zip(other.scores, static (score, against) => score.CompareTo(against))
            .FirstOrDefault(static order => order != 0) is var decided and not 0 ? decided : string.CompareOrdinal(one.codes, other.codes);

        /// <summary>The first that has all; else those that have all together; else the first, which has to order it back.</summary>
        private static List<SourcingPart> Fill(SourcingWish wish, SourcingCandidate[] ranked, bool mayNotSplit)
        {
            if (Array.Find(ranked, candidate => candidate.Available >= wish.Quantity) is { } whole)
            {
                return [new SourcingPart(wish, whole, wish.Quantity)];
            }

            // A purchase order has one article a line.
            SourcingCandidate[] sharing = [.. ranked.Where(static candidate => candidate.Available > 0).DistinctBy(static candidate => candidate.Distributor)];
            if (mayNotSplit || sharing.Sum(static candidate => (long)candidate.Available) < wish.Quantity)
            {
                return [new SourcingPart(wish, ranked[0], wish.Quantity)];
            }

            List<SourcingPart> parts = [];
            int open = wish.Quantity;
            foreach (SourcingCandidate candidate in sharing.TakeWhile(_ => open > 0))
            {
                parts.Add(new SourcingPart(wish, candidate, Math.Min(open, candidate.Available)));
                open -= parts[^1].Quantity;
            }

            return parts;
        }
    }
}
