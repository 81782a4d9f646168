using System.Globalization;
using Pipeline.Core.Feeds;
using Pipeline.Functions.Settings;
using Pipeline.Functions.Settings.Rules;
using Pipeline.Partners.Transport;

namespace Pipeline.Functions.Feeds;

/// <summary>What the settings say of the feeds.</summary>
public sealed class ConfiguredFeeds(PipelineSettings settings)
{
    /// <summary>The distributor Ingram Micro in addresses and keys.</summary>
    public const string IngramMicro = "ingram-micro";

    /// <summary>Every feed that exists, fetched or not: files may also be landed by hand.</summary>
    public IReadOnlyList<FeedId> All { get; } =
    [
        new(IngramMicro, FeedKind.Price),
        new(IngramMicro, FeedKind.Stock),
        new(IngramMicro, FeedKind.Category),
    ];

    /// <summary>How long landed files are kept.</summary>
    public TimeSpan KeepLandedFiles => settings.Landing.Retention;

    /// <summary>Where a feed is fetched; null when no address is set.</summary>
    public FeedSourceOptions? SourceOf(FeedId feed) => SettingsOf(feed) is { IsConfigured: true } configured
        ? new FeedSourceOptions
        {
            Url = new Uri(configured.Url!),
            UserName = configured.UserName,
            Password = configured.Password,
            PrivateKey = configured.PrivateKey,
            HostKeyFingerprint = configured.HostKeyFingerprint,
            CertificateThumbprint = configured.CertificateThumbprint,
            DoneMarker = configured.DoneMarker,
        }
        : null;

    /// <summary>Name of the profile that a feed is read with: the setting, else the usual one of its kind.</summary>
    public string ProfileOf(FeedId feed) => SettingsOf(feed)?.Profile is { Length: > 0 } name
        ? name
        : feed.Kind switch
        {
            FeedKind.Price => "nl-price",
            FeedKind.Stock => "stock",
            FeedKind.Category => "category-be",
            _ => throw new InvalidOperationException($"There is no feed kind {feed.Kind}."),
        };

    /// <summary>Oldest file worth applying in hours (0: any), where the settings say other than the profile; else null.</summary>
    public double? MaxAgeHoursOf(FeedId feed) => SettingsOf(feed)?.MaxAgeHours.Given() is { } hours
        ? double.Parse(hours, CultureInfo.InvariantCulture)
        : null;

    private FeedSettings? SettingsOf(FeedId feed) => (feed.Distributor, feed.Kind) switch
    {
        (IngramMicro, FeedKind.Price) => settings.IngramMicro.Feeds.Price,
        (IngramMicro, FeedKind.Stock) => settings.IngramMicro.Feeds.Stock,
        (IngramMicro, FeedKind.Category) => settings.IngramMicro.Feeds.Category,
        _ => null,
    };
}
