using Pipeline.Core.Messages;

namespace Pipeline.Partners.Distributors.IngramMicro.Reading;

/// <summary>Despatch Advice.</summary>
internal static class DespatchReader
{
    public static DespatchAdvice? Read(FieldReader fields, MessageOrigin origin)
    {
        if (fields.Text("despatchAdviceNumber") is not { } advice || fields.Text("purchaseOrderNumber") is not { } number)
        {
            return null;
        }

        string? carrier = fields.Text("carrierName") ?? fields.Text("carrierCode");
        return new DespatchAdvice
        {
            Origin = origin,
            DespatchAdviceNumber = advice,
            PurchaseOrderNumber = number,
            DistributorOrderNumber = fields.Text("distributorOrderNumber"),
            DespatchDate = fields.Date("despatchDate"),
            DeliveryDate = fields.Date("deliveryDate"),
            Packages = fields.Quantity("packages"),
            CarrierCode = fields.Text("carrierCode"),
            CarrierName = fields.Text("carrierName"),
            Weight = fields.Number("weight"),
            WeightUnit = fields.Text("weightUnit"),
            TotalLines = fields.Quantity("totalLines"),
            Lines = [.. fields.Group("line").Select(line => ReadLine(line, carrier))],
        };
    }

    private static DespatchLine ReadLine(FieldReader line, string? carrier)
    {
        DespatchLine read = ReadFields(line, carrier);
        return read with { IsUnsure = line.IsUnsure };
    }

    private static DespatchLine ReadFields(FieldReader line, string? carrier) => new()
    {
        LineNumber = line.LineNumber("lineNumber"),
        DistributorLineNumber = line.DistributorLineNumber("distributorLineNumber"),
        Sku = line.Sku("sku"),
        Quantity = line.Quantity("quantity") ?? 0,
        Gtin = line.Text("gtin"),
        ManufacturerPartNumber = line.Text("mpn"),
        Description = line.Text("description"),
        SerialNumbers = line.Texts("serialNumber"),
        Tracking = [.. line.Group("package").SelectMany(package => ReadTracking(package, carrier))],
    };

    private static IEnumerable<Tracking> ReadTracking(FieldReader package, string? carrier)
    {
        IReadOnlyList<string> numbers = package.Texts("trackingNumber");
        IReadOnlyList<string> pages = package.Texts("trackingUrl");
        return numbers.Select((number, index) => new Tracking(number, index < pages.Count ? pages[index] : null, carrier));
    }
}
