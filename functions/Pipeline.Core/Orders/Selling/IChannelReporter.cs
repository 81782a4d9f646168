using Pipeline.Core.Issues;
using Pipeline.Core.Orders.Records;

namespace Pipeline.Core.Orders.Selling;

/// <summary>Tells channels about orders.</summary>
public interface IChannelReporter
{
    /// <summary>Sends a report whose intent is stored. An exception counts as <see cref="ReportOutcome.Unknown"/>.</summary>
    Task<ReportAnswer> SendAsync(OrderRecord order, ChannelReport report, CancellationToken cancellationToken);

    /// <summary>Asks whether the channel has a report that may have been sent; changes nothing there.</summary>
    /// <returns><see cref="ReportOutcome.NotNow"/> when it certainly does not have it, so that it may be sent again.</returns>
    Task<ReportAnswer> AskAsync(OrderRecord order, ChannelReport report, CancellationToken cancellationToken);
}

/// <summary>What a channel answered to a report, or to the question for it.</summary>
/// <param name="Outcome">How it ended.</param>
public sealed record ReportAnswer(ReportOutcome Outcome)
{
    /// <summary>The channel's id of what it made of it, or what shows that it has it; or null.</summary>
    public string? Evidence { get; init; }

    /// <summary>Exchanges of the call.</summary>
    public IReadOnlyList<string> ExchangeIds { get; init; } = [];

    /// <summary>What was wrong, or null.</summary>
    public Issue? Problem { get; init; }

    /// <summary>The channel has it.</summary>
    public static ReportAnswer Done(string? evidence, params IReadOnlyList<string> exchangeIds) =>
        new(ReportOutcome.Done) { Evidence = evidence, ExchangeIds = exchangeIds };
}

/// <summary>How the sending of a report ended.</summary>
public enum ReportOutcome
{
    /// <summary>The channel has it.</summary>
    Done,

    /// <summary>It was certainly not taken, and may be sent again later.</summary>
    NotNow,

    /// <summary>It was refused; sending it again changes nothing.</summary>
    Refused,

    /// <summary>Nobody knows: it is asked for before it is sent again.</summary>
    Unknown,
}
