using System.Globalization;
using Pipeline.Core.Issues;

namespace Pipeline.Core.Orders.Sourcing;

/// <summary>Says why a distributor was chosen for a line, and why not each of the others.</summary>
/// <param name="rules">The rules.</param>
/// <param name="currency">The base currency.</param>
/// <param name="today">The day from which deliveries are counted.</param>
internal sealed class SourcingReasons(SourcingRules rules, string currency, DateOnly today)
{
    /// <summary>One sentence for the timeline; null when there was nothing to choose.</summary>
    /// <param name="wish">The line.</param>
    /// <param name="parts">What was chosen for it; nothing when nobody was left.</param>
    public string? Of(SourcingWish wish, IReadOnlyList<SourcingPart> parts)
    {
        if (wish.Candidates.Count < 2 && parts.Count > 0)
        {
            return null;
        }

        string taken = parts.Count == 0 ? "nobody is left" : string.Join(" and ", parts.Select(Text));
        string[] others = [.. wish.Candidates
            .Where(candidate => !parts.Any(part => part.Candidate.Article == candidate.Article))
            .Select(candidate => $"{candidate.Name}{Cost(candidate)}: {WhyNot(candidate, parts)}")];
        return $"Line {wish.Line.LineNumber}: {taken}.{(others.Length > 0 ? $" Not {string.Join("; ", others)}." : string.Empty)}";

        string Text(SourcingPart part) => string.Create(
            CultureInfo.InvariantCulture,
            $"{part.Quantity} from {part.Candidate.Name}{Cost(part.Candidate)}, {(part.Candidate.Available >= part.Quantity ? "in stock" : "to be ordered back")}");
    }

    /// <summary>Why a line cannot be bought as a candidate, in few words.</summary>
    public static string Obstacle(Issue obstacle) => $"{obstacle.Code}, {obstacle.Cause.TrimEnd('.')}";

    private string Cost(SourcingCandidate candidate) => candidate.Obstacle is not null ? string.Empty : string.Create(
        CultureInfo.InvariantCulture,
        $" ({candidate.Cost:0.00##} {currency}{(candidate.Freight > 0 ? $" and {candidate.Freight:0.00##} freight" : string.Empty)})");

    private string WhyNot(SourcingCandidate candidate, IReadOnlyList<SourcingPart> parts)
    {
        if (candidate.Obstacle is { } obstacle)
        {
            return Obstacle(obstacle);
        }

        SourcingPart chosen = parts[0];
        if (candidate.Available < chosen.Wish.Quantity && chosen.Candidate.Available >= chosen.Quantity)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{candidate.Available} of {chosen.Wish.Quantity} free");
        }

        return SourcingChoice.Decider(chosen.Candidate, candidate, chosen.Quantity, rules, today) switch
        {
            SourcingRules.Cheapest => "dearer",
            SourcingRules.Earliest => "later",
            SourcingRules.PreferredFirst => "less preferred",
            _ when rules.Order.Contains(SourcingRules.FewestShipments) && candidate.Distributor != chosen.Candidate.Distributor => "equal, or one more shipment",
            _ => "equal",
        };
    }
}
