using System.Globalization;
using Pipeline.Core.Catalog.Facts;
using Pipeline.Storage.Catalog;

namespace Pipeline.Storage.Feeds;

/// <summary>The keys of the tables <c>Feeds</c> and <c>FeedFiles</c>.</summary>
/// <remarks>
/// Feeds: partition = distributor, row = kind. FeedFiles: partition = distributor and kind, row = reversed time of the blob's
/// name and the name, so that the youngest file comes first.
/// </remarks>
internal static class FeedKeys
{
    public const string Feeds = "Feeds";
    public const string Files = "FeedFiles";
    public const string Details = "feed-details";
    public const string Reports = "feed-reports";
    public const string Locks = "feed-locks";
    private const long LastStamp = 99_991_231_235_959;

    public static string FilesPartition(FeedId feed) => $"{TableKeys.Escape(feed.Distributor)}|{feed.KindName}";

    public static string FileRow(FeedId feed, string blob)
    {
        string name = blob[(feed.Distributor.Length + feed.KindName.Length + 2)..];
        long stamp = StampOf(name);
        return string.Create(CultureInfo.InvariantCulture, $"{LastStamp - stamp:D14}|{TableKeys.Escape(name)}");
    }

    // A name that an operator chose has no time in it: such files come last.
    private static long StampOf(string name)
    {
        string digits = name.Length >= 17 ? string.Concat(name.AsSpan(0, 4), name.AsSpan(5, 2), name.AsSpan(8, 2), name.AsSpan(11, 6)) : string.Empty;
        return digits.All(char.IsAsciiDigit) && long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out long stamp)
            ? stamp
            : 0;
    }
}
