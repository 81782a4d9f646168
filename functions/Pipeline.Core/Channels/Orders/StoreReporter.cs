using Pipeline.Core.Errors;
using Pipeline.Core.Exchanges;
using Pipeline.Core.Flows;
using Pipeline.Core.Issues;
using Pipeline.Core.Orders.Records;
using Pipeline.Core.Orders.Selling;

namespace Pipeline.Core.Channels.Orders;

/// <summary>Tells each order's store what is due, by the port of its channel.</summary>
public sealed class StoreReporter(StoreDirectory stores, StorePorts ports, IOrderDocumentStore documents) : IChannelReporter
{
    /// <inheritdoc />
    public Task<ReportAnswer> SendAsync(OrderRecord order, ChannelReport report, CancellationToken cancellationToken) =>
        CallAsync(order, ReportOutcome.NotNow, target => SendAsync(target, order, report, cancellationToken), cancellationToken);

    /// <inheritdoc />
    public Task<ReportAnswer> AskAsync(OrderRecord order, ChannelReport report, CancellationToken cancellationToken) =>
        CallAsync(order, ReportOutcome.Unknown, target => target.AskAsync(order.Channel!, report, ShipmentIdOf(order, report), cancellationToken), cancellationToken);

    /// <summary>Calls the order's store; a fault of the call leaves open what came of it.</summary>
    /// <param name="order">The order.</param>
    /// <param name="unreachable">What it is called when the channel cannot be called at all.</param>
    /// <param name="call">The call.</param>
    /// <param name="cancellationToken">Gives up.</param>
    private async Task<ReportAnswer> CallAsync(
        OrderRecord order, ReportOutcome unreachable, Func<IOrderTarget, Task<ReportAnswer>> call, CancellationToken cancellationToken)
    {
        if (stores.Find(order.Channel!.Store) is not { } store || await ports.OrderTargetAsync(store, cancellationToken) is not { } target)
        {
            return new ReportAnswer(unreachable) { Problem = new Issue(IssueCodes.ChannelUnreachable, null, order.Channel!.Store) };
        }

        ExchangeContext.Subject = order.Order.OrderId;
        try
        {
            return await call(order.IsTest ? ports.Simulated(store, target) : target);
        }
        catch (Exception fault) when (fault is ICodedFault)
        {
            return new ReportAnswer(ReportOutcome.Unknown) { Problem = FaultClassifier.Describe(fault) };
        }
    }

    private async Task<ReportAnswer> SendAsync(IOrderTarget target, OrderRecord record, ChannelReport report, CancellationToken cancellationToken)
    {
        ChannelPart order = record.Channel!;
        switch (report.Kind)
        {
            case ReportKind.Acceptance:
                return await target.DecideAsync(order, report.Lines!, cancellationToken);
            case ReportKind.Tracking:
                return await target.TellTrackingAsync(order, report, cancellationToken);
            case ReportKind.Shipped:
                return await target.TellShippedAsync(order, ShipmentIdOf(record, report), cancellationToken);
            case ReportKind.Cancellation:
                return await target.CancelAsync(order, report, cancellationToken);
            case ReportKind.Refund:
                return await target.RefundAsync(order, report, cancellationToken);
            case ReportKind.Document:
                return await documents.ReadAsync(record.Order.OrderId, report.Document!, cancellationToken) is { } content
                    ? await target.UploadAsync(order, report.Document!, content, cancellationToken)
                    : new ReportAnswer(ReportOutcome.Refused) { Problem = new Issue(IssueCodes.ChannelDocumentMissing, report.Key, null).With("store", order.Store) };
            default:
                throw new InvalidOperationException($"{report.Kind} is nothing to tell.");
        }
    }

    /// <summary>What the tracking of the same shipment gave as evidence.</summary>
    private static string? ShipmentIdOf(OrderRecord order, ChannelReport report) => report.Kind == ReportKind.Shipped
        ? order.Reports.FirstOrDefault(other => other.Key == ChannelReport.TrackingOf(report.Key))?.Evidence
        : null;
}
