using Pipeline.Core.Messages;

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

        fields.Currency = fields.Text("currency");
        ResponseStatus status = fields.DecisiveCode<ResponseStatus>("status", "responseStatus");
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
            Currency = fields.Currency,
            FreightAmount = fields.Amount("freightAmount"),
            Lines = [.. fields.Group("line").Select(line => ReadLine(line, fields.IsUnsure))],
        };
    }

    // An answer that the profile does not know decides nothing; a line may still say what becomes of it.
    private static OrderResponseLine ReadLine(FieldReader line, bool? isAnswerUnsure)
    {
        OrderResponseLine read = ReadFields(line);
        return read with { IsUnsure = line.IsUnsure ?? (read.Status is ResponseLineStatus.Unknown ? isAnswerUnsure : null) };
    }

    private static OrderResponseLine ReadFields(FieldReader line) => new()
    {
        LineNumber = line.LineNumber("lineNumber"),
        DistributorLineNumber = line.DistributorLineNumber("distributorLineNumber"),
        Sku = line.Sku("sku"),
        ManufacturerPartNumber = line.Text("mpn"),
        Status = line.DecisiveCode<ResponseLineStatus>("status", "responseLineStatus"),
        StatusCode = line.Text("status"),
        ReasonCode = line.Text("reasonCode"),
        Text = line.Text("text"),
        Requested = line.Quantity("requested") ?? 0,
        Confirmed = line.Quantity("confirmed") ?? 0,
        BackOrdered = line.Quantity("backOrdered") ?? 0,
        UnitPrice = line.Amount("unitPrice"),
        ExtendedPrice = line.Amount("extendedPrice"),
        DeliveryDate = line.Date("deliveryDate"),
        Schedule =
        [
            .. line.Group("schedule").Select(part => new ScheduledDelivery(part.Quantity("quantity") ?? 0, part.Date("date"))),
        ],
    };
}
