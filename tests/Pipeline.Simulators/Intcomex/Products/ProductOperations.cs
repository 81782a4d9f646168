using System.Text.Json.Nodes;
using Pipeline.Simulators.Intcomex.Calls;
using Pipeline.Simulators.Intcomex.Faults;

namespace Pipeline.Simulators.Intcomex.Products;

/// <summary>The operations that read products.</summary>
internal sealed class ProductOperations(ProductList products, ProductJson json, IntcomexOptions options)
{
    private const int MostOfList = 100;
    private const int MostOfPage = 1_000;
    private const int UsualPage = 100;

    public IwsAnswer Catalog(IwsCall call)
    {
        if ((call.Parameters.Text("format") ?? "json") is var format && !format.Equals("json", StringComparison.OrdinalIgnoreCase))
        {
            throw new IwsRefusal(102);
        }

        return Feed(call, product => json.Product(product, call, withStock: true, withPrice: false));
    }

    public IwsAnswer Inventory(IwsCall call) => Feed(call, product => json.Inventory(product, call));

    public IwsAnswer PriceList(IwsCall call) => Feed(call, product => json.PriceRow(product, call));

    public IwsAnswer ExtendedCatalog(IwsCall call)
    {
        _ = call.Parameters.OneOf("format", "json");
        if (call.Faults.Has(IwsFault.CatalogFileMissing))
        {
            throw new IwsRefusal(60, null, ("Filename", "ExtendedCatalog.json"));
        }

        // Software has no record, as not all products do.
        return Feed(call, product => ProductJson.Extended(product, call), product => product.Type == IwsProduct.Physical) with
        {
            ContentType = "application/octet-stream",
            FileName = "ExtendedCatalog.json",
        };
    }

    public IwsAnswer One(IwsCall call)
    {
        CallParameters given = call.Parameters;
        string[] named = [.. new[] { "sku", "mpn", "upc" }.Where(name => given.Text(name) is not null)];
        if (named.Length != 1)
        {
            throw named.Length == 0 ? new IwsRefusal(502) : new IwsRefusal(101, "Invalid request. One identifier is expected.");
        }

        string wanted = given.Text(named[0])!;
        IwsProduct product = Find(named[0], wanted) switch
        {
            [] => throw new IwsRefusal(20, null, ("Sku", wanted)),
            [var only] => only,
            _ => throw new IwsRefusal(25),
        };
        return !IsAuthorised(product) ? throw new IwsRefusal(21, null, ("Sku", product.Sku))
            : !product.IsActive ? throw new IwsRefusal(720, $"Product {product.Sku} is no longer active.", ("Sku", product.Sku))
            : IwsAnswer.Of(Fresh(product, call));
    }

    public IwsAnswer Several(IwsCall call)
    {
        CallParameters given = call.Parameters;
        string[] named = [.. new[] { "skusList", "mpnsList", "upcsList" }.Where(name => given.Text(name) is not null)];
        if (named.Length != 1)
        {
            throw named.Length == 0 ? new IwsRefusal(501) : new IwsRefusal(101, "Invalid request. One list is expected.");
        }

        string[] wanted = given.Text(named[0])!.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (wanted.Length is 0 or > MostOfList)
        {
            throw new IwsRefusal(wanted.Length == 0 ? 501 : 26);
        }

        Func<IwsProduct, bool> filter = StockFilter(call);
        return IwsAnswer.Of(new JsonArray([.. wanted.Distinct(StringComparer.OrdinalIgnoreCase)
            .SelectMany(text => Find(named[0][..3], text))
            .Where(product => IsVisible(product) && filter(product))
            .Select(product => Fresh(product, call))]));
    }

    public bool IsAuthorised(IwsProduct product) => options.AuthorisedSkus?.Contains(product.Sku) ?? product.IsAuthorised;

    private JsonObject Fresh(IwsProduct product, IwsCall call) => json.Product(
        product, call, call.Parameters.Truth("includeInventoryData") ?? true, call.Parameters.Truth("includePriceData") ?? true);

    private IReadOnlyList<IwsProduct> Find(string identifier, string text) => identifier.ToUpperInvariant() switch
    {
        "SKU" => products.Find(text) is { } found ? [found] : [],
        "MPN" => [.. products.All.Where(product => product.Mpn.Equals(text, StringComparison.OrdinalIgnoreCase)).Take(2)],
        _ => [.. products.All.Where(product => product.Upc == text).Take(2)],
    };

    private bool IsVisible(IwsProduct product) => product.IsActive && IsAuthorised(product);

    private Func<IwsProduct, bool> StockFilter(IwsCall call)
    {
        bool? wanted = call.Parameters.Truth("inStock");
        bool? filtered = call.Parameters.OneOf("inventoryFilter", "Any", "InStock", "OutOfStock") switch
        {
            "InStock" => true,
            "OutOfStock" => false,
            _ => null,
        };
        if (wanted is not null && filtered is not null && wanted != filtered)
        {
            throw new IwsRefusal(101, "Invalid request. inStock and inventoryFilter contradict each other.");
        }

        return (wanted ?? filtered) is { } inStock ? product => json.Shown(product, call) > 0 == inStock : _ => true;
    }

    private IwsAnswer Feed(IwsCall call, Func<IwsProduct, JsonObject> row, Func<IwsProduct, bool>? extra = null)
    {
        // What cannot be read is refused here, not in the middle of the rows.
        _ = call.IsSpanish;
        Func<IwsProduct, bool> filter = StockFilter(call);
        IEnumerable<IwsProduct> rows = products.All.Where(product => IsVisible(product) && filter(product) && (extra?.Invoke(product) ?? true));
        if (call.Faults.Has(IwsFault.EmptyFeed))
        {
            rows = [];
        }

        return call.Parameters.Whole("page") is { } page
            ? Page(call, page, [.. rows], row)
            : new IwsAnswer { Rows = WithError(call, rows.Select(row)), CountRows = rows.Count };
    }

    private static IwsAnswer Page(IwsCall call, int page, IReadOnlyList<IwsProduct> rows, Func<IwsProduct, JsonObject> row)
    {
        int size = Math.Min(call.Parameters.Whole("limit") ?? UsualPage, MostOfPage);
        int shown = page > 1 && call.Faults.Has(IwsFault.PageRepeated) ? page - 1 : page;
        IEnumerable<IwsProduct> own = page > 1 && call.Faults.Has(IwsFault.PageMissing) ? [] : rows.Skip((shown - 1) * size).Take(size);
        JsonObject envelope = new()
        {
            ["page"] = shown,
            ["pageSize"] = size,
            ["totalRows"] = rows.Count + (call.Faults.Has(IwsFault.WrongTotalRows) ? 1 : 0),
            ["totalPages"] = (rows.Count + size - 1) / size,
            ["data"] = new JsonArray([.. WithError(call, own.Select(row))]),
        };
        return IwsAnswer.Of(call.Faults.Has(IwsFault.EnvelopeInArray) ? new JsonArray(envelope) : envelope);
    }

    private static IEnumerable<JsonNode> WithError(IwsCall call, IEnumerable<JsonNode> rows) =>
        call.Faults.Has(IwsFault.ErrorInFeed) ? rows.Append(new IwsRefusal(405).Body(Guid.Empty, isContradictory: false, isQuoted: false)) : rows;
}
