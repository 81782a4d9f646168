using Pipeline.Core.Catalog;
using Pipeline.Core.Catalog.Facts;
using Pipeline.Functions.Executions;
using Pipeline.Partners.Feeds;

namespace Pipeline.Functions.Feeds;

/// <summary>What a layout reads of a sample file.</summary>
public sealed record FeedCheckView
{
    /// <summary>accept, hold or refuse: what would become of the file as a whole if it came first and now.</summary>
    public required string Verdict { get; init; }

    /// <summary>Code of the reason to hold or refuse it, or null.</summary>
    public string? Code { get; init; }

    /// <summary>That reason in a sentence, or null.</summary>
    public string? Reason { get; init; }

    /// <summary>In which the file was read, or null when it cannot be read.</summary>
    public string? Encoding { get; init; }

    /// <summary>Columns of the header that the layout does not know.</summary>
    public IReadOnlyList<string> UnknownColumns { get; init; } = [];

    /// <summary>Outcome of the rows.</summary>
    public required ExecutionCounts Counts { get; init; }

    /// <summary>The first twenty articles or categories, in the order of the file.</summary>
    public IReadOnlyList<CheckedRow> First { get; init; } = [];

    /// <summary>The first hundred findings, in the order of the file.</summary>
    public IReadOnlyList<ItemView> Findings { get; init; } = [];

    /// <summary>The view of a report.</summary>
    public static FeedCheckView Of(FeedProfileReport report) => new()
    {
        Verdict = report.Verdict.Decision.ToString().ToLowerInvariant(),
        Code = report.Verdict.Code,
        Reason = report.Verdict.Reason,
        Encoding = report.Statistics.Encoding,
        UnknownColumns = report.Statistics.UnknownColumns,
        Counts = ExecutionCounts.Of(report.Counts),
        First = [.. report.First.Select(CheckedRow.Of)],
        Findings = [.. report.Findings.Select(ItemView.Of)],
    };

    /// <summary>What was read of an article (its rows folded into one) or a category; what a file of its kind does not say is null.</summary>
    public sealed record CheckedRow
    {
        /// <summary>Line of its first row, the first line of the file being 1; null in the answer of an API.</summary>
        public long? Line { get; init; }

        /// <summary>Page of its first record in the answer of an API, from 1; else null.</summary>
        public int? Page { get; init; }

        /// <summary>Place of the record in its page, from 0; else null.</summary>
        public int? Index { get; init; }

        /// <summary>Article number as compared, or code of the category.</summary>
        public required string Key { get; init; }

        /// <summary>The vendor's part number.</summary>
        public string? Mpn { get; init; }

        /// <summary>Validated GTIN.</summary>
        public string? Gtin { get; init; }

        /// <summary>Brand.</summary>
        public string? Brand { get; init; }

        /// <summary>Short description.</summary>
        public string? Description { get; init; }

        /// <summary>Net purchase price.</summary>
        public Money? Price { get; init; }

        /// <summary>Recommended retail price.</summary>
        public Money? RetailPrice { get; init; }

        /// <summary>Pieces in the country's warehouses.</summary>
        public int? Local { get; init; }

        /// <summary>Pieces in the central warehouse.</summary>
        public int? Central { get; init; }

        /// <summary>Next delivery, as the file says.</summary>
        public Delivery? NextDelivery { get; init; }

        /// <summary>Names of the category from the first level to the last, or its code.</summary>
        public IReadOnlyList<string> Category { get; init; } = [];

        /// <summary>The view of an article or category.</summary>
        public static CheckedRow Of(FeedChange change) => new()
        {
            Line = change.Origin.Page > 0 ? null : change.Origin.Line,
            Page = change.Origin.Page > 0 ? change.Origin.Page : null,
            Index = change.Origin.Page > 0 ? change.Origin.Index : null,
            Key = change.Key,
            Mpn = change.Facts.Product?.Mpn,
            Gtin = change.Facts.Product?.Gtin,
            Brand = change.Facts.Product?.Brand,
            Description = change.Facts.Product?.Description,
            Price = MoneyOf(change.Facts.Price?.Price, change.Facts.Price?.Currency),
            RetailPrice = MoneyOf(change.Facts.Price?.RetailPrice, change.Facts.Price?.Currency),
            Local = change.Facts.Stock?.Local,
            Central = change.Facts.Stock?.Central,
            NextDelivery = change.Facts.Stock?.NextDelivery,
            Category = change.Facts switch
            {
                { Category: { } path } => [.. path.Levels.Select(static level => level.Name ?? level.Code ?? string.Empty)],
                { Product.Category: { Names.Count: > 0 } names } => names.Names,
                { Product.Category.Code: { } code } => [code],
                _ => [],
            },
        };

        private static Money? MoneyOf(decimal? amount, string? currency) => amount is { } known ? new Money(known, currency!) : null;
    }
}
