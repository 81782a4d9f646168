using Pipeline.Core.Messages;
using Pipeline.Core.Messages.Invoicing;

namespace Pipeline.Partners.Distributors.IngramMicro.Reading;

/// <summary>Invoice and credit note.</summary>
internal static class InvoiceReader
{
    public static Invoice? Read(FieldReader fields, MessageOrigin origin)
    {
        if (fields.Text("invoiceNumber") is not { } number)
        {
            return null;
        }

        InvoiceKind kind = fields.Code<InvoiceKind>("kind", "invoiceKind");
        fields.Currency = CurrencyOf(fields);
        return new Invoice
        {
            Origin = origin,
            InvoiceNumber = number,
            Kind = kind,
            AccountNumber = fields.Text("accountNumber"),
            Date = fields.Date("date"),
            DueDate = fields.Date("dueDate"),
            TermsCode = fields.Text("termsCode"),
            PurchaseOrderNumbers = fields.Texts("purchaseOrderNumbers"),
            DistributorOrderNumbers = fields.Texts("distributorOrderNumbers"),
            DespatchAdviceNumbers = fields.Texts("despatchAdviceNumbers"),
            VatNumber = fields.Text("vatNumber"),
            Currency = fields.Currency,
            Lines = [.. fields.Group("line").Select(line => ReadLine(line, kind))],
            Charges = [.. fields.Group("charge").Select(ReadCharge).OfType<InvoiceCharge>()],
            Vat = [.. fields.Group("vat").Select(ReadVat).OfType<VatAmount>()],
            Totals = ReadTotals(fields),
        };
    }

    /// <summary>The manual calls countries currencies: mapped by the profile, else believed.</summary>
    private static string? CurrencyOf(FieldReader fields) => fields.Text("currency") is { } text
        ? fields.Profile.Codes["currency"].GetValueOrDefault(text, text).ToUpperInvariant()
        : null;

    private static InvoiceLine ReadLine(FieldReader line, InvoiceKind kind)
    {
        InvoiceLine read = ReadFields(line, kind);
        return read with { IsUnsure = line.IsUnsure };
    }

    private static InvoiceLine ReadFields(FieldReader line, InvoiceKind kind) => new()
    {
        LineNumber = line.Text("lineNumber"),
        DistributorLineNumber = line.DistributorLineNumber("distributorLineNumber"),
        PurchaseOrderNumber = line.Text("purchaseOrderNumber"),
        Sku = line.Sku("sku"),
        Quantity = (kind == InvoiceKind.CreditNote ? line.CreditedQuantity("quantity") : line.Quantity("quantity")) ?? 0,
        Gtin = line.Text("gtin"),
        ManufacturerPartNumber = line.Text("mpn"),
        Description = line.Text("description"),
        SerialNumbers = line.Texts("serialNumber"),
        UnitPrice = line.Amount("unitPrice"),
        Amount = line.Amount("amount"),
        VatRatePercent = line.Percent("vatRate"),
        VatAmount = line.Amount("vatAmount"),
    };

    // Without its amount a charge says nothing that could be added up; the issue says what is missing.
    private static InvoiceCharge? ReadCharge(FieldReader charge) => charge.Amount("amount") is not { } amount
        ? null
        : new InvoiceCharge
        {
            Type = charge.Text("type") ?? string.Empty,
            Scheme = charge.Text("scheme"),
            LineNumber = charge.Text("lineNumber"),
            Description = charge.Text("description"),
            Amount = amount,
            VatRatePercent = charge.Percent("vatRate"),
            VatAmount = charge.Amount("vatAmount"),
        };

    private static VatAmount? ReadVat(FieldReader vat)
    {
        decimal? rate = vat.Percent("rate");
        decimal? taxable = vat.Amount("taxable");
        decimal? amount = vat.Amount("amount");
        return rate is { } percent && taxable is { } net && amount is { } tax ? new VatAmount(percent, net, tax) : null;
    }

    private static InvoiceTotals ReadTotals(FieldReader fields) => new()
    {
        Due = fields.Amount("totalDue"),
        Lines = fields.Amount("totalLines"),
        Discount = fields.Amount("totalDiscount"),
        Charges = fields.Amount("totalCharges"),
        Taxable = fields.Amount("totalTaxable"),
        Vat = fields.Amount("totalVat"),
        FinalTaxable = fields.Amount("finalTaxable"),
        LineCount = fields.Quantity("lineCount"),
        Quantity = fields.Quantity("totalQuantity"),
    };
}
