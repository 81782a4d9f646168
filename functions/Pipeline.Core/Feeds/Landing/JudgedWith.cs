using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Feeds.Profiles;
using Pipeline.Core.Feeds.Reading;

namespace Pipeline.Core.Feeds.Landing;

/// <summary>What a verdict on a file rests on beside its bytes: the layout, the builds that read and judge it, and the file applied.</summary>
/// <remarks>A refused file is judged again when one of them has changed, and not before.</remarks>
public sealed partial class JudgedWith(IFeedProfileCatalog profiles, IFeedReader reader)
{
    /// <summary>A mark that is equal while nothing has changed.</summary>
    /// <param name="record">Where the feed stands.</param>
    /// <param name="profile">Name of the profile, or null for the feed's own; its content counts, not its name.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task<string> FindAsync(FeedRecord record, string? profile, CancellationToken cancellationToken)
    {
        string builds = $"{typeof(JudgedWith).Module.ModuleVersionId} {reader.GetType().Module.ModuleVersionId} {record.Accepted?.Sequence}";
        byte[] content = Encoding.UTF8.GetBytes($"{builds} {await LayoutAsync(record.Feed, profile, cancellationToken)}");
        return Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 16));
    }

    // A layout that is none is one more state of it: what is wrong with it stands for it.
    private async Task<string> LayoutAsync(FeedId feed, string? name, CancellationToken cancellationToken)
    {
        try
        {
            FeedProfile profile = await profiles.FindAsync(feed, name, cancellationToken);
            return JsonSerializer.Serialize(profile with { Name = string.Empty }, Json.Default.FeedProfile);
        }
        catch (FeedRefusedException invalid)
        {
            return invalid.Message;
        }
    }

    [JsonSerializable(typeof(FeedProfile))]
    private sealed partial class Json : JsonSerializerContext;
}
