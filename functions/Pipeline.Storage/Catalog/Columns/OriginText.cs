using System.Globalization;
using Pipeline.Core.Catalog;
using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Feeds.Landing;

namespace Pipeline.Storage.Catalog.Columns;

/// <summary>A field's origin as one short column.</summary>
/// <remarks>
/// Blob name without the distributor, line, first and last byte (<c>2026/03/10/060000-1a2b3c4d.csv:2:812:1160</c>), or page and
/// index (<c>…:p2:15</c>). The name begins with the feed and a slash before it (<c>/catalog/2026/…</c>), unless that is the one
/// that stated the field in the first version of the table: price, or stock for what the stock feed states.
/// </remarks>
internal static class OriginText
{
    public static string Of(FeedId feed, string blob, RowOrigin row)
    {
        string distributor = feed.Distributor + '/';
        string usual = $"{feed}/";
        string name = feed.Kind is FeedKind.Price or FeedKind.Stock && blob.StartsWith(usual, StringComparison.Ordinal) ? blob[usual.Length..]
            : blob.StartsWith(distributor, StringComparison.Ordinal) ? blob[(distributor.Length - 1)..] : blob;
        return row.Page > 0
            ? string.Create(CultureInfo.InvariantCulture, $"{name}:p{row.Page}:{row.Index}")
            : string.Create(CultureInfo.InvariantCulture, $"{name}:{row.Line}:{row.FirstByte}:{row.LastByte}");
    }

    /// <summary>Reads an origin; null when there is none.</summary>
    /// <param name="usual">The feed that it is of where it does not say.</param>
    /// <param name="text">The column.</param>
    public static FieldOrigin? Parse(FeedId usual, string? text)
    {
        string[] parts = text?.Split(':') ?? [];
        bool isPage = parts.Length > 2 && parts[^2].StartsWith('p');
        int places = isPage ? 2 : 3;
        if (parts.Length <= places)
        {
            return null;
        }

        string name = string.Join(':', parts[..^places]);
        string blob = name.StartsWith('/') ? usual.Distributor + name : $"{usual}/{name}";
        RowOrigin row = isPage
            ? RowOrigin.OnPage((int)Number(parts[^2][1..]), (int)Number(parts[^1]))
            : new RowOrigin(Number(parts[^3]), Number(parts[^2]), Number(parts[^1]));
        return new FieldOrigin(LandingNames.WithContainer(blob), row);
    }

    private static long Number(string text) => long.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
