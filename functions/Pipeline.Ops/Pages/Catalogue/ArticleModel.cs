using Pipeline.Core.Catalog;
using Pipeline.Ops.Views;

namespace Pipeline.Ops.Pages.Catalogue;

/// <summary>One article.</summary>
/// <param name="Row">What lists say of it too.</param>
/// <param name="Why">Whether it is on sale, check by check.</param>
/// <param name="Offers">All distributors' offers of the same product, its own included.</param>
public sealed record ArticleModel(ArticleRow Row, WhyPanelModel Why, IReadOnlyList<ArticleRow> Offers)
{
    /// <summary>Whether the last accepted file does not name it any more.</summary>
    public bool IsAbsent { get; init; }

    /// <summary>Where its fields come from, by name.</summary>
    public IReadOnlyList<FieldSource> Sources { get; init; } = [];

    /// <summary>How its price and stock have changed.</summary>
    public required Panel<ArticleHistoryView> History { get; init; }

    /// <summary>What the distributor just said; null before it was asked.</summary>
    public LiveOffer? Live { get; init; }

    /// <summary>Why the distributor cannot be asked, in a sentence; null when it can.</summary>
    public string? CannotAsk { get; init; }
}

/// <summary>Where a field comes from.</summary>
/// <param name="Field">Its name in the catalogue.</param>
/// <param name="Origin">File and place.</param>
public sealed record FieldSource(string Field, Provenance Origin);

/// <summary>What a distributor says of an article this moment.</summary>
/// <param name="At">When it answered, UTC.</param>
/// <param name="Status"><c>OK</c>, or why there is no answer.</param>
/// <param name="Price">Its price, or null.</param>
/// <param name="Available">Pieces in all its warehouses, or null.</param>
/// <param name="Exchange">The recorded exchange, or null.</param>
public sealed record LiveOffer(DateTimeOffset At, string Status, Money? Price, int? Available, string? Exchange)
{
    private const int Parts = 5;

    /// <summary>In one line, as the audit log keeps it.</summary>
    public override string ToString() => FormattableString.Invariant($"{Status}, {Price?.Amount:0.######}, {Price?.Currency}, {Available}, {Exchange}");

    /// <summary>Reads the line of an audit entry; null for another one.</summary>
    public static LiveOffer? Read(string? line, DateTimeOffset at)
    {
        string[] parts = line?.Split(", ") ?? [];
        if (parts.Length != Parts)
        {
            return null;
        }

        System.Globalization.CultureInfo invariant = System.Globalization.CultureInfo.InvariantCulture;
        return new LiveOffer(
            at, parts[0], decimal.TryParse(parts[1], invariant, out decimal amount) ? new Money(amount, parts[2]) : null,
            int.TryParse(parts[3], invariant, out int available) ? available : null, parts[4].Length == 0 ? null : parts[4]);
    }
}
