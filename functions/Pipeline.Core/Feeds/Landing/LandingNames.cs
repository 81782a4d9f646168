using System.Globalization;
using Pipeline.Core.Catalog.Facts;

namespace Pipeline.Core.Feeds.Landing;

/// <summary>Names of blobs in the landing container.</summary>
/// <remarks>
/// <c>{distributor}/{feed}/{yyyy}/{MM}/{dd}/{HHmmss}-{hash8}.{ext}</c>, by the time of the file in UTC: the
/// same file landed twice takes the same name.
/// </remarks>
public static class LandingNames
{
    /// <summary>Name of the container.</summary>
    public const string Container = "landing";

    /// <summary>The name that a file takes.</summary>
    /// <param name="feed">The feed.</param>
    /// <param name="fileTime">Time of the file.</param>
    /// <param name="sha256">SHA-256 of its bytes, hexadecimal.</param>
    /// <param name="remotePath">Path at the source: its extension is kept (letters and digits, at most 8).</param>
    public static string Of(FeedId feed, DateTimeOffset fileTime, string sha256, string remotePath)
    {
        string extension = new([.. Path.GetExtension(remotePath).Skip(1).Where(char.IsAsciiLetterOrDigit).Take(8)]);
        string stamp = fileTime.UtcDateTime.ToString("yyyy'/'MM'/'dd'/'HHmmss", CultureInfo.InvariantCulture);
        string name = $"{feed.Distributor}/{feed.KindName}/{stamp}-{sha256[..8]}";
        return extension.Length == 0 ? name : $"{name}.{extension.ToLowerInvariant()}";
    }

    /// <summary>The feed that a blob belongs to: the first two parts of its name; false when it has none.</summary>
    public static bool TryGetFeed(string blob, out FeedId feed)
    {
        string[] parts = blob.Split('/', 3);
        feed = default;
        return parts.Length == 3 && parts[2].Length > 0 && FeedId.TryParse(parts[0], parts[1], out feed);
    }

    /// <summary>Container and name, as provenance shows it.</summary>
    public static string WithContainer(string blob) => $"{Container}/{blob}";

    /// <summary>The name of a blob whose container stands before it; null for anything else.</summary>
    public static string? WithoutContainer(string? file) =>
        file is not null && file.StartsWith(Container + "/", StringComparison.Ordinal) ? file[(Container.Length + 1)..] : null;
}
