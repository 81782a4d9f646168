using Pipeline.Core.Orders.Life;
using Pipeline.Core.Orders.Records;
using Pipeline.Core.Orders.Sales;

namespace Pipeline.Core.Orders.Selling;

/// <summary>Tells an order's channel what is due, each thing once.</summary>
/// <remarks>
/// The intent is stored before the call, under the record's version: of two callers one wins, the other does nothing. A process
/// that dies in between leaves the intent, and the channel is asked before anything is sent again.
/// </remarks>
public sealed class ReportSending(OrderUpdater updates, IChannelReporter channels, OrderLimits limits, TimeProvider clock)
{
    /// <summary>How long a call may last before the channel is asked what became of it.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private const int ExchangeLimit = 10;

    /// <summary>Sends a report if it is its turn; else does nothing. May be repeated and cut at any point.</summary>
    /// <returns>The order after it; null when it has to be read again.</returns>
    internal async Task<StoredOrder?> SendAsync(StoredOrder stored, string key, CancellationToken cancellationToken)
    {
        ChannelReport? claimed = null;
        StoredOrder? after = await updates.UpdateAsync(
            stored,
            change =>
            {
                claimed = null;
                DateTimeOffset now = clock.GetUtcNow();
                if (change.Record.NextReport(now) is { State: ReportState.Due } report && report.Key == key)
                {
                    claimed = report with { State = ReportState.Sending, SentAt = now, NotBefore = now + Patience };
                    change.Record = change.Record.With(claimed);
                }
            },
            cancellationToken);
        if (after is null || claimed is null)
        {
            return null;
        }

        // Not to be repeated blindly: after this line only the channel may say what became of it.
        ReportAnswer answer = await channels.SendAsync(after.Record, claimed, cancellationToken);
        return await updates.UpdateAsync(after, change => Store(change, claimed, answer), CancellationToken.None);
    }

    /// <summary>Asks whether the channel has a report of unknown fate. May be repeated.</summary>
    internal async Task<StoredOrder?> AskAsync(StoredOrder stored, string key, CancellationToken cancellationToken)
    {
        if (stored.Record.NextReport(clock.GetUtcNow()) is not { State: ReportState.Sending } report || report.Key != key)
        {
            return stored;
        }

        ReportAnswer answer = await channels.AskAsync(stored.Record, report, cancellationToken);
        return await updates.UpdateAsync(stored, change => Store(change, report, answer), cancellationToken);
    }

    /// <summary>Stores what became of a report, unless it has been sent anew meanwhile.</summary>
    private void Store(OrderChange change, ChannelReport sent, ReportAnswer answer)
    {
        if (change.Record.Report(sent.Key) is not { State: ReportState.Sending } report || report.SentAt != sent.SentAt)
        {
            return;
        }

        DateTimeOffset now = clock.GetUtcNow();
        report = report with { ExchangeIds = [.. report.ExchangeIds.Concat(answer.ExchangeIds).Distinct().TakeLast(ExchangeLimit)], Problem = answer.Problem };
        TimeSpan pause = limits.NextPause(report.Pause);
        change.Record = change.Record.With(answer.Outcome switch
        {
            ReportOutcome.Done => report with { State = ReportState.Done, DoneAt = now, Evidence = answer.Evidence, NotBefore = null, Pause = null, Problem = null },
            ReportOutcome.Refused => report with { State = ReportState.Failed, NotBefore = null, Pause = null },
            ReportOutcome.NotNow => report with { State = ReportState.Due, NotBefore = now + pause, Pause = pause },
            _ => report with { NotBefore = now + pause, Pause = pause },
        });
        string? exchange = answer.ExchangeIds.Count > 0 ? answer.ExchangeIds[^1] : null;
        switch (answer.Outcome)
        {
            case ReportOutcome.Done:
                change.Note(OrderSteps.Channel, $"The channel has been told: {report.Key}.", exchange);
                Conclude(change, report, now);
                break;
            case ReportOutcome.Refused:
                change.Note(OrderSteps.Channel, $"The channel refuses {report.Key}: {answer.Problem?.Cause}", exchange, answer.Problem?.Code);
                break;
            case ReportOutcome.NotNow when sent.Problem?.Code != answer.Problem?.Code:
                change.Note(OrderSteps.Channel, $"{report.Key} is told later: {answer.Problem?.Cause}", exchange, answer.Problem?.Code);
                break;
        }
    }

    /// <summary>What follows here from what the channel has taken.</summary>
    private static void Conclude(OrderChange change, ChannelReport report, DateTimeOffset now)
    {
        switch (report.Kind)
        {
            case ReportKind.Acceptance:
                Accept(change, report, now);
                break;
            case ReportKind.Cancellation:
                Cancel(change, report);
                break;
            case ReportKind.Shipped when !change.Record.Channel!.Abilities.HasFlag(OrderAbilities.Shipments):
                change.Record = change.Record with { Channel = change.Record.Channel with { State = ChannelOrderState.Shipped } };
                break;
        }
    }

    /// <summary>What was refused is not bought; with nothing left the order has ended. A test store's channel was told nothing, so it shows nothing else.</summary>
    private static void Accept(OrderChange change, ChannelReport report, DateTimeOffset now)
    {
        HashSet<string> refused = [.. report.Lines!.Where(static line => line.IsAccepted == false).Select(static line => line.LineId)];
        ChannelPart channel = change.Record.Channel!;
        channel = channel with { Lines = [.. channel.Lines.Select(line => line with { IsRefused = refused.Contains(line.Id) })], Lacking = null };
        SalesOrder order = change.Record.Order;
        SalesOrderLine[] left = [.. order.Lines.Where(line => channel.Lines.Any(sold => sold.LineNumber == line.LineNumber && !sold.IsRefused))];
        order = left.Length == 0 ? order with { IsCancelled = true } : order with { Lines = left };
        if (!change.Record.IsTest)
        {
            channel = order.IsCancelled
                ? channel with { State = ChannelOrderState.Refused }
                : channel with { AcceptedAt = now, State = channel.WaitsForAcceptance ? ChannelOrderState.WaitingDebit : channel.State };
        }

        change.Record = change.Record with { Channel = channel, Order = order };
    }

    /// <summary>What the channel has cancelled whole is cancelled here: at once while nothing is ordered, else as after a command.</summary>
    private static void Cancel(OrderChange change, ChannelReport report)
    {
        ChannelPart channel = change.Record.Channel!;
        SalesOrder order = change.Record.Order;
        bool isWhole = channel.Lines.Where(static line => !line.IsRefused)
            .All(line => report.Lines!.Where(part => part.LineId == line.Id).Sum(static part => part.Quantity) >= line.Quantity);
        if (isWhole)
        {
            change.Record = change.Record with
            {
                Channel = change.Record.IsTest ? channel : channel with { State = ChannelOrderState.Cancelled },
                Order = order.IsCancelled || order.IsCancelRequested ? order : order.Cancel(),
            };
        }
        else if (order.PurchaseOrders.Count == 0)
        {
            change.Record = change.Record with
            {
                Order = order with { Lines = [.. order.Lines.Select(line => line with { Quantity = line.Quantity - PiecesOf(line) }).Where(static line => line.Quantity > 0)] },
            };
        }

        int PiecesOf(SalesOrderLine line) => report.Lines!
            .Where(part => channel.Lines.Any(sold => sold.Id == part.LineId && sold.LineNumber == line.LineNumber)).Sum(static part => part.Quantity);
    }
}
