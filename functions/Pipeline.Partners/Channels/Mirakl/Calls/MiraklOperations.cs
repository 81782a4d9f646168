namespace Pipeline.Partners.Channels.Mirakl.Calls;

/// <summary>The operations that are used, each with the limit that its operator publishes.</summary>
/// <remarks>What is asked for once a day is kept by whoever asks; the service's own refusal stands behind that.</remarks>
internal static class MiraklOperations
{
    public static readonly MiraklOperation Account = Get("A01", "api/account");
    public static readonly MiraklOperation Configuration = Get("PC01", "api/platform/configuration");
    public static readonly MiraklOperation CustomFields = Get("AF01", "api/additional_fields");
    public static readonly MiraklOperation Channels = Get("CH11", "api/channels");
    public static readonly MiraklOperation DocumentTypes = Get("DO01", "api/documents");
    public static readonly MiraklOperation Reasons = Get("RE01", "api/reasons");
    public static readonly MiraklOperation Carriers = Get("SH21", "api/shipping/carriers");
    public static readonly MiraklOperation ShippingTypes = Get("SH12", "api/shipping/types");
    public static readonly MiraklOperation LogisticClasses = Get("SH31", "api/shipping/logistic_classes");
    public static readonly MiraklOperation OfferStates = Get("OF61", "api/offers/states");

    public static readonly MiraklOperation Categories = Large("H11", "api/hierarchies");
    public static readonly MiraklOperation Attributes = Large("PM11", "api/products/attributes");
    public static readonly MiraklOperation ValueLists = Large("VL11", "api/values_lists");
    public static readonly MiraklOperation Products = Get("P31", "api/products");
    public static readonly MiraklOperation Competitors = Get("P11", "api/products/offers");
    public static readonly MiraklOperation ImportProducts = Post("P41", "api/products/imports", 15 * 60);
    public static readonly MiraklOperation ProductImport = Get("P42", "api/products/imports/{}", 60);
    public static readonly MiraklOperation ProductImports = Get("P51", "api/products/imports", 60);
    public static readonly MiraklOperation ProductErrors = File("P44", "api/products/imports/{}/error_report");
    public static readonly MiraklOperation NewProducts = File("P45", "api/products/imports/{}/new_product_report");
    public static readonly MiraklOperation TransformedProducts = File("P46", "api/products/imports/{}/transformed_file", "text/csv");
    public static readonly MiraklOperation TransformationErrors = File("P47", "api/products/imports/{}/transformation_error_report");
    public static readonly MiraklOperation ProductStates = Get("CM11", "api/mcm/products/sources/status/export", 5 * 60) with
    {
        IsEmptyFine = true, Deadline = TimeSpan.FromMinutes(3), MaxBytes = 128 << 20,
    };

    public static readonly MiraklOperation ImportOffers = Post("OF01", "api/offers/imports", 60);
    public static readonly MiraklOperation OfferImport = Get("OF02", "api/offers/imports/{}", 60);
    public static readonly MiraklOperation OfferErrors = File("OF03", "api/offers/imports/{}/error_report") with { Interval = TimeSpan.FromSeconds(60) };
    public static readonly MiraklOperation OfferImports = Get("OF04", "api/offers/imports", 60);
    public static readonly MiraklOperation Offers = Get("OF21", "api/offers");
    public static readonly MiraklOperation Offer = Get("OF22", "api/offers/{}");
    public static readonly MiraklOperation ImportStock = Post("STO01", "api/offers/stock/imports", 60);
    public static readonly MiraklOperation StockImport = Get("STO02", "api/offers/stock/imports/{}/status", 15);
    public static readonly MiraklOperation StockErrors = File("STO03", "api/offers/stock/imports/{}/error_report", "text/csv") with { Interval = TimeSpan.FromSeconds(60) };
    public static readonly MiraklOperation ImportPrices = Post("PRI01", "api/offers/pricing/imports", 60);
    public static readonly MiraklOperation PriceImports = Get("PRI02", "api/offers/pricing/imports", 15);
    public static readonly MiraklOperation PriceErrors = File("PRI03", "api/offers/pricing/imports/{}/error_report", "text/csv") with { Interval = TimeSpan.FromSeconds(60) };

    /// <summary>A list of orders as a flow reads it; its later pages belong to the same reading.</summary>
    public static readonly MiraklOperation Orders = Get("OR11", "api/orders", 60);

    /// <summary>Orders by their ids, or a later page: as a person looks at them.</summary>
    public static readonly MiraklOperation OrdersShown = Get("OR11", "api/orders");
    public static readonly MiraklOperation Accept = Put("OR21", "api/orders/{}/accept");
    public static readonly MiraklOperation Track = Put("OR23", "api/orders/{}/tracking") with { IsRepeatable = true };
    public static readonly MiraklOperation Ship = Put("OR24", "api/orders/{}/ship");
    public static readonly MiraklOperation Refund = Put("OR28", "api/orders/refund") with { IsEmptyFine = false };
    public static readonly MiraklOperation Cancel = Put("OR29", "api/orders/{}/cancel");
    public static readonly MiraklOperation CancelLines = Put("OR30", "api/orders/cancel") with { IsEmptyFine = false };
    public static readonly MiraklOperation Documents = Get("OR72", "api/orders/documents");
    public static readonly MiraklOperation UploadDocuments = Post("OR74", "api/orders/{}/documents");
    public static readonly MiraklOperation CreateShipments = Post("ST01", "api/shipments");
    public static readonly MiraklOperation Shipments = Get("ST11", "api/shipments");
    public static readonly MiraklOperation TrackShipments = Post("ST23", "api/shipments/tracking");
    public static readonly MiraklOperation ShipShipments = Put("ST24", "api/shipments/ship") with { IsEmptyFine = false };

    public static readonly MiraklOperation Threads = Get("M11", "api/inbox/threads");
    public static readonly MiraklOperation Reply = Post("M12", "api/inbox/threads/{}/message");
    public static readonly MiraklOperation Attachment = File("M13", "api/inbox/threads/{}/download");
    public static readonly MiraklOperation OpenThread = Post("OR43", "api/orders/{}/threads");

    private static MiraklOperation Get(string code, string path, int seconds = 0) => new(code, HttpMethod.Get, path) { Interval = TimeSpan.FromSeconds(seconds) };

    // Lists of thousands; once an hour.
    private static MiraklOperation Large(string code, string path) => Get(code, path, 60 * 60) with { Deadline = TimeSpan.FromMinutes(3), MaxBytes = 128 << 20 };

    private static MiraklOperation File(string code, string path, string accept = "application/octet-stream") => Get(code, path) with
    {
        Accept = accept, IsEmptyFine = true, Deadline = TimeSpan.FromMinutes(3), MaxBytes = 128 << 20,
    };

    private static MiraklOperation Post(string code, string path, int seconds = 0) => new(code, HttpMethod.Post, path)
    {
        Interval = TimeSpan.FromSeconds(seconds), Deadline = TimeSpan.FromMinutes(2),
    };

    private static MiraklOperation Put(string code, string path) => new(code, HttpMethod.Put, path) { IsEmptyFine = true };
}
