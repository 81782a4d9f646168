using System.Globalization;
using System.Text.Json.Nodes;
using Pipeline.Simulators.Intcomex.Calls;
using Pipeline.Simulators.Intcomex.Faults;

namespace Pipeline.Simulators.Intcomex.Products;

/// <summary>Rows of the feeds and the product of an order line, in the form that the call's faults ask for.</summary>
internal sealed class ProductJson(Shelf shelf, decimal taxPercent)
{
    public JsonObject Product(IwsProduct product, IwsCall call, bool withStock, bool withPrice)
    {
        JsonObject row = Head(product, call);
        if (withStock)
        {
            int shown = Shown(product, call);
            row["InStock"] = shown;
            row["Locations"] = Locations(product, shown);
            row["RealStockValue"] = IsReal(product);
        }

        row["OnSale"] = product.OriginalPrice is not null;
        row["Category"] = call.Faults.Has(IwsFault.NullCategory, product.Sku) ? null : Category(product);
        row["Freight"] = product.Weight is null || call.Faults.Has(IwsFault.NullFreight, product.Sku) ? null : Freight(product);
        row["Components"] = new JsonArray([.. product.Components.Select(sku => JsonValue.Create(sku))]);
        if (withPrice)
        {
            row["Price"] = Price(product, call);
        }

        return row;
    }

    /// <summary>The product as an order line shows it.</summary>
    public static JsonObject Head(IwsProduct product, IwsCall call) => new()
    {
        ["Sku"] = product.Sku,
        [call.Faults.Has(IwsFault.OtherMpnSpelling) ? "MPN" : "Mpn"] = product.Mpn,
        ["Description"] = call.IsSpanish ? product.Description : product.English,
        ["Type"] = product.Type,
        ["Brand"] = call.Faults.Has(IwsFault.NullBrand, product.Sku) ? null : Brand(product),
        ["New"] = product.IsNew,
        ["Upc"] = product.Upc,
        ["ProductLine"] = product.ProductLine,
        ["Model"] = product.Model,
    };

    public JsonObject Inventory(IwsProduct product, IwsCall call)
    {
        int shown = Shown(product, call);
        return new JsonObject
        {
            ["Sku"] = product.Sku,
            [call.Faults.Has(IwsFault.OtherMpnSpelling) ? "Mpn" : "MPN"] = product.Mpn,
            ["InStock"] = call.Faults.Has(IwsFault.QuotedStock, product.Sku) ? shown.ToString(CultureInfo.InvariantCulture) : shown,
            ["Locations"] = Locations(product, shown),
            ["RealStockValue"] = IsReal(product),
        };
    }

    public JsonObject PriceRow(IwsProduct product, IwsCall call)
    {
        JsonObject price = Price(product, call);
        JsonObject row = call.Faults.Has(IwsFault.FlatPrices) ? price : new JsonObject { ["Price"] = price };
        row["Sku"] = product.Sku;
        row[call.Faults.Has(IwsFault.OtherMpnSpelling) ? "Mpn" : "MPN"] = product.Mpn;
        return row;
    }

    public static JsonObject Extended(IwsProduct product, IwsCall call)
    {
        JsonObject row = new()
        {
            ["Descripcion"] = call.IsSpanish ? product.Description : product.English,
            ["mpn"] = product.Mpn,
            ["centralRecno"] = "9" + string.Concat(product.Sku.Where(char.IsAsciiDigit)),
            ["localSku"] = product.Sku,
            ["DescripcionFabrica"] = product.Brand,
            ["DescripcionMarca"] = product.Brand,
            ["CategoriaCompleta"] = string.Join(">>", product.Category.Select(level => level.Name)),
        };
        foreach ((string name, string value) in product.Specifications)
        {
            row[name] = value;
        }

        row["Imagenes"] = new JsonArray(call.Faults.Has(IwsFault.MissingImages, product.Sku) ? [] : [.. product.Images.Select(image => new JsonObject
        {
            ["angulo"] = null,
            ["imagenId"] = $"{product.Sku}-{Path.GetFileName(image.Url)}",
            ["isMainImage"] = image.IsMain,
            ["ancho"] = "600",
            ["alto"] = "400",
            ["url"] = image.Url,
        })]);
        return row;
    }

    public int Shown(IwsProduct product, IwsCall call) =>
        call.Faults.Has(IwsFault.StockZero, product.Sku) ? 0 : Math.Min(shelf.Stock(product), product.ShownAtMost ?? int.MaxValue);

    private static JsonObject Brand(IwsProduct product)
    {
        string id = product.Brand[..3].ToLowerInvariant();
        return new JsonObject { ["ManufacturerId"] = id, ["BrandId"] = id, ["Description"] = product.Brand };
    }

    private static JsonObject Category(IwsProduct product)
    {
        JsonObject? child = null;
        foreach ((string id, string name) in product.Category.Reverse())
        {
            child = new JsonObject
            {
                ["CategoryId"] = id,
                ["Description"] = name,
                ["Subcategories"] = child is null ? new JsonArray() : new JsonArray(child),
            };
        }

        return child!;
    }

    private static JsonObject Freight(IwsProduct product)
    {
        decimal weight = product.Weight.GetValueOrDefault();
        return new JsonObject
        {
            ["Item"] = new JsonObject { ["Weight"] = weight, ["Height"] = 1.5, ["Width"] = 4.1, ["Length"] = 6.0 },
            ["Package"] = new JsonObject { ["Weight"] = weight * 1.5m, ["Height"] = 2.5, ["Width"] = 5.5, ["Length"] = 8.0 },
        };
    }

    private static JsonArray? Locations(IwsProduct product, int shown)
    {
        if (product.Locations is null)
        {
            return null;
        }

        return new JsonArray([.. product.Locations.Select(id => new JsonObject { ["Id"] = id, ["Stock"] = UnitsAt(product, id, shown) })]);
    }

    /// <summary>Units in a warehouse: a fifth in each but the first.</summary>
    public static int UnitsAt(IwsProduct product, string location, int units)
    {
        int share = units / 5;
        return product.Locations is not { } all ? units
            : location == all[0] ? units - (share * (all.Count - 1))
            : all.Contains(location) ? share
            : 0;
    }

    private JsonObject Price(IwsProduct product, IwsCall call)
    {
        decimal unit = shelf.Price(product);
        unit = call.Faults.Has(IwsFault.ZeroPrice, product.Sku) ? 0
            : call.Faults.Has(IwsFault.NegativePrice, product.Sku) ? -unit
            : unit;
        JsonObject price = new()
        {
            ["UnitPrice"] = unit,
            ["CurrencyId"] = call.Faults.Has(IwsFault.NullCurrency, product.Sku) ? null
                : call.Faults.Has(IwsFault.UnknownCurrency, product.Sku) ? "zz"
                : "US",
        };
        if (product.OriginalPrice is { } original)
        {
            decimal tax = Math.Round(unit * taxPercent / 100, 4);
            price["OriginalPrice"] = original;
            price["TaxRate"] = taxPercent / 100;
            price["PriceTaxAmount"] = tax;
            price["PricePlusTax"] = unit + tax;
        }

        return price;
    }

    private bool IsReal(IwsProduct product) => product.ShownAtMost is not { } most || shelf.Stock(product) < most;
}
