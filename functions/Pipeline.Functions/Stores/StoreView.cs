using Pipeline.Core.Channels;
using Pipeline.Core.Distributors;
using Pipeline.Core.Offers.Listings;
using Pipeline.Core.Stores;
using Pipeline.Functions.Orders.Views;

namespace Pipeline.Functions.Stores;

/// <summary>A store as answers show it.</summary>
public sealed record StoreView
{
    /// <summary>Its code.</summary>
    public required string Store { get; init; }

    /// <summary>What people call it.</summary>
    public required string Name { get; init; }

    /// <summary>Kind of channel.</summary>
    public required string Kind { get; init; }

    /// <summary>Root of the shop or marketplace, or null.</summary>
    public required string? Url { get; init; }

    /// <summary>The mode in force.</summary>
    public required StoreMode Mode { get; init; }

    /// <summary>When somebody chose it, UTC; null while it is the setting's.</summary>
    public required DateTimeOffset? ModeSince { get; init; }

    /// <summary>Who chose it, or null.</summary>
    public required string? ModeBy { get; init; }

    /// <summary>Time zone of its schedules and days.</summary>
    public required string TimeZone { get; init; }

    /// <summary>Currency of its prices.</summary>
    public required string Currency { get; init; }

    /// <summary>Sales channel of the default price, or null.</summary>
    public required string? Channel { get; init; }

    /// <summary>Further sales channels.</summary>
    public required IReadOnlyList<string> Channels { get; init; }

    /// <summary>The setting that is missing, in a sentence; or null.</summary>
    public required string? MissingSetting { get; init; }

    /// <summary>When an import of offers last began, UTC, or null.</summary>
    public required DateTimeOffset? OffersSentAt { get; init; }

    /// <summary>When offers were last compared with the channel's, UTC, or null.</summary>
    public required DateTimeOffset? ComparedAt { get; init; }

    /// <summary>What that has found, in a sentence; or null.</summary>
    public required string? Drift { get; init; }

    /// <summary>The execution that waits for a person before anything more is sent, or null.</summary>
    public required string? HeldExecution { get; init; }

    /// <summary>Listings by their state; null in lists.</summary>
    public IReadOnlyDictionary<string, int>? Listings { get; init; }

    /// <summary>What has to be settled before it goes live; null in lists.</summary>
    public IReadOnlyList<ChecklistView>? Checklist { get; init; }

    /// <summary>What people should know of it.</summary>
    public required IReadOnlyList<IssueView> Warnings { get; init; }

    internal static StoreView Of(Store store, StoreState state, IChannel channel, DateTimeOffset now) => new()
    {
        Store = store.Code,
        Name = store.Name,
        Kind = store.Kind,
        Url = store.Url?.ToString(),
        Mode = state.ModeOf(store),
        ModeSince = state.ModeSince,
        ModeBy = state.ModeBy,
        TimeZone = store.TimeZone,
        Currency = store.Currency,
        Channel = store.Channel,
        Channels = store.Channels,
        MissingSetting = channel.MissingOf(store),
        OffersSentAt = state.SentAt,
        ComparedAt = state.CheckedAt,
        Drift = state.Drift,
        HeldExecution = state.HeldExecution,
        Warnings = [.. StoreWarnings.Of(state, now).Select(IssueView.Of)],
    };

    internal StoreView With(ListingCounts counts, IReadOnlyList<ChecklistPoint> points) => this with
    {
        Listings = Enum.GetValues<ListingState>().ToDictionary(
            static state => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(state.ToString()), counts.Of, StringComparer.Ordinal),
        Checklist = [.. points.Select(ChecklistView.Of)],
    };
}

/// <summary>A point of the checklist as answers show it.</summary>
/// <param name="Code">What it is about; <c>/errors/{code}</c> explains it.</param>
/// <param name="Done">Whether it is settled.</param>
/// <param name="Cause">What is wrong, in a sentence; null when it is settled.</param>
/// <param name="Remedy">What to do about it; null when it is settled.</param>
public sealed record ChecklistView(string Code, bool Done, string? Cause, string? Remedy)
{
    internal static ChecklistView Of(ChecklistPoint point) => new(point.Code, point.IsDone, point.Issue?.Cause, point.Issue?.Remedy);
}

/// <summary>What a test of a connection found.</summary>
/// <param name="Outcome">reached, notReached or notConfigured.</param>
/// <param name="Problem">Why not, or null.</param>
/// <param name="ExchangeId">The recorded exchange, or null.</param>
public sealed record StoreTestView(ConnectionOutcome Outcome, IssueView? Problem, string? ExchangeId);
