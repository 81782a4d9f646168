using Azure.Data.Tables;
using Pipeline.Core.Catalog.Facts;

namespace Pipeline.Storage.Catalog.Columns;

/// <summary>The columns in which a row keeps where it stands with one feed.</summary>
/// <param name="Source">Origin of the article, by the record that brought it.</param>
/// <param name="Sequence">Number of the accepted file that last changed it.</param>
/// <param name="Absent">Number of the first file that missed it; 0 when the last one names it.</param>
/// <param name="Inactive">Whether three files in a row have missed it.</param>
internal sealed record ListState(string Source, string Sequence, string Absent, string Inactive)
{
    /// <summary>The feed of prices, which may be that of the articles.</summary>
    public static ListState Price { get; } = new("PriceSource", "PriceSequence", "AbsentSince", "Inactive");

    /// <summary>The feed of products where it is another one.</summary>
    public static ListState Catalog { get; } = new("CatalogSource", "CatalogSequence", "CatalogAbsentSince", "CatalogInactive");

    /// <summary>The stock feed.</summary>
    public static ListState Stock { get; } = new("StockSource", "StockSequence", "StockAbsentSince", "StockExpired");

    /// <summary>The columns of a feed that lists articles.</summary>
    public static ListState Of(FeedKind feed) => feed switch
    {
        FeedKind.Price => Price,
        FeedKind.Catalog => Catalog,
        FeedKind.Stock => Stock,
        _ => throw new ArgumentOutOfRangeException(nameof(feed), feed, "The feed does not list articles."),
    };

    /// <summary>The columns to merge when an article has been absent for three files.</summary>
    public void Expire(TableEntity entity, long sequence)
    {
        entity[Inactive] = true;
        entity[Sequence] = sequence;
    }

    /// <summary>Number of the first file that missed the article; 0 when the last one names it.</summary>
    public long AbsentSince(TableEntity entity) => entity.GetInt64(Absent) ?? 0;

    /// <summary>Number of the file that last changed it, or 0.</summary>
    public long SequenceOf(TableEntity entity) => entity.GetInt64(Sequence) ?? 0;

    /// <summary>Whether three files in a row have missed it.</summary>
    public bool IsExpired(TableEntity entity) => entity.GetBoolean(Inactive) ?? false;
}
