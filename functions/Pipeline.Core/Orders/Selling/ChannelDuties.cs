using Pipeline.Core.Orders.Life;
using Pipeline.Core.Orders.Progress;
using Pipeline.Core.Orders.Purchasing;
using Pipeline.Core.Orders.Records;

namespace Pipeline.Core.Orders.Selling;

/// <summary>Says from an order's record what its channel has to be told, and what comes first. Pure.</summary>
internal static class ChannelDuties
{
    /// <summary>Key of the document that is owed with each order.</summary>
    public static readonly string InvoiceKey = DocumentKeyOf("invoice");

    /// <summary>Key of the report of acceptance.</summary>
    public const string AcceptanceKey = "acceptance";

    extension(OrderRecord record)
    {
        /// <summary>Whether the channel, if any, lets things be bought: a live order once it is paid, one of a test store once it is known where it goes.</summary>
        public bool MayBuy() => record.Channel is not { } channel
            || (!channel.IsCalledOff && !record.Reports.Any(static report => report is { Kind: ReportKind.Cancellation, IsOpen: true })
                && (record.IsTest ? record.Order.ShipTo is not null : channel.DebitedAt is not null));

        /// <summary>Whether it has to be looked whether all lines can be had, so that it is accepted.</summary>
        public bool IsAcceptanceDue(DateTimeOffset now) => record.Channel is { WaitsForAcceptance: true, AcceptsItself: true } channel
            && !(now < channel.NextLookAt) && record.Report(AcceptanceKey) is null;

        /// <summary>A report, or null.</summary>
        public ChannelReport? Report(string key) => record.Reports.FirstOrDefault(report => report.Key == key);

        /// <summary>The report to send, or to ask about, now; null when none is.</summary>
        public ChannelReport? NextReport(DateTimeOffset now) => record.Channel is null
            ? null
            : record.Reports.FirstOrDefault(report => report.IsOpen && !(now < report.NotBefore) && IsItsTurn(record, report));

        /// <summary>The record with a new or changed report.</summary>
        public OrderRecord With(ChannelReport changed) => record with
        {
            Reports = record.Report(changed.Key) is null
                ? [.. record.Reports, changed]
                : [.. record.Reports.Select(report => report.Key == changed.Key ? changed : report)],
        };
    }

    /// <summary>Key of the report of a document.</summary>
    public static string DocumentKeyOf(string type) => $"document-{type}";

    /// <summary>When something about the channel is to be done next, if nothing happens.</summary>
    public static IEnumerable<DateTimeOffset?> Times(OrderRecord record) => record.Reports
        .Where(report => report.IsOpen && IsItsTurn(record, report)).Select(static report => report.NotBefore)
        .Append(record.Channel is { WaitsForAcceptance: true } channel && record.Report(AcceptanceKey) is null ? channel.NextLookAt : null);

    /// <summary>Makes due what has to be told by now, and takes for told what the channel shows. Done again it changes nothing.</summary>
    public static void Settle(OrderChange change, DateTimeOffset now, OrderLimits limits)
    {
        if (change.Record.Channel is not { } channel)
        {
            return;
        }

        TakeForTold(change, channel, now);
        if (channel.IsCalledOff)
        {
            CallOff(change);
        }

        bool hasAllLeft = false;
        if (!change.Record.IsTest && channel.Abilities.HasFlag(OrderAbilities.Tracking))
        {
            List<LeftDelivery> left = [.. LeftDeliveries(change.Record, now, limits)];
            hasAllLeft = HasAllLeft(change.Record, left);
            AddShipments(change, channel, left, hasAllLeft, now);
        }

        bool isTold = (hasAllLeft || !channel.Abilities.HasFlag(OrderAbilities.Tracking))
            && change.Record.Reports.Where(static report => report.IsDuty).All(static report => report.State == ReportState.Done);
        if (isTold != change.Record.Order.IsChannelTold)
        {
            change.Record = change.Record with { Order = change.Record.Order with { IsChannelTold = isTold } };
        }
    }

    /// <summary>Tracking before document before shipped; acceptance, cancellation and refund wait for nothing.</summary>
    private static bool IsItsTurn(OrderRecord record, ChannelReport report) => report.State == ReportState.Sending || report.Kind switch
    {
        ReportKind.Document => report.Document is not null && IsAllTracked(record),
        ReportKind.Shipped => record.Report(ChannelReport.TrackingOf(report.Key)) is { State: ReportState.Done }
            && record.Reports.Where(static other => other.Kind == ReportKind.Document).All(static other => other.State == ReportState.Done),
        _ => true,
    };

    private static bool IsAllTracked(OrderRecord record) =>
        record.Reports.Any(static report => report.Kind == ReportKind.Tracking)
        && record.Reports.Where(static report => report.Kind == ReportKind.Tracking).All(static report => report.State == ReportState.Done);

