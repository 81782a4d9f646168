using System.Globalization;
using Pipeline.Core.Catalog;
using Pipeline.Core.Feeds;
using Pipeline.Core.Feeds.Landing;
using Pipeline.Core.Feeds.Reading;

namespace Pipeline.Storage.Catalog;

/// <summary>A field's origin as one short column: blob name without distributor and kind, line, first and last byte.</summary>
internal static class OriginText
{
    public static string Of(FeedId feed, string blob, RowOrigin row)
    {
        string prefix = Prefix(feed);
        string name = blob.StartsWith(prefix, StringComparison.Ordinal) ? blob[prefix.Length..] : blob;
        return string.Create(CultureInfo.InvariantCulture, $"{name}:{row.Line}:{row.FirstByte}:{row.LastByte}");
    }

    public static FieldOrigin? Parse(FeedId feed, string? text)
    {
        string[] parts = text?.Split(':') ?? [];
        if (parts.Length < 4)
        {
            return null;
        }

        string name = string.Join(':', parts[..^3]);
        var row = new RowOrigin(Number(parts[^3]), Number(parts[^2]), Number(parts[^1]));
        return new FieldOrigin(LandingNames.WithContainer(Prefix(feed) + name), row);
    }

    private static string Prefix(FeedId feed) => $"{feed.Distributor}/{feed.KindName}/";

    private static long Number(string text) => long.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
