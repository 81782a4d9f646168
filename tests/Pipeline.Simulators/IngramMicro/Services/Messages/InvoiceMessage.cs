using System.Xml.Linq;
using Pipeline.Simulators.IngramMicro.Services.Orders;

namespace Pipeline.Simulators.IngramMicro.Services.Messages;

/// <summary>Invoice and credit note.</summary>
internal static class InvoiceMessage
{
    private const int DaysToPay = 30;

    public static XElement Write(PlacedOrder order, InvoiceDraft draft, DateOnly today, ServicesOptions options, MessageText text) => new(
        "Invoice",
        new XElement(
            "InvoiceHeader",
            new XElement("InvoiceType", draft.Type),
            new XElement("InvoiceNumber", draft.Number),
            new XElement("InvoiceDate", MessageText.Compact(today)),
            new XElement("CustomerPO", order.PurchaseOrderNumber),
            new XElement("OriginalOrderNumber", order.IngramSalesOrderNumber),
            Element.Optional("DespatchAdviceNumber", draft.AdviceNumber)),
        new XElement("IMAccountNumber", options.AccountNumber),
        Customer(options.CountryCode),
        ShipTo(order.ShipTo),
        new XElement("VAT", new XElement("VATNumber", $"{options.CountryCode}XX999999999")),
        new XElement("Currency", new XElement("CurrencyCode", "EUR")),
        new XElement("PaymentTerms", new XElement("TermsCode", MessageText.Whole(DaysToPay))),
        new XElement("PaymentDue", new XElement("PaymentDueDate", MessageText.Compact(today.AddDays(DaysToPay)))),
        draft.Lines.Count == 0 ? null : new XElement("LineItemHeader", draft.Lines.Select(line => Line(line, text))),
        draft.Charges.Count == 0 ? null : new XElement("ChargeHeader", draft.Charges.Select(charge => Charge(charge, text))),
        Element.Typed("TotalInformation", "OrderLines", MessageText.Whole(draft.Lines.Count)),
        Element.Typed("TotalInformation", "TotalQuantity", MessageText.Whole(draft.Lines.Sum(line => line.Quantity))),
        Element.Typed("TotalInformation", "Terms", "30 NET"),
        Element.Typed("TotalFinancial", "TotalAmountDue", text.Amount(draft.Due)),
        Element.Typed("TotalFinancial", "TotalLineItemAmount", text.Amount(draft.LineTotal)),
        Element.Typed("TotalFinancial", "TotalDiscountAmount", text.Amount(0)),
        Element.Typed("TotalFinancial", "TotalChargeAmount", text.Amount(draft.ChargeTotal)),
        Element.Typed("TotalFinancial", "TotalTaxableAmount", text.Amount(draft.Taxable)),
        new XElement("TaxSummary", draft.Rates.Select(rate => new XElement(
            "TaxRate", new XAttribute("Type", "VAT"), new XAttribute("Rate", text.Amount(rate.Rate)),
            new XAttribute("TaxableAmount", text.Amount(rate.Taxable)), new XAttribute("TaxAmount", text.Amount(rate.Vat))))),
        Element.Typed("Final", "FinalTaxAmount", text.Amount(draft.Vat)),
        Element.Typed("Final", "FinalTaxableAmount", text.Amount(draft.Taxable)));

    private static XElement Line(InvoicedLine line, MessageText text) => new(
        "LineItem",
        new XAttribute("LineNumber", line.Line.CustomerLineNumber),
        new XAttribute("IngramLineNumber", line.Line.IngramLineNumber),
        new XElement(
            "Product",
            new XAttribute("SKU", line.Line.SkuAsShown),
            new XAttribute("InvoicedQuantity", MessageText.Whole(line.Quantity)),
            new XElement("CustomerSKU"),
            Element.Optional("EANCode", line.Line.Article!.Ean),
            new XElement("ManufacturerSKU", line.Line.Article.VendorPartNumber),
            new XElement("SKUDescription1", line.Line.Article.Description)),
        line.SerialNumbers.Count == 0
            ? null
            : new XElement("SerialNumberHeader", line.SerialNumbers.Select(number => new XElement("SerialNumber", number))),
        Tax(line.Amount, line.Rate, text),
        new XElement(
            "LineMonetaryInfo",
            new XElement("UnitPrice", text.Amount(line.UnitPrice)),
            new XElement("LineItemAmount", text.Amount(line.Amount))));

    private static XElement Charge(InvoicedCharge charge, MessageText text) => new(
        "Charge",
        new XAttribute("Type", charge.Type),
        new XAttribute("Scheme", charge.Scheme),
        charge.CustomerLineNumber is null ? null : new XAttribute("LineNumber", charge.CustomerLineNumber),
        new XElement("Description", charge.Description),
        new XElement("Amount", text.Amount(charge.Amount)),
        Tax(charge.Amount, charge.Rate, text));

    private static XElement Tax(decimal amount, decimal rate, MessageText text) => new(
        "Tax", new XAttribute("Type", "VAT"), new XAttribute("Rate", text.Amount(rate)), text.Amount(CountryTaxes.Vat(amount, rate)));

    private static XElement Customer(string country) => new(
        "Address", new XAttribute("Type", "Customer"),
        new XElement("Name", "REVENDEUR EXEMPLE SAS"),
        new XElement("AddressLine1", "5 avenue des Essais"),
        new XElement("City", "PARIS"),
        new XElement("PostalCode", "75002"),
        new XElement("CountryCode", country));

    private static XElement ShipTo(ShipTo place) => new(
        "Address", new XAttribute("Type", "ShipTo"),
        new XElement("Name", place.Name),
        new XElement("AddressLine1", place.Street[0]),
        new XElement("City", place.City.ToUpperInvariant()),
        new XElement("PostalCode", place.PostalCode),
        new XElement("CountryCode", place.CountryCode));
}
