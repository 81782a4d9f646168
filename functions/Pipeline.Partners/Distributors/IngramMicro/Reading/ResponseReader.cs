using Pipeline.Core.Orders.Messages;

namespace Pipeline.Partners.Distributors.IngramMicro.Reading;

/// <summary>Order Response.</summary>
internal static class ResponseReader
{
    public static OrderResponse? Read(FieldReader fields, MessageOrigin origin)
    {
        if (fields.Text("purchaseOrderNumber") is not { } number)
        {
            return null;
        }

        ResponseStatus status = fields.Code<ResponseStatus>("status", "responseStatus");
        bool isOver = status == ResponseStatus.PartlyAccepted && fields.Profile.Document.PartlyAcceptedMeansRejected;
        return new OrderResponse
        {
            Origin = origin,
            PurchaseOrderNumber = number,
            DistributorOrderNumber = fields.Text("distributorOrderNumber"),
            DistributorOrderDate = fields.Date("distributorOrderDate"),
            Status = isOver ? ResponseStatus.Rejected : status,
            StatusCode = fields.Text("status"),
            StatusText = fields.Text("statusText"),
            ReasonCode = fields.Text("reasonCode"),
            Currency = fields.Text("currency"),
            FreightAmount = fields.Decimal("freightAmount"),
            Lines = [.. fields.Group("line").Select(ReadLine)],
        };
    }

    private static OrderResponseLine ReadLine(FieldReader line) => new()
    {
        LineNumber = line.LineNumber("lineNumber"),
        DistributorLineNumber = line.DistributorLineNumber("distributorLineNumber"),
        Sku = line.Sku("sku"),
        ManufacturerPartNumber = line.Text("mpn"),
        Status = line.Code<ResponseLineStatus>("status", "responseLineStatus"),
        StatusCode = line.Text("status"),
        ReasonCode = line.Text("reasonCode"),
        Text = line.Text("text"),
        Requested = line.Quantity("requested") ?? 0,
        Confirmed = line.Quantity("confirmed") ?? 0,
        BackOrdered = line.Quantity("backOrdered") ?? 0,
        UnitPrice = line.Decimal("unitPrice"),
        ExtendedPrice = line.Decimal("extendedPrice"),
        DeliveryDate = line.Date("deliveryDate"),
        Schedule =
        [
            .. line.Group("schedule").Select(part => new ScheduledDelivery(part.Quantity("quantity") ?? 0, part.Date("date"))),
        ],
    };
}
