using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Feeds.Landing;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Core.Flows;

namespace Pipeline.Core.Distributors;

/// <summary>A feed that a distributor offers, as the settings have it.</summary>
public sealed record DistributorFeed
{
    /// <summary>Its main kind of facts, by which it is called.</summary>
    public required FeedKind Kind { get; init; }

    /// <summary>What it carries; a usual file of its kind unless said otherwise.</summary>
    public FeedForm Form { get => field ?? FeedForm.Usual(Kind); init; }

    /// <summary>What people call it.</summary>
    public required string Title { get; init; }

    /// <summary>Name of the profile that it is read with.</summary>
    public required string Profile { get; init; }

    /// <summary>When it is fetched: NCRONTAB expression of six fields, seconds first.</summary>
    public required string Schedule { get; init; }

    /// <summary>Where it is fetched; null when no address is set, or when it is the answer of an API.</summary>
    public FeedSourceOptions? Source { get; init; }

    /// <summary>The API whose answers it is; null for a file, or when the API's settings are missing.</summary>
    public IFeedSource? Api { get; init; }

    /// <summary>Null when it can be fetched; else a sentence that names the missing setting.</summary>
    public string? MissingSetting { get; init; }

    /// <summary>How long the distributor wants to be left alone after a complete read; null where it does not mind.</summary>
    public TimeSpan? Cadence { get; init; }

    /// <summary>Oldest file worth applying in hours (0: any), where the settings say other than the profile; else null.</summary>
    public double? MaxAgeHours { get; init; }

    /// <summary>The flow that fetches it.</summary>
    public FlowDefinition ToFlow(IDistributor distributor)
    {
        string kind = new FeedId(distributor.Code, Kind).KindName;
        return new FlowDefinition
        {
            Code = $"{distributor.ShortName}.{kind}",
            Title = Title,
            Distributor = distributor.Code,
            Feed = kind,
            Expression = Schedule,
            TimeZone = distributor.TimeZone,
            MissingSetting = MissingSetting,
            Cadence = Cadence,
        };
    }
}
