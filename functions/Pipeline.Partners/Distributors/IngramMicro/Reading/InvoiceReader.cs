using Pipeline.Core.Orders.Messages;
using Pipeline.Core.Orders.Messages.Invoicing;

namespace Pipeline.Partners.Distributors.IngramMicro.Reading;

/// <summary>Invoice and credit note.</summary>
internal static class InvoiceReader
{
    public static Invoice? Read(FieldReader fields, MessageOrigin origin) =>
        fields.Text("invoiceNumber") is not { } number
            ? null
            : new Invoice
            {
                Origin = origin,
                InvoiceNumber = number,
                Kind = fields.Code<InvoiceKind>("kind", "invoiceKind"),
                AccountNumber = fields.Text("accountNumber"),
                Date = fields.Date("date"),
                DueDate = fields.Date("dueDate"),
                TermsCode = fields.Text("termsCode"),
                PurchaseOrderNumbers = fields.Texts("purchaseOrderNumbers"),
                DistributorOrderNumbers = fields.Texts("distributorOrderNumbers"),
                DespatchAdviceNumbers = fields.Texts("despatchAdviceNumbers"),
                VatNumber = fields.Text("vatNumber"),
                Currency = Currency(fields),
                Lines = [.. fields.Group("line").Select(ReadLine)],
                Charges = [.. fields.Group("charge").Select(ReadCharge)],
                Vat = [.. fields.Group("vat").Select(ReadVat)],
                Totals = ReadTotals(fields),
            };

    /// <summary>The manual calls countries currencies: mapped by the profile, else believed.</summary>
    private static string? Currency(FieldReader fields) => fields.Text("currency") is { } text
        ? fields.Profile.Codes["currency"].GetValueOrDefault(text, text).ToUpperInvariant()
        : null;

    private static InvoiceLine ReadLine(FieldReader line) => new()
    {
        LineNumber = line.Text("lineNumber"),
        DistributorLineNumber = line.DistributorLineNumber("distributorLineNumber"),
        PurchaseOrderNumber = line.Text("purchaseOrderNumber"),
        Sku = line.Sku("sku"),
        Quantity = line.Quantity("quantity") ?? 0,
        Gtin = line.Text("gtin"),
        ManufacturerPartNumber = line.Text("mpn"),
        Description = line.Text("description"),
        SerialNumbers = line.Texts("serialNumber"),
        UnitPrice = line.Decimal("unitPrice"),
        Amount = line.Decimal("amount"),
        VatRatePercent = line.Decimal("vatRate"),
        VatAmount = line.Decimal("vatAmount"),
    };

    private static InvoiceCharge ReadCharge(FieldReader charge) => new()
    {
        Type = charge.Text("type") ?? string.Empty,
        Scheme = charge.Text("scheme"),
        LineNumber = charge.Text("lineNumber"),
        Description = charge.Text("description"),
        Amount = charge.Decimal("amount") ?? 0,
        VatRatePercent = charge.Decimal("vatRate"),
        VatAmount = charge.Decimal("vatAmount"),
    };

    private static VatAmount ReadVat(FieldReader vat) =>
        new(vat.Decimal("rate") ?? 0, vat.Decimal("taxable") ?? 0, vat.Decimal("amount") ?? 0);

    private static InvoiceTotals ReadTotals(FieldReader fields) => new()
    {
        Due = fields.Decimal("totalDue"),
        Lines = fields.Decimal("totalLines"),
        Discount = fields.Decimal("totalDiscount"),
        Charges = fields.Decimal("totalCharges"),
        Taxable = fields.Decimal("totalTaxable"),
        Vat = fields.Decimal("totalVat"),
        FinalTaxable = fields.Decimal("finalTaxable"),
        LineCount = fields.Quantity("lineCount"),
        Quantity = fields.Quantity("totalQuantity"),
    };
}
