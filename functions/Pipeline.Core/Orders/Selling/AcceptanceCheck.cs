using Pipeline.Core.Issues;
using Pipeline.Core.Orders.Records;
using Pipeline.Core.Orders.Sourcing;

namespace Pipeline.Core.Orders.Selling;

/// <summary>Accepts an order of a channel by itself, once all its lines can be had.</summary>
public sealed class AcceptanceCheck(OrderUpdater updates, OrderSourcing sourcing, TimeProvider clock)
{
    /// <summary>How often it is looked again for an order of which something cannot be had.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(15);

    /// <summary>Makes the acceptance due, or stores what cannot be had. Nothing leaves the house; may be repeated.</summary>
    internal async Task<StoredOrder?> CheckAsync(StoredOrder stored, CancellationToken cancellationToken)
    {
        if (!stored.Record.IsAcceptanceDue(clock.GetUtcNow()))
        {
            return stored;
        }

        Issue? lacking = await sourcing.FindLackAsync(stored.Record, cancellationToken);
        return await updates.UpdateAsync(stored, change => Decide(change, lacking), cancellationToken);
    }

    private void Decide(OrderChange change, Issue? lacking)
    {
        DateTimeOffset now = clock.GetUtcNow();
        if (!change.Record.IsAcceptanceDue(now))
        {
            return;
        }

        ChannelPart channel = change.Record.Channel!;
        if (lacking is null)
        {
            change.Record = change.Record.With(new ChannelReport
            {
                Kind = ReportKind.Acceptance, Key = ChannelDuties.AcceptanceKey, DueAt = now, ExchangeIds = [],
                Lines = [.. channel.Lines.Select(static line => new ReportLine(line.Id, line.Quantity) { IsAccepted = true })],
            });
            change.Note(OrderSteps.Channel, "All lines can be had: it is accepted.");
            return;
        }

        change.Record = change.Record with { Channel = channel with { Lacking = lacking, NextLookAt = now + Interval } };
        if (channel.Lacking != lacking)
        {
            change.Note(OrderSteps.Channel, $"It is not accepted by itself. {lacking}", null, lacking.Code);
        }
    }
}
