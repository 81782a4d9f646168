using Pipeline.Core.Exchanges;
using Pipeline.Core.Notifications;
using Pipeline.Ops.Charts;
using Pipeline.Ops.Pages.Exchanges;
using Pipeline.Ops.Views;

namespace Pipeline.Ops.Pages.Partners;

/// <summary>The list of partners.</summary>
/// <param name="Rows">The partners.</param>
/// <param name="Filters">None; for the file.</param>
public sealed record PartnerListModel(IReadOnlyList<PartnerRow> Rows, Filters Filters);

/// <summary>A partner in the list.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Name">What people call it.</param>
/// <param name="TakesOrders">Whether orders can be placed with it.</param>
/// <param name="Feeds">Its files and lists.</param>
public sealed record PartnerRow(string Code, string Name, bool TakesOrders, IReadOnlyList<PartnerFeed> Feeds);

/// <summary>A file or list of a partner.</summary>
/// <param name="Kind">Its name in addresses.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Fresh">Time of the data that count, UTC; null before the first.</param>
public sealed record PartnerFeed(string Kind, string Title, DateTimeOffset? Fresh);

/// <summary>A setting, never its value.</summary>
/// <param name="Name">What it is for.</param>
/// <param name="IsSet">Whether it is set; null where it is not used.</param>
/// <param name="Missing">What is missing, a sentence that names it; or null.</param>
public sealed record PartnerSetting(string Name, bool? IsSet, string? Missing);

/// <summary>The orders of a partner.</summary>
/// <param name="Open">Open ones among the latest.</param>
/// <param name="Waiting">Of them, those that wait for a person.</param>
/// <param name="IsWhole">Whether there are no further ones behind those that were counted.</param>
public sealed record PartnerOrders(long Open, long Waiting, bool IsWhole);

/// <summary>What was said lately.</summary>
/// <param name="Last">The latest conversations.</param>
/// <param name="Chart">Answer times by day.</param>
public sealed record PartnerTalk(IReadOnlyList<ExchangeRow> Last, StackedBars Chart)
{
    /// <summary>The latest one that we began, or null.</summary>
    public ExchangeHead? LastCall => Last.Select(static row => row.Head).FirstOrDefault(static head => head.Direction is ExchangeDirection.Out);
}

/// <summary>One partner.</summary>
/// <param name="Row">What it is.</param>
/// <param name="Settings">What is set.</param>
/// <param name="CanTest">Whether its connection can be tested.</param>
public sealed record PartnerModel(PartnerRow Row, IReadOnlyList<PartnerSetting> Settings, bool CanTest)
{
    /// <summary>What was said lately.</summary>
    public required Panel<PartnerTalk> Talk { get; init; }

    /// <summary>Its orders.</summary>
    public required Panel<PartnerOrders> Orders { get; init; }

    /// <summary>Its latest message of each kind.</summary>
    public required Panel<IReadOnlyList<PushedMessage>> Messages { get; init; }

    /// <summary>When it was last heard of, UTC: by an answer or a message; null when never.</summary>
    public DateTimeOffset? LastWord { get; init; }
}
