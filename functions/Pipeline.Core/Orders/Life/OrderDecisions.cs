using System.Text.Json;
using System.Text.Json.Serialization;
using Pipeline.Core.Orders.Alarms;
using Pipeline.Core.Orders.Purchasing;
using Pipeline.Core.Orders.Records;
using Pipeline.Core.Orders.Selling;

namespace Pipeline.Core.Orders.Life;

/// <summary>Says what comes next for an order, from its record alone. Pure.</summary>
public static class OrderDecisions
{
    /// <summary>What comes next.</summary>
    /// <param name="record">The order.</param>
    /// <param name="now">The time, UTC.</param>
    /// <param name="limits">Times.</param>
    /// <remarks>
    /// What may already be at a distributor is cleared up first, also while the order waits for a person. Nothing new is begun
    /// while it is blocked or somebody has asked to cancel it; what distributors have is followed all the same.
    /// </remarks>
    public static OrderDecision Next(OrderRecord record, DateTimeOffset now, OrderLimits limits)
    {
        if (record.IsEnded)
        {
            return OrderDecision.End($"The order is {record.State}.");
        }

        if (record.NextReport(now) is { } report)
        {
            return report.State == ReportState.Sending
                ? new OrderDecision(NextStep.AskReport, report.Key, null, $"Whether the channel has {report.Key} is not known.")
                : new OrderDecision(NextStep.Report, report.Key, null, $"The channel has to be told: {report.Key}.");
        }

        if (Of(record, PurchasePhase.Sending).FirstOrDefault(order => record.Attempt(order.Number).IsReady(now)) is { } unclear)
        {
            return OrderDecision.About(NextStep.AskAbout, unclear.Number, $"Whether {unclear.Distributor} has {unclear.Number} is not known.");
        }

        if (record.Order is { BlockedReason: null, IsCancelRequested: false } && Begin(record, now) is { } step)
        {
            return step;
        }

        if (record.Order.PurchaseOrders.FirstOrDefault(order => MayCancel(record, order, now, limits)) is { } unwanted)
        {
            return OrderDecision.About(NextStep.Cancel, unwanted.Number, $"{unwanted.Distributor} is asked to cancel {unwanted.Number}.");
        }

        return record.Order.PurchaseOrders.FirstOrDefault(order => order.IsFollowUpDue(now)) is { } due
            ? OrderDecision.About(NextStep.Follow, due.Number, $"{due.Distributor} pushes nothing: it is asked how {due.Number} stands.")
            : OrderDecision.Wait(WaitUntil(record, now, limits), WhyWait(record));
    }

    /// <summary>Whether a purchase order is to be cancelled now at a distributor that takes cancellations.</summary>
    internal static bool MayCancel(OrderRecord record, PurchaseOrder? order, DateTimeOffset now, OrderLimits limits) =>
        record.Order.IsCancelRequested && order is { Phase: PurchasePhase.Acknowledged } && limits.Of(order.Distributor).TakesCancellations
        && record.Attempt(order.Number) is { CancelAnsweredAt: null } attempt && !(now < attempt.CancelSentAt + limits.ReviewMargin)
        && order.Progress().State is not (OrderState.Cancelled or OrderState.Rejected or OrderState.Shipped or OrderState.Invoiced or OrderState.Complete);

    private static OrderDecision? Begin(OrderRecord record, DateTimeOffset now)
    {
        if (record.IsAcceptanceDue(now))
        {
            return new OrderDecision(NextStep.Accept, null, null, "The channel waits for its acceptance.");
        }

        if (!record.MayBuy())
        {
            return null;
        }

        if (record.OpenLines().Any())
        {
            return new OrderDecision(NextStep.Source, null, null, "Lines have no purchase order.");
        }

        List<PurchaseOrder> planned = [.. Of(record, PurchasePhase.Planned)];
        if (planned.Count > 0 && !record.ArePricesChecked)
        {
            return planned.TrueForAll(order => record.Attempt(order.Number).IsReady(now))
                ? new OrderDecision(NextStep.AskPrices, null, null, "Prices and stock have not been checked.")
                : null;
        }

        return planned.Find(order => record.Attempt(order.Number).IsReady(now)) is { } next
            ? OrderDecision.About(NextStep.Place, next.Number, $"{next.Number} is ready for {next.Distributor}.")
            : null;
    }

