using Pipeline.Core.Issues;
using Pipeline.Core.Orders.Alarms;
using Pipeline.Core.Orders.Records;

namespace Pipeline.Core.Orders.Selling;

/// <summary>What about an order's channel becomes an alarm when it lasts too long. An order of a test store has none but that of the price.</summary>
internal static class ChannelAlarms
{
    /// <summary>How long before the channel gives up waiting for acceptance the last alarm is raised.</summary>
    private static readonly TimeSpan LastCall = TimeSpan.FromHours(4);

    /// <summary>How long a document may be awaited once the goods have left.</summary>
    private static readonly TimeSpan DocumentPatience = TimeSpan.FromHours(4);

    /// <summary>The conditions, each with the time at which it is an alarm.</summary>
    public static IEnumerable<AlarmWatch> Watches(OrderRecord record)
    {
        if (record.Channel is not { } channel)
        {
            return [];
        }

        IEnumerable<AlarmWatch> prices = channel.Lines.Where(static line => line.SentPrice is { } sent && sent != line.UnitPrice)
            .Select(line => new AlarmWatch(
                new Issue(IssueCodes.ChannelPriceDiffers, $"line {line.LineNumber}", line.UnitPrice.ToString(null, System.Globalization.CultureInfo.InvariantCulture))
                    .Expecting(line.SentPrice).With("currency", channel.Currency),
                record.ReceivedAt));
        return record.IsTest ? prices : [.. prices, .. Acceptance(channel), .. Reports(record, channel), .. CalledOff(record, channel)];
    }

    private static IEnumerable<AlarmWatch> Acceptance(ChannelPart channel)
    {
        if (channel is { WaitsForAcceptance: true, AcceptBy: { } by })
        {
            yield return new AlarmWatch(
                Of(channel, IssueCodes.ChannelNotAccepted).With("time", Text(by)).With("reason", channel.Lacking?.Cause ?? "A person has to decide."),
                channel.CreatedAt + ((by - channel.CreatedAt) / 2));
        }

        if (channel is { WaitsForAcceptance: true, AcceptAtLatest: { } latest })
        {
            yield return new AlarmWatch(Of(channel, IssueCodes.ChannelAcceptanceEnds).With("time", Text(latest)), latest - LastCall);
        }
    }

    private static IEnumerable<AlarmWatch> Reports(OrderRecord record, ChannelPart channel)
    {
        foreach (ChannelReport report in record.Reports.Where(static report => report.State == ReportState.Failed))
        {
            yield return new AlarmWatch(
                new Issue(IssueCodes.ChannelReportFailed, report.Key, null).With("store", channel.Store).With("reason", report.Problem?.Cause), report.DueAt);
        }

        foreach (ChannelReport report in record.Reports.Where(static report => report is { Kind: ReportKind.Document, State: ReportState.Due, Document: null }))
        {
            yield return new AlarmWatch(new Issue(IssueCodes.ChannelDocumentMissing, report.Key, null).With("store", channel.Store), report.DueAt + DocumentPatience);
        }

        if (channel is { PromisedBy: { } promised, IsShownShipped: false } && !record.Order.IsChannelTold && !record.Order.IsCancelled)
        {
            yield return new AlarmWatch(Of(channel, IssueCodes.ChannelPromiseLate).With("time", Text(promised)), promised);
        }
    }

    private static IEnumerable<AlarmWatch> CalledOff(OrderRecord record, ChannelPart channel)
    {
        OrderState state = record.State;
        bool isOver = state is OrderState.Cancelled or OrderState.Rejected;
        if (channel.IsCalledOff && !isOver)
        {
            yield return new AlarmWatch(Of(channel, IssueCodes.ChannelCalledOff), channel.UpdatedAt);
        }

        bool isOwed = channel.State is ChannelOrderState.WaitingAcceptance or ChannelOrderState.WaitingDebit or ChannelOrderState.Shipping;
        if (isOver && isOwed && !record.Reports.Any(static report => report.Kind is ReportKind.Cancellation or ReportKind.Acceptance && report.IsOpen))
        {
            yield return new AlarmWatch(Of(channel, IssueCodes.ChannelCancelDue), record.ReceivedAt);
        }
    }

    private static Issue Of(ChannelPart channel, string code) => new Issue(code, channel.ExternalId, null).With("store", channel.Store);

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture);
}