    private static void TakeForTold(OrderChange change, ChannelPart channel, DateTimeOffset now)
    {
        foreach (ChannelReport report in change.Record.Reports.Where(static report => report.State is ReportState.Due or ReportState.Failed))
        {
            bool isShown = report.Kind switch
            {
                ReportKind.Acceptance => channel.State is not (ChannelOrderState.WaitingAcceptance or ChannelOrderState.Staging or ChannelOrderState.Unknown),
                ReportKind.Shipped => channel.IsShownShipped,
                _ => false,
            };
            if (isShown)
            {
                change.Record = change.Record.With(report with
                {
                    State = ReportState.Done, DoneAt = now, Evidence = $"The channel shows {channel.State}.", Problem = null,
                });
                change.Note(OrderSteps.Channel, $"{report.Key} need not be told: the channel shows the order as {Spell(channel.State)}.");
            }
        }
    }

    /// <summary>Cancelled there is cancelled here while nothing is ordered; what is ordered is a person's task.</summary>
    private static void CallOff(OrderChange change)
    {
        Sales.SalesOrder order = change.Record.Order;
        if (!order.IsCancelled && order.Cancel() is { IsCancelled: true } cancelled)
        {
            change.Record = change.Record with { Order = cancelled };
            change.Note(OrderSteps.CancelRequested, $"Cancelled: the channel shows it as {Spell(change.Record.Channel!.State)}, and nothing was ordered.");
        }
    }

    private static IEnumerable<LeftDelivery> LeftDeliveries(OrderRecord record, DateTimeOffset now, OrderLimits limits)
    {
        foreach (PurchaseOrder purchase in record.Order.PurchaseOrders)
        {
            TimeZoneInfo zone = limits.Of(purchase.Distributor).WorkingHours.Zone;
            DateOnly today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
            foreach (DeliveryProgress delivery in purchase.Progress().Deliveries.Where(delivery => delivery.DespatchedOn <= today))
            {
                yield return new LeftDelivery(purchase.Number, delivery);
            }
        }
    }

    private static bool HasAllLeft(OrderRecord record, List<LeftDelivery> left)
    {
        List<LineProgress> coming = [.. record.Order.Progress().Where(static line => line.Due > 0)];
        return coming.Count > 0 && coming.TrueForAll(line =>
            left.SelectMany(static one => one.Delivery.Lines).Where(part => part.LineNumber == line.LineNumber).Sum(static part => part.Quantity) >= line.Due);
    }

    private static void AddShipments(OrderChange change, ChannelPart channel, List<LeftDelivery> left, bool hasAllLeft, DateTimeOffset now)
    {
        if (channel.Abilities.HasFlag(OrderAbilities.Shipments))
        {
            foreach (LeftDelivery one in left)
            {
                AddShipment(change, channel, $"-{one.Number}-{one.Delivery.DespatchAdviceNumber}", [one], now);
            }
        }
        else if (hasAllLeft)
        {
            AddShipment(change, channel, string.Empty, left, now);
        }
    }

    private static void AddShipment(OrderChange change, ChannelPart channel, string suffix, List<LeftDelivery> left, DateTimeOffset now)
    {
        if (change.Record.Report($"tracking{suffix}") is not null)
        {
            return;
        }

        ReportLine[] lines =
        [
            .. left.SelectMany(static one => one.Delivery.Lines).GroupBy(static part => part.LineNumber)
                .Select(parts => (Line: channel.Lines.FirstOrDefault(line => line.LineNumber == parts.Key), Pieces: parts.Sum(static part => part.Quantity)))
                .Where(static part => part.Line is not null)
                .Select(static part => new ReportLine(part.Line!.Id, part.Pieces)),
        ];
        ReportParcel[] parcels =
        [
            .. left.SelectMany(static one => one.Delivery.Tracking).DistinctBy(static tracking => tracking.Number)
                .Select(static tracking => new ReportParcel(tracking.Carrier, tracking.Number, tracking.Url)),
        ];
        Add(change, new ChannelReport { Kind = ReportKind.Tracking, Key = $"tracking{suffix}", DueAt = now, ExchangeIds = [], Lines = lines, Parcels = parcels });
        if (channel.Abilities.HasFlag(OrderAbilities.Documents) && change.Record.Report(InvoiceKey) is null)
        {
            Add(change, new ChannelReport { Kind = ReportKind.Document, Key = InvoiceKey, DueAt = now, ExchangeIds = [] });
        }

        if (channel.Abilities.HasFlag(OrderAbilities.Shipped))
        {
            Add(change, new ChannelReport { Kind = ReportKind.Shipped, Key = $"shipped{suffix}", DueAt = now, ExchangeIds = [], Lines = lines });
        }
    }

    private static void Add(OrderChange change, ChannelReport report)
    {
        change.Record = change.Record.With(report);
        change.Note(OrderSteps.Channel, $"The channel has to be told: {report.Key}.");
    }

    internal static string Spell(ChannelOrderState state) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(state.ToString());

    /// <summary>A delivery that has left, with the purchase order it belongs to.</summary>
    private sealed record LeftDelivery(PurchaseOrderNumber Number, DeliveryProgress Delivery);
}
