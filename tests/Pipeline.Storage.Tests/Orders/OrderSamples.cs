using System.Text;
using Pipeline.Core.Catalog;
using Pipeline.Core.Issues;
using Pipeline.Core.Orders;
using Pipeline.Core.Messages;
using Pipeline.Core.Messages.Invoicing;
using Pipeline.Core.Orders.Placing;
using Pipeline.Core.Orders.Purchasing;
using Pipeline.Core.Orders.Records;
using Pipeline.Core.Orders.Sales;
using Pipeline.Core.Orders.Selling;

namespace Pipeline.Storage.Tests.Orders;

/// <summary>Orders to store: small ones that a test shapes, and one in which every field has a value.</summary>
internal static class OrderSamples
{
    public static readonly DateTimeOffset Start = new(2026, 3, 10, 6, 0, 0, TimeSpan.Zero);

    /// <summary>An order in the state received, to be reviewed in an hour.</summary>
    public static OrderRecord Small(string id) => new()
    {
        Order = new SalesOrder
        {
            OrderId = id,
            Source = OrderSource.Api,
            Lines = [new SalesOrderLine { LineNumber = new LineNumber(1), Sku = "7100231", Quantity = 2 }],
        },
        ReceivedAt = Start,
        ChangedAt = Start,
        ReviewDueAt = Start.AddHours(1),
    };

    /// <summary>The same order, cancelled.</summary>
    public static OrderRecord Ended(this OrderRecord record) =>
        record with { Order = record.Order with { IsCancelled = true }, ReviewDueAt = null };

    /// <summary>Events numbered on from a count.</summary>
    public static OrderEvent[] Events(int count, int after = 0) =>
        [.. Enumerable.Range(after + 1, count).Select(number => new OrderEvent(number, Start.AddSeconds(number), OrderSteps.Received, $"Event {number}"))];

    /// <summary>The stored form as text, to compare whole records.</summary>
    public static string Text(this OrderRecord record) => Encoding.UTF8.GetString(OrderRecordJson.Write(record));

