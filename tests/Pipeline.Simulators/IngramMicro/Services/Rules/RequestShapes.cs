using Pipeline.Simulators.IngramMicro.Services.Wire;

namespace Pipeline.Simulators.IngramMicro.Services.Rules;

/// <summary>The requests, element by element, in the order of the samples.</summary>
internal static class RequestShapes
{
    public const int MostItems = 20;
    public const int MostLines = 200;

    private static readonly (string, ValuePattern)[] InPieces = [("UnitOfMeasure", ValuePattern.OneOf("EA"))];

    public static ElementRule Prices { get; } = new("PriceAndAvailabilityRequest")
    {
        Children =
        [
            new("PriceAndAvailabilityPreference") { Pattern = ValuePattern.OneOf("1", "2", "3") },
            new("CurrencyCode") { IsRequired = false, Pattern = ValuePattern.OneOf("EUR") },
            new("Item")
            {
                // One more than allowed: too many items have a rule and a code of their own.
                MostTimes = int.MaxValue,
                Children =
                [
                    new("ItemNumber") { IsRequired = false, Pattern = ValuePattern.Pieces },
                    new("IngramPartNumber") { IsRequired = false, MostCharacters = 18, Pattern = ValuePattern.Of("digits", "^[0-9]+$") },
                    new("VendorPartNumber") { IsRequired = false, MostCharacters = 40 },
                    new("EANUPCCode") { IsRequired = false, MostCharacters = 14, Pattern = ValuePattern.Of("digits", "^[0-9]+$") },
                    new("RequestedQuantity") { Pattern = ValuePattern.Pieces, Attributes = InPieces, Code = "INVALID_QTY" },
                    new("ReserveInventorySearchFlag") { IsRequired = false, Pattern = ValuePattern.Flag },
                ],
            },
        ],
    };

    public static ElementRule Status { get; } = new("OrderStatusRequest")
    {
        Attributes = [("IncludeOrderDetails", ValuePattern.Flag)],
        Children = [new("CustomerPurchaseOrderNumber") { MostCharacters = 18 }],
    };

    public static ElementRule Search { get; } = new("OrderSearchRequest")
    {
        Children =
        [
            new("IngramSalesOrderDateRange")
            {
                Children = [new("FromDate") { Pattern = ValuePattern.Date }, new("ToDate") { Pattern = ValuePattern.Date }],
            },
        ],
    };

    public static ElementRule Order { get; } = new("OrderCreateRequest")
    {
        Children =
        [
            new("CustomerPurchaseOrderDetails")
            {
                Children =
                [
                    new("PurchaseOrderNumber") { MostCharacters = 18, Pattern = ValuePattern.Of("of A-Z, 0-9 and -", "^[A-Z0-9-]+$") },
                    new("PurchaseOrderDate") { Pattern = ValuePattern.Date },
                    new("EndUserPurchaseOrderNumber") { IsRequired = false, MostCharacters = 18 },
                ],
            },
            new("IngramSalesOrderType"),
            new("CurrencyCode") { IsRequired = false, Pattern = ValuePattern.OneOf("EUR") },
            new("ShipToDetails") { Children = [Address] },
            new("ShippingDetails")
            {
                IsRequired = false,
                Children =
                [
                    new("RequestedDeliveryDate") { IsRequired = false, Pattern = ValuePattern.Date },
                    new("CarrierCode") { IsRequired = false, MostCharacters = 2 },
                ],
            },
            new("ProcessingFlags")
            {
                Children = [Flag("BackOrderFlag"), Flag("SplitShipmentFlag"), Flag("ShipCompleteFlag"), Flag("HoldOrderFlag")],
            },
            new("LineDetails")
            {
                MostTimes = MostLines,
                Children =
                [
                    new("CustomerLineNumber") { MostCharacters = 3, Pattern = ValuePattern.Of("a line number", "^[0-9]+$") },
                    new("IngramPartNumber") { MostCharacters = 18, Pattern = ValuePattern.Of("digits", "^[0-9]+$") },
                    new("RequestedQuantity") { Pattern = ValuePattern.Pieces, Attributes = InPieces, Code = "INVALID_QTY" },
                    new("RequestedUnitPrice") { Pattern = ValuePattern.Price },
                    new("SpecialBidNumber") { IsRequired = false, MostCharacters = 35 },
                    new("LineText") { IsRequired = false, MostCharacters = 35 },
                ],
            },
        ],
    };

    private static ElementRule Address => new("Address")
    {
        Children =
        [
            Text("Name1", true), Text("Name2", false), Text("Name3", false), Text("Name4", false),
            Text("Address1", true), Text("Address2", false), Text("Address3", false), Text("City", true),
            new("PostalCode") { MostCharacters = 9, Code = "POSTCODE_INVALID" },
            new("CountryCode") { Pattern = ValuePattern.Country, Code = "ADDRESS_INVALID" },
            new("Email") { IsRequired = false, Pattern = ValuePattern.Of("a mail address", "^[^@ ]+@[^@ ]+$"), Code = "ADDRESS_INVALID" },
            new("Phone") { IsRequired = false },
        ],
    };

    /// <summary>The preamble of every call; a family without party ids leaves them out.</summary>
    public static ElementRule Preamble(WireFamily family, bool hasToken) => new("RequestPreamble")
    {
        Children =
        [
            new("SenderID") { IsRequired = family.NamesParties, MostCharacters = 18, Pattern = family.NamesParties ? ValuePattern.LocationNumber : null },
            new("ReceiverID") { IsRequired = family.NamesParties, MostCharacters = 18 },
            new("TransactionClassifier") { Pattern = ValuePattern.OneOf(family.Versions) },
            new("TransactionID") { MostCharacters = 36 },
            new("TimeStamp") { IsRequired = false, Pattern = ValuePattern.Time },
            new("UserName") { IsRequired = !hasToken },
            new("UserPassword") { IsRequired = !hasToken },
            new("CountryCode") { Pattern = ValuePattern.Country },
            new("TransactionMode") { IsRequired = false, Pattern = ValuePattern.OneOf("SYNC", "ASYNC") },
        ],
    };

    private static ElementRule Flag(string name) => new(name) { Pattern = ValuePattern.Flag };

    private static ElementRule Text(string name, bool isRequired) =>
        new(name) { IsRequired = isRequired, MostCharacters = 35, Code = "ADDRESS_INVALID" };
}
