using Pipeline.Core.Orders.Messages;
using Pipeline.Core.Orders.Progress;

namespace Pipeline.Functions.Orders.Views;

/// <summary>A shipment.</summary>
/// <param name="DespatchAdviceNumber">The distributor's number.</param>
/// <param name="DistributorOrderNumber">The distributor's number of the order, or null.</param>
/// <param name="DespatchedOn">Day the goods left, or null.</param>
/// <param name="ExpectedOn">Estimated day of delivery, or null.</param>
/// <param name="Tracking">How to follow the cartons.</param>
/// <param name="Lines">Pieces by line.</param>
public sealed record DeliveryView(
    string DespatchAdviceNumber,
    string? DistributorOrderNumber,
    DateOnly? DespatchedOn,
    DateOnly? ExpectedOn,
    IReadOnlyList<Tracking> Tracking,
    IReadOnlyList<DeliveryLineView> Lines)
{
    internal static DeliveryView Of(DeliveryProgress delivery) => new(
        delivery.DespatchAdviceNumber,
        delivery.DistributorOrderNumber,
        delivery.DespatchedOn,
        delivery.ExpectedOn,
        delivery.Tracking,
        [.. delivery.Lines.Select(static line => new DeliveryLineView(line.LineNumber.Value, line.Quantity, line.SerialNumbers))]);
}