    /// <summary>An order with a value in every field and a message of every kind.</summary>
    public static OrderRecord Full(string id) => Small(id) with
    {
        Order = new SalesOrder
        {
            OrderId = id,
            Source = new OrderSource("mirakl", "pixmania", "C-2026/1#?"),
            ShipTo = new DeliveryAddress
            {
                Name = "Zoë Müller",
                NameAddition = "Flat 3",
                Contact = "Zoë",
                Street = ["Rue de l'Été 1", "2e étage"],
                PostalCode = "75001",
                City = "Paris",
                CountryCode = "FR",
                Email = "zoe@example.com",
                Phone = "+33 1 23",
            },
            RequestedDeliveryDate = new DateOnly(2026, 3, 20),
            ShipComplete = true,
            EndUserReference = "EU-7",
            Lines =
            [
                new SalesOrderLine { LineNumber = new LineNumber(1), Distributor = "ingram-micro", Sku = "000000000007100231", Quantity = 2, MaxUnitPrice = 612.40m, SpecialBidNumber = "BID" },
                new SalesOrderLine { LineNumber = new LineNumber(2), Gtin = "2007100230014", Quantity = 1 },
                new SalesOrderLine { LineNumber = new LineNumber(999), Brand = "ZENTARO", ManufacturerPartNumber = "ZTB14", Quantity = 7 },
            ],
            PurchaseOrders = [Purchase(PurchasePhase.Acknowledged), Purchase(PurchasePhase.Planned) with { Documents = OrderDocuments.None }],
            IsSourcing = true,
            IsCancelRequested = true,
            BlockedReason = "PRICE_DIFFERS",
            IsChannelTold = true,
        },
        ChangedAt = Start.AddTicks(1),
        EventCount = 2,
        IsTest = true,
        Attempts =
        [
            new PurchaseAttempt
            {
                Number = new PurchaseOrderNumber("P1-1"),
                Sends = 2,
                SendingAt = Start.AddMinutes(1),
                AcknowledgedAt = Start.AddMinutes(2),
                AskedAt = Start.AddMinutes(3),
                NotBefore = Start.AddMinutes(4),
                HeldSince = Start.AddMinutes(5),
                Pause = TimeSpan.FromMinutes(6),
                UnknownSince = Start.AddMinutes(7),
            },
        ],
        Alarms =
        [
            new OrderAlarm(IssueCodes.ResponseOverdue, "P1-1", "Call them.", Start, null),
            new OrderAlarm(IssueCodes.HoldOverdue, "P1-1", "Pay.", Start, Start.AddHours(1)),
        ],
        ArePricesChecked = true,
        IsReleased = true,
        Channel = new ChannelPart
        {
            Store = "pixmania", ExternalId = "C-2026/1#?", CommercialId = "C-2026", State = ChannelOrderState.Shipping, CreatedAt = Start, UpdatedAt = Start.AddHours(1),
            AcceptBy = Start.AddHours(24), AcceptAtLatest = Start.AddDays(5), AcceptedAt = Start.AddHours(1), DebitedAt = Start.AddHours(2), PromisedBy = Start.AddDays(9),
            Currency = "EUR", Shipping = 4.90m, Locale = "fr_FR", SalesChannel = "ES_B2C", Abilities = OrderAbilities.Acceptance | OrderAbilities.Tracking,
            AcceptsItself = true, NextLookAt = Start.AddMinutes(15), Lacking = new Issue(IssueCodes.ChannelLinesShort, "line 1", null),
            Lines =
            [
                new ChannelLine
                {
                    LineNumber = new LineNumber(1), Id = "C-1", OfferSku = "SKU-1", Quantity = 2, UnitPrice = 29.90m, SentPrice = 29.80m,
                    Taxes = [new ChannelTax("VAT", 9.97m, 20)], State = ChannelOrderState.Shipping, IsRefused = true,
                },
            ],
        },
        Reports =
        [
            new ChannelReport
            {
                Kind = ReportKind.Refund, Key = "refund-1", State = ReportState.Done, DueAt = Start, SentAt = Start.AddMinutes(1), DoneAt = Start.AddMinutes(2),
                Evidence = "R-1", ExchangeIds = ["x-1"], NotBefore = Start.AddMinutes(6), Pause = TimeSpan.FromMinutes(1), Problem = new Issue(IssueCodes.CallTimedOut, null, null),
                Lines = [new ReportLine("C-1", 1) { IsAccepted = true, Amount = 29.90m, Shipping = 1, Taxes = [new ChannelTax("VAT", 4.98m, 20)] }],
                Parcels = [new ReportParcel("DPD", "T1", "https://example.com/T1")], Document = new ReportDocument("invoice", "I.pdf", 3, "aa"),
                Reason = "BROKEN", Fingerprint = "ff",
            },
        ],
    };

    /// <summary>An invoice with a value in every field.</summary>
    public static Invoice Invoice(string number = "7001") => new()
    {
        Origin = Origin("I"),
        InvoiceNumber = number,
        Kind = InvoiceKind.CreditNote,
        AccountNumber = "60-1",
        Date = new DateOnly(2026, 3, 12),
        DueDate = new DateOnly(2026, 4, 12),
        TermsCode = "30N",
        PurchaseOrderNumbers = ["P1-1"],
        DistributorOrderNumbers = ["8001"],
        DespatchAdviceNumbers = ["81"],
        VatNumber = "FR1",
        Currency = "EUR",
        Lines =
        [
            new InvoiceLine
            {
                LineNumber = "001", DistributorLineNumber = new DistributorLineNumber(10), PurchaseOrderNumber = "P1-1",
                Sku = DistributorSku.Parse("7100231"), Quantity = 2, Gtin = "2007100230014", ManufacturerPartNumber = "ZTB14",
                Description = "été", SerialNumbers = ["S1", "S2"], UnitPrice = 612.4000m, Amount = 1224.80m, VatRatePercent = 20m, VatAmount = 244.96m,
            },
        ],
        Charges =
        [
            new InvoiceCharge
            {
                Type = "recycling", Scheme = "FR", LineNumber = "001", Description = "Eco", Amount = 0.42m, VatRatePercent = 5.5m, VatAmount = 0.02m,
            },
        ],
        Vat = [new VatAmount(20m, 1224.80m, 244.96m)],
        Totals = new InvoiceTotals
        {
            Due = 1469.76m, Lines = 1224.80m, Discount = 0m, Charges = 0.42m, Taxable = 1224.80m, Vat = 244.96m, FinalTaxable = 1m, LineCount = 1, Quantity = 2,
        },
    };

