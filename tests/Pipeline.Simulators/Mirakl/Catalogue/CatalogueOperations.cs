using System.Text.Json.Nodes;
using Pipeline.Simulators.Mirakl.Calls;
using Pipeline.Simulators.Mirakl.Platform;

namespace Pipeline.Simulators.Mirakl.Catalogue;

/// <summary>H11, PM11, VL11 and P31: what the operator's catalogue is made of.</summary>
internal sealed class CatalogueOperations(OperatorCatalogue catalogue)
{
    private static readonly string[] ReferenceTypes = ["EAN", "UPC", "ISBN"];

    public IEnumerable<ApiOperation> All =>
    [
        new("H11", HttpMethod.Get, "/api/hierarchies", Hierarchies) { Limit = RateLimit.EachHour },
        new("PM11", HttpMethod.Get, "/api/products/attributes", Attributes) { Limit = RateLimit.EachHour, Produces = ["application/json", "text/csv"] },
        new("VL11", HttpMethod.Get, "/api/values_lists", ValueLists) { Limit = RateLimit.EachHour },
        new("P31", HttpMethod.Get, "/api/products", Products),
    ];

    private ApiAnswer Hierarchies(ApiCall call) => Wire.List("hierarchies", Branch(call).Select(item => item.DeepClone()));

    private ApiAnswer Attributes(ApiCall call)
    {
        HashSet<string> codes = [string.Empty, .. Branch(call).Select(OperatorCatalogue.Code)];
        if (call.Text("hierarchy") is { } hierarchy)
        {
            codes.UnionWith(catalogue.Line(hierarchy));
        }

        bool isWhole = call.Text("hierarchy") is null || call.Flag("all_operator_attributes");
        bool isWithRoles = call.Flag("with_roles");
        List<JsonObject> found = [.. catalogue.Attributes.Where(item =>
            (isWhole || codes.Contains(item["hierarchy_code"]?.GetValue<string>() ?? string.Empty))
            && (!isWithRoles || item["roles"]!.AsArray().Count > 0))];
        return call.Wanted == "text/csv" ? Csv(found) : Wire.List("attributes", found.Select(item => item.DeepClone()));
    }

    private ApiAnswer ValueLists(ApiCall call)
    {
        List<JsonObject> found = [.. catalogue.ValueLists.Where(item => call.Text("code") is not { } code || OperatorCatalogue.Code(item) == code)];
        return call.Text("code") is { } wanted && found.Count == 0
            ? throw ApiRefusal.Unknown($"The values list {wanted} is unknown")
            : Wire.List("values_lists", found.Select(item => item.DeepClone()));
    }

    private ApiAnswer Products(ApiCall call)
    {
        IReadOnlyList<string> references = call.List("product_references");
        if (references.Count == 0)
        {
            throw ApiRefusal.Bad("The parameter is required : product_references");
        }

        List<JsonNode> found = [];
        foreach (string reference in references)
        {
            string[] parts = reference.Split('|');
            if (parts.Length != 2 || !ReferenceTypes.Contains(parts[0]))
            {
                throw ApiRefusal.Bad($"The value '{reference}' is invalid for the parameter : product_references");
            }

            if (parts[0] == "EAN" && catalogue.ByEan(parts[1]) is { } product)
            {
                found.Add(new JsonObject
                {
                    ["product_id"] = product.Ean,
                    ["product_id_type"] = "EAN",
                    ["product_sku"] = product.Sku,
                    ["product_title"] = product.Title,
                    ["category_code"] = product.CategoryCode,
                    ["category_label"] = catalogue.CategoryLabel(product.CategoryCode),
                });
            }
        }

        return ApiAnswer.Of(new JsonObject { ["products"] = Wire.Array(found), ["total_count"] = found.Count });
    }

    // Without a category all of them.
    private IEnumerable<JsonObject> Branch(ApiCall call)
    {
        int deepest = call.Whole("max_level") ?? int.MaxValue;
        return call.Text("hierarchy") is not { } code ? catalogue.Hierarchies.Where(item => item["level"]!.GetValue<int>() <= deepest)
            : catalogue.HasCategory(code) ? catalogue.Tree(code).Where(found => found.Below <= deepest).Select(found => found.Item)
            : throw ApiRefusal.Unknown($"The hierarchy {code} is unknown");
    }

    private static ApiAnswer Csv(List<JsonObject> attributes)
    {
        string[] columns = ["code", "label", "hierarchy-code", "type", "requirement-level", "variant", "validations", "unique-code"];
        byte[] bytes = CsvTable.Write(columns, attributes.Select(item => columns.Select(column => item[column.Replace('-', '_')]?.ToString() ?? string.Empty)));
        return new ApiAnswer { Bytes = bytes, ContentType = "text/csv" };
    }
}