    private static DateTimeOffset WaitUntil(OrderRecord record, DateTimeOffset now, OrderLimits limits)
    {
        bool mayBegin = record.Order is { BlockedReason: null, IsCancelRequested: false };
        IEnumerable<DateTimeOffset> times = record.Order.PurchaseOrders
            .Where(order => order.Phase == PurchasePhase.Sending || (mayBegin && order.Phase == PurchasePhase.Planned))
            .Select(order => record.Attempt(order.Number).NotBefore)
            .Concat(record.Order.PurchaseOrders.Select(order => order.Follow?.NextAt))
            .Concat(record.Attempts.Where(static attempt => attempt.CancelAnsweredAt is null).Select(attempt => attempt.CancelSentAt + limits.ReviewMargin))
            .Concat(ChannelDuties.Times(record))
            .Append(OrderAlarms.NextDue(record, now, limits))
            .OfType<DateTimeOffset>()
            .Where(time => time > now);
        return times.Append(now + limits.LongestWait).Min();
    }

    private static string WhyWait(OrderRecord record) => record.Order switch
    {
        { BlockedReason: not null } => "Waits for a person.",
        { IsCancelRequested: true } => "It has to be cancelled at the distributor.",
        _ when Of(record, PurchasePhase.Sending).Any() => "Whether the distributor has it is not known; it is asked again.",
        _ when Of(record, PurchasePhase.Planned).Any() => "The distributor's service is not available; it is tried again.",
        _ when record.Order.PurchaseOrders.Any(order => order.IsFollowed) => "The distributor is asked again.",
        _ when record.Channel is { WaitsForAcceptance: true } => "It waits for its acceptance.",
        _ when !record.MayBuy() => "The channel has not said that it is paid.",
        { HasChannel: true } when record.State == OrderState.Invoiced => "The channel has to be told.",
        _ => "Waits for the distributor's messages.",
    };

    private static IEnumerable<PurchaseOrder> Of(OrderRecord record, PurchasePhase phase) =>
        record.Order.PurchaseOrders.Where(order => order.Phase == phase);
}

/// <summary>What comes next for an order; small enough to travel through the orchestration's history.</summary>
/// <param name="Step">What to do.</param>
/// <param name="Number">The purchase order to place, to ask about or to follow, or the key of the report to tell; else null.</param>
/// <param name="Until">Latest end of a wait, UTC; else null.</param>
/// <param name="Reason">Why, in a plain sentence; no personal data.</param>
public sealed record OrderDecision(
    [property: JsonConverter(typeof(KnownStepConverter))] NextStep Step, string? Number, DateTimeOffset? Until, string Reason)
{
    /// <summary>Nothing more is to be done.</summary>
    public static OrderDecision End(string reason) => new(NextStep.End, null, null, reason);

    /// <summary>Wait for a change, at most until a time.</summary>
    public static OrderDecision Wait(DateTimeOffset until, string reason) => new(NextStep.Wait, null, until, reason);

    /// <summary>Do a step about one purchase order.</summary>
    public static OrderDecision About(NextStep step, PurchaseOrderNumber number, string reason) => new(step, number.Value, null, reason);
}

/// <summary>What the orchestration of an order does next; written as a word, since histories are read by later versions.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<NextStep>))]
public enum NextStep
{
    /// <summary>Nothing more is to be done.</summary>
    End,

    /// <summary>Wait for a change or a time.</summary>
    Wait,

    /// <summary>Choose distributors and articles.</summary>
    Source,

    /// <summary>Ask for live prices and stock.</summary>
    AskPrices,

    /// <summary>Send one Order Create.</summary>
    Place,

    /// <summary>Ask the distributor what it holds under a number.</summary>
    AskAbout,

    /// <summary>Ask a distributor that pushes nothing how an order stands.</summary>
    Follow,

    /// <summary>Ask a distributor that takes cancellations to cancel an order.</summary>
    Cancel,

    /// <summary>See whether an order can be accepted at its channel.</summary>
    Accept,

    /// <summary>Tell the channel something.</summary>
    Report,

    /// <summary>Ask the channel whether it has been told something.</summary>
    AskReport,

    /// <summary>A step that another version has written and this one does not know: nothing is done, and the order is looked at anew.</summary>
    Unknown,
}

/// <summary>Reads a step that is not known here as <see cref="NextStep.Unknown"/>: a history may be older or newer than the app.</summary>
internal sealed class KnownStepConverter : JsonConverter<NextStep>
{
    /// <inheritdoc/>
    public override NextStep Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && Enum.TryParse(reader.GetString(), ignoreCase: true, out NextStep step) && Enum.IsDefined(step)
            ? step
            : NextStep.Unknown;

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, NextStep value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
