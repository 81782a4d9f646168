using Pipeline.Core.Orders.Selling;

namespace Pipeline.Core.Channels.Orders;

/// <summary>What a store is told about its orders.</summary>
/// <remarks>
/// No call is repeated blindly: after an exception, or an answer that nobody knows what came of it, <see cref="AskAsync"/> says first
/// whether it was done. A call that says something which the channel shows already answers <see cref="ReportOutcome.Done"/>.
/// Only what <see cref="Abilities"/> names is called; the other members may throw.
/// </remarks>
public interface IOrderTarget
{
    /// <summary>What it can be told.</summary>
    OrderAbilities Abilities { get; }

    /// <summary>Accepts and refuses lines; all lines of the order are named.</summary>
    Task<ReportAnswer> DecideAsync(ChannelPart order, IReadOnlyList<ReportLine> lines, CancellationToken cancellationToken);

    /// <summary>Tells carrier and number of what has left.</summary>
    /// <param name="order">The order.</param>
    /// <param name="shipment">Lines and parcels: all of the order, or, with <see cref="OrderAbilities.Shipments"/>, one shipment of several.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>With <see cref="OrderAbilities.Shipments"/> its evidence is the channel's id of the shipment.</returns>
    Task<ReportAnswer> TellTrackingAsync(ChannelPart order, ChannelReport shipment, CancellationToken cancellationToken);

    /// <summary>Uploads a document.</summary>
    Task<ReportAnswer> UploadAsync(ChannelPart order, ReportDocument document, ReadOnlyMemory<byte> content, CancellationToken cancellationToken);

    /// <summary>Tells that the goods have left.</summary>
    /// <param name="order">The order.</param>
    /// <param name="shipmentId">What <see cref="TellTrackingAsync"/> gave as evidence for the shipment; null when it gave none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<ReportAnswer> TellShippedAsync(ChannelPart order, string? shipmentId, CancellationToken cancellationToken);

    /// <summary>Cancels pieces of lines.</summary>
    Task<ReportAnswer> CancelAsync(ChannelPart order, ChannelReport cancellation, CancellationToken cancellationToken);

    /// <summary>Pays back amounts of lines.</summary>
    Task<ReportAnswer> RefundAsync(ChannelPart order, ChannelReport refund, CancellationToken cancellationToken);

    /// <summary>Whether something was done that may have been, by what the channel shows; changes nothing.</summary>
    /// <param name="order">The order.</param>
    /// <param name="report">What was sent at its <see cref="ChannelReport.SentAt"/>.</param>
    /// <param name="shipmentId">As of <see cref="TellShippedAsync"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Done, with the evidence that the call would have given; NotNow when it certainly was not done; or Unknown.</returns>
    Task<ReportAnswer> AskAsync(ChannelPart order, ChannelReport report, string? shipmentId, CancellationToken cancellationToken);
}