    private static MessageOrigin Origin(string id) => new()
    {
        DocumentId = id, SentAt = Start.AddHours(2), SenderId = "IM", ReceiverId = "US", CountryCode = "FR",
    };

    private static PurchaseOrder Purchase(PurchasePhase phase) => new()
    {
        Number = new PurchaseOrderNumber("P1-1"),
        Distributor = "ingram-micro",
        Currency = "EUR",
        Lines =
        [
            new PurchaseOrderLine { LineNumber = new LineNumber(1), Sku = DistributorSku.Parse("000000000007100231"), Quantity = 2, UnitPrice = 612.40m, SpecialBidNumber = "BID" },
        ],
        Phase = phase,
        RefusalCode = "E1",
        Follow = new PurchaseFollow
        {
            Since = Start, Times = 3, AskedAt = Start.AddHours(4), NextAt = Start.AddHours(5), IsInvoiced = true, Pause = TimeSpan.FromMinutes(2),
        },
        Documents = new OrderDocuments([Advice(), Invoice(), Response(), Status()]),
    };

    private static DespatchAdvice Advice() => new()
    {
        Origin = Origin("D"),
        DespatchAdviceNumber = "81",
        PurchaseOrderNumber = "P1-1",
        DistributorOrderNumber = "8001",
        DespatchDate = new DateOnly(2026, 3, 11),
        DeliveryDate = new DateOnly(2026, 3, 12),
        Packages = 1,
        CarrierCode = "DPD",
        CarrierName = "DPD France",
        Weight = 1.250m,
        WeightUnit = "KG",
        TotalLines = 1,
        Lines =
        [
            new DespatchLine
            {
                LineNumber = new LineNumber(1), DistributorLineNumber = new DistributorLineNumber(10), Sku = DistributorSku.Parse("7100231"),
                Quantity = 2, Gtin = "2007100230014", ManufacturerPartNumber = "ZTB14", Description = "Notebook",
                SerialNumbers = ["S1", "S2"], Tracking = [new Tracking("T1", "https://example.com/T1", "DPD"), new Tracking("T2", null, null)],
            },
        ],
    };

    private static OrderResponse Response() => new()
    {
        Origin = Origin("R"),
        PurchaseOrderNumber = "P1-1",
        DistributorOrderNumber = "8001",
        DistributorOrderDate = new DateOnly(2026, 3, 10),
        Status = ResponseStatus.PartlyAccepted,
        StatusCode = "1",
        StatusText = "ok",
        ReasonCode = "X",
        Currency = "EUR",
        FreightAmount = 9.90m,
        Lines =
        [
            new OrderResponseLine
            {
                LineNumber = new LineNumber(1), DistributorLineNumber = new DistributorLineNumber(10), Sku = DistributorSku.Parse("7100231"),
                ManufacturerPartNumber = "ZTB14", Status = ResponseLineStatus.BackOrdered, StatusCode = "B", ReasonCode = "Y", Text = "later",
                Requested = 2, Confirmed = 1, BackOrdered = 1, UnitPrice = 612.40m, ExtendedPrice = 1224.80m,
                DeliveryDate = new DateOnly(2026, 3, 26), Schedule = [new ScheduledDelivery(1, new DateOnly(2026, 3, 26)), new ScheduledDelivery(1, null)],
            },
        ],
    };

    private static OrderStatus Status() => new()
    {
        Origin = Origin("S"),
        PurchaseOrderNumber = "P1-1",
        DistributorOrderNumber = "8001",
        DistributorOrderDate = new DateOnly(2026, 3, 10),
        ChangedAt = Start.AddHours(3),
        Status = OrderStatusCode.PartiallyShipped,
        StatusCode = "S",
        StatusText = "partly",
        Payment = PaymentStatus.Overdue,
        ChangeReason = "stock",
        SerialNumbers = ["S3"],
        Lines =
        [
            new OrderStatusLine
            {
                LineNumber = new LineNumber(1), DistributorLineNumber = new DistributorLineNumber(10), Sku = DistributorSku.Parse("7100231"),
                Status = OrderStatusCode.Shipped, StatusCode = "S", Ordered = 2, Shipped = 1, BackOrdered = 1,
                DeliveryDate = new DateOnly(2026, 3, 26), PreviousDeliveryDate = new DateOnly(2026, 3, 25),
            },
        ],
    };
}
