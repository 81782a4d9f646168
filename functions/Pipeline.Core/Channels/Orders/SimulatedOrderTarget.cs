using System.Text.Json;
using System.Text.Json.Serialization;
using Pipeline.Core.Exchanges;
using Pipeline.Core.Orders.Selling;

namespace Pipeline.Core.Channels.Orders;

/// <summary>Test mode of a store's orders: records what it would tell, tells nothing.</summary>
/// <param name="target">The real target; of its calls only <see cref="Abilities"/> is used.</param>
/// <param name="store">Code of the store.</param>
/// <param name="log">Keeps what would have been told.</param>
/// <param name="clock">Time of the record.</param>
public sealed class SimulatedOrderTarget(IOrderTarget target, string store, IExchangeLog log, TimeProvider clock) : IOrderTarget
{
    /// <inheritdoc />
    public OrderAbilities Abilities => target.Abilities;

    /// <inheritdoc />
    public Task<ReportAnswer> DecideAsync(ChannelPart order, IReadOnlyList<ReportLine> lines, CancellationToken cancellationToken) =>
        RecordAsync("orderAccept", order, new WouldTell { Lines = lines }, cancellationToken);

    /// <inheritdoc />
    public Task<ReportAnswer> TellTrackingAsync(ChannelPart order, ChannelReport shipment, CancellationToken cancellationToken) =>
        RecordAsync("orderTracking", order, new WouldTell { Lines = shipment.Lines, Parcels = shipment.Parcels }, cancellationToken);

    /// <inheritdoc />
    public Task<ReportAnswer> UploadAsync(ChannelPart order, ReportDocument document, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
        RecordAsync("orderDocument", order, new WouldTell { Document = document }, cancellationToken);

    /// <inheritdoc />
    public Task<ReportAnswer> TellShippedAsync(ChannelPart order, string? shipmentId, CancellationToken cancellationToken) =>
        RecordAsync("orderShipped", order, new WouldTell { ShipmentId = shipmentId }, cancellationToken);

    /// <inheritdoc />
    public Task<ReportAnswer> CancelAsync(ChannelPart order, ChannelReport cancellation, CancellationToken cancellationToken) =>
        RecordAsync("orderCancel", order, new WouldTell { Lines = cancellation.Lines, Reason = cancellation.Reason }, cancellationToken);

    /// <inheritdoc />
    public Task<ReportAnswer> RefundAsync(ChannelPart order, ChannelReport refund, CancellationToken cancellationToken) =>
        RecordAsync("orderRefund", order, new WouldTell { Lines = refund.Lines, Reason = refund.Reason }, cancellationToken);

    /// <summary>What was never told is recorded once more.</summary>
    public Task<ReportAnswer> AskAsync(ChannelPart order, ChannelReport report, string? shipmentId, CancellationToken cancellationToken) =>
        Task.FromResult(new ReportAnswer(ReportOutcome.NotNow));

    private async Task<ReportAnswer> RecordAsync(string operation, ChannelPart order, WouldTell told, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        Exchange exchange = new()
        {
            Id = Guid.CreateVersion7(now).ToString("N"),
            Direction = ExchangeDirection.WouldSend,
            Partner = store,
            Operation = operation,
            Subject = order.ExternalId,
            Target = "test mode: not sent",
            StartedAt = now,
            Duration = TimeSpan.Zero,
            Request = JsonSerializer.SerializeToUtf8Bytes(told, WouldTellJson.Default.WouldTell),
        };
        await log.RecordAsync(exchange, cancellationToken);
        return ReportAnswer.Done("test mode: not sent", exchange.Id);
    }
}

/// <summary>What a test store would have told its channel; null members are left out.</summary>
internal sealed record WouldTell
{
    /// <summary>Lines.</summary>
    public IReadOnlyList<ReportLine>? Lines { get; init; }

    /// <summary>Parcels.</summary>
    public IReadOnlyList<ReportParcel>? Parcels { get; init; }

    /// <summary>Document.</summary>
    public ReportDocument? Document { get; init; }

    /// <summary>The channel's id of the shipment.</summary>
    public string? ShipmentId { get; init; }

    /// <summary>Code of the reason.</summary>
    public string? Reason { get; init; }
}

/// <summary>How it is spelled.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(WouldTell))]
internal sealed partial class WouldTellJson : JsonSerializerContext;
