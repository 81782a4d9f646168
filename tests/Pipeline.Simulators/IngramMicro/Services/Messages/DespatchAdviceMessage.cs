using System.Globalization;
using System.Xml.Linq;
using Pipeline.Simulators.IngramMicro.Services.Orders;

namespace Pipeline.Simulators.IngramMicro.Services.Messages;

/// <summary>Despatch Advice.</summary>
internal static class DespatchAdviceMessage
{
    public static XElement Write(PlacedOrder order, Shipment shipment, DateOnly today, ServicesOptions options, bool hasTracking, MessageText text) => new(
        "DespatchAdvice",
        new XElement(
            "DespatchAdviceHeader",
            new XElement("DespatchAdviceNumber", shipment.AdviceNumber),
            new XElement("CustomerPO", order.PurchaseOrderNumber),
            new XElement("IngramSalesOrderNumber", order.IngramSalesOrderNumber)),
        new XElement("IMAccountNumber", options.AccountNumber),
        new XElement("ShipToSuffix", "000"),
        new XElement(
            "DateHeader",
            Element.Typed("Date", "Document", MessageText.Compact(today)),
            Element.Typed("Date", "Despatch", MessageText.Compact(today)),
            Element.Typed("Date", "Delivery", MessageText.Compact(today.AddDays(2))),
            Element.Typed("Date", "Order", MessageText.Compact(order.Day))),
        ShipFrom(options.CountryCode),
        ShipTo(order.ShipTo),
        new XElement(
            "ConsignmentHeader",
            new XElement("SequenceNumber", "1"),
            new XElement("NumberOfPackages", MessageText.Whole(shipment.Packages)),
            new XElement("CarrierCode", "CX"),
            new XElement("CarrierName", "Transport Exemple Express")),
        new XElement(
            "MeasurementHeader",
            new XElement("UnitOfMeasure", "KGM"),
            new XElement("Weight", text.Amount(shipment.Weight))),
        new XElement("LineHeader", shipment.Cartons.Select(carton => Line(carton, hasTracking))),
        new XElement("TotalLinesShipped", MessageText.Whole(shipment.Cartons.Count)));

    private static XElement Line(ShippedLine carton, bool hasTracking) => new(
        "LineItem",
        new XAttribute("LineNumber", carton.Line.IngramLineNumber),
        new XAttribute("CustomerLineNumber", carton.Line.CustomerLineNumber),
        new XElement(
            "Product",
            new XAttribute("SKU", carton.Line.SkuAsShown),
            new XAttribute("DespatchQuantity", MessageText.Whole(carton.Quantity)),
            carton.Line.Article!.Ean.Length == 0 ? null : Element.Typed("Item", "EN", carton.Line.Article.Ean),
            new XElement("ManufacturerSKU", carton.Line.Article.VendorPartNumber),
            new XElement("SKUDescription1", carton.Line.Article.Description),
            new XElement(
                "SerialNumberHeader",
                carton.SerialNumbers.Count == 0
                    ? new XElement("SerialNumber")
                    : carton.SerialNumbers.Select(number => new XElement("SerialNumber", number)))),
        hasTracking
            ? new XElement(
                "PackageHeader",
                new XElement(
                    "IdentificationHeader",
                    new XElement("Identification", new XAttribute("TrackingNumber", carton.TrackingNumber)),
                    new XElement("TrackingURL", $"https://carrier.example.invalid/t/{carton.TrackingNumber}")))
            : null);

    private static XElement ShipFrom(string country) => new(
        "Address", new XAttribute("Type", "ShipFrom"),
        new XElement("Name", $"ENTREPOT FICTIF {country}01"),
        new XElement("AddressLine1", "1 RUE DU QUAI"),
        new XElement("City", "VILLEFICTIVE"),
        new XElement("PostalCode", "59000"),
        new XElement("CountryCode", country));

    private static XElement ShipTo(ShipTo place) => new(
        "Address", new XAttribute("Type", "ShipTo"),
        new XElement("Name", place.Name),
        Element.Optional("Attention", place.Attention),
        place.Street.Select((line, index) => new XElement(string.Create(CultureInfo.InvariantCulture, $"AddressLine{index + 1}"), line)),
        new XElement("City", place.City.ToUpperInvariant()),
        new XElement("PostalCode", place.PostalCode),
        new XElement("CountryCode", place.CountryCode));
}
