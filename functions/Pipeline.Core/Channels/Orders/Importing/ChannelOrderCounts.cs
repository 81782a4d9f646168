using Pipeline.Core.Issues;

namespace Pipeline.Core.Channels.Orders.Importing;

/// <summary>What a run has done.</summary>
public sealed class ChannelOrderCounts
{
    private readonly List<Issue> reasons = [];

    /// <summary>Orders that are new here.</summary>
    public int Imported { get; private set; }

    /// <summary>Orders that have changed at the channel.</summary>
    public int Updated { get; set; }

    /// <summary>Orders of which nothing has changed.</summary>
    public int Unchanged { get; set; }

    /// <summary>Orders that could not be taken in yet.</summary>
    public int SetAside { get; private set; }

    /// <summary>Orders that are not ours to deliver.</summary>
    public int Ignored { get; private set; }

    /// <summary>Why orders were set aside.</summary>
    public IReadOnlyList<Issue> Reasons => reasons;

    internal void Add(ChannelClaimState state, Issue? reason)
    {
        Imported += state == ChannelClaimState.Imported ? 1 : 0;
        SetAside += state == ChannelClaimState.SetAside ? 1 : 0;
        Ignored += state == ChannelClaimState.Ignored ? 1 : 0;
        reasons.AddRange(state == ChannelClaimState.SetAside && reason is not null ? [reason] : []);
    }
}
