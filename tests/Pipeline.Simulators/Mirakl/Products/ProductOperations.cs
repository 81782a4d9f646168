using System.Text.Json.Nodes;
using Pipeline.Simulators.Mirakl.Catalogue;
using Pipeline.Simulators.Mirakl.Calls;
using Pipeline.Simulators.Mirakl.Faults;
using Pipeline.Simulators.Mirakl.Platform;

namespace Pipeline.Simulators.Mirakl.Products;

/// <summary>P41, P42, P44 to P47, P51 and CM11.</summary>
internal sealed class ProductOperations(ProductImports imports)
{
    private static readonly string[] Statuses = ["CANCELLED", "WAITING", "RUNNING", "SENT", "COMPLETE", "FAILED"];
    private static readonly string[] Conversions = ["STANDARD", "AI_CONVERTER"];
    private static readonly string[] ReportTypes = ["application/octet-stream", "application/json", "text/csv"];

    public IEnumerable<ApiOperation> All =>
    [
        new("P41", HttpMethod.Post, "/api/products/imports", Import) { Consumes = "multipart/form-data", Limit = RateLimit.Each(TimeSpan.FromMinutes(15)) },
        new("P42", HttpMethod.Get, "/api/products/imports/{import}", call => ApiAnswer.Of(Find(call).Tracking())) { Limit = RateLimit.EachMinute },
        new("P51", HttpMethod.Get, "/api/products/imports", List) { Limit = RateLimit.EachMinute },
        Report("P44", "error_report", (import, _) => import.HasErrorReport
            ? CsvTable.Write(["shop_sku", "errors"], import.NotIntegrated.Select(product => (string[])[product.Sku, product.Error]))
            : null),
        Report("P45", "new_product_report", (import, _) => import.HasNewProductReport
            ? CsvTable.Write(["shop_sku", "warning"], import.Added.Select(sku => (string[])[sku, string.Empty]))
            : null),
        Report("P46", "transformed_file", (import, _) => import.HasTransformedFile ? import.Transformation!.File() : null, "text/csv"),
        Report("P47", "transformation_error_report", (import, call) => import.HasTransformationReport
            ? import.Transformation!.Report(call.Faults.Has(MiraklFault.AddedColumnsFirst), call.Faults.Has(MiraklFault.LineNumberUnderscored) ? "line_number" : "line number")
            : null),
        new("CM11", HttpMethod.Get, "/api/mcm/products/sources/status/export", Status) { LimitsItself = true },
    ];

    private static ApiOperation Report(string code, string name, Func<ProductImport, ApiCall, byte[]?> read, string type = "application/octet-stream") =>
        new(code, HttpMethod.Get, $"/api/products/imports/{{import}}/{name}", call =>
        {
            ProductImport import = Find(call);
            return !call.Faults.Has(MiraklFault.ReportMissing) && read(import, call) is { } bytes
                ? ApiAnswer.Report(bytes, type)
                : throw ApiRefusal.Unknown($"No error report found for importTracking {import.Number}");
        })
        { Produces = type == "text/csv" ? [type, "application/json"] : ReportTypes };

    private ApiAnswer Import(ApiCall call)
    {
        byte[] file = call.File();
        if (call.Part("conversion_type") is { } conversion && !Conversions.Contains(conversion))
        {
            throw ApiRefusal.Bad($"The value '{conversion}' is invalid for the part : conversion_type");
        }

        ProductImport import = imports.Begin(call.Shop, file, call.PartFlag("operator_format"), call.Now);
        return ApiAnswer.Created(new JsonObject { ["import_id"] = import.Number }, $"/api/products/imports/{Wire.Number(import.Number)}");
    }

    private static ProductImport Find(ApiCall call) => call.PathNumber("import") is var number && call.Shop.ProductImports.FirstOrDefault(import => import.Number == number) is { } found
        ? found
        : throw ApiRefusal.Unknown($"No import tracking found for id {number}");

    private static ApiAnswer List(ApiCall call)
    {
        DateTimeOffset? since = call.Time("last_request_date");
        IReadOnlyList<string> statuses = call.ListOf("status", Statuses);
        bool isTransformed = call.Flag("has_transformed_file");
        List<ProductImport> found = [.. call.Shop.ProductImports.Where(import => (since is null || import.Changed >= since)
            && (statuses.Count == 0 || statuses.Contains(import.Status)) && (!isTransformed || import.HasTransformedFile))];
        return Pages.Offset(call, "product_import_trackings", found, import => import.Tracking());
    }

    private static ApiAnswer Status(ApiCall call)
    {
        DateTimeOffset? since = call.Time("updated_since");
        DateTimeOffset? to = call.Time("updated_to");
        string? status = call.Text("status") is { } given ? given is "LIVE" or "NOT_LIVE" ? given : throw ApiRefusal.Bad($"The value '{given}' is invalid for the parameter : status") : null;
        HashSet<string> skus = [.. Several(call, "provider_unique_identifier")];
        HashSet<string> identifiers = [.. Several(call, "unique_identifier")];
        if (skus.Count + identifiers.Count == 0)
        {
            call.Take(RateLimit.Each(since is null ? TimeSpan.FromHours(4) : TimeSpan.FromMinutes(5)));
        }

        List<JsonNode> found = [.. call.Shop.Sources.Values.Where(source => (since is null || source.Updated >= since) && (to is null || source.Updated <= to)
                && (status is null || source.IsLive == (status == "LIVE")) && (skus.Count == 0 || skus.Contains(source.Sku))
                && (identifiers.Count == 0 || identifiers.Contains($"EAN|{source.Ean}")))
            .Select(source => (JsonNode)source.Status())];
        return found.Count == 0 ? ApiAnswer.NoContent : ApiAnswer.Of(Wire.Array(found));
    }

    // Repeated, or separated by commas.
    private static string[] Several(ApiCall call, string name) =>
        call.Repeated(name).SelectMany(value => value.Split(',', StringSplitOptions.RemoveEmptyEntries)).ToArray() is { Length: <= 100 } values
            ? values
            : throw ApiRefusal.Bad($"The limit of 100 is exceeded for the parameter : {name}");
}
