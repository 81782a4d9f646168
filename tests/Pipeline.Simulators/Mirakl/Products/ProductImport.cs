using System.Text.Json.Nodes;
using Pipeline.Simulators.Mirakl.Calls;

namespace Pipeline.Simulators.Mirakl.Products;

/// <summary>An import of products and how far it is.</summary>
internal sealed class ProductImport(long number, long shop, DateTimeOffset created)
{
    public long Number => number;

    public DateTimeOffset Created { get; } = created;

    public DateTimeOffset Changed { get; set; } = created;

    public string Status { get; set; } = "TRANSFORMATION_WAITING";

    public string? Reason { get; set; }

    /// <summary>What the transformation made of the file; null before its end.</summary>
    public ProductTransformation? Transformation { get; set; }

    /// <summary>SKU and reason of what the operator did not take.</summary>
    public List<(string Sku, string Error)> NotIntegrated { get; } = [];

    /// <summary>SKUs of products that are new.</summary>
    public List<string> Added { get; } = [];

    public int Reimported { get; set; }

    public int Rejected { get; set; }

    public int WrongIdentifiers { get; set; }

    private bool IsSent => Status is "SENT" or "COMPLETE";

    public bool HasTransformationReport => Transformation is { HasReport: true } && (IsSent || Status == "TRANSFORMATION_FAILED");

    public bool HasTransformedFile => IsSent && Transformation is { Rows.Count: > 0 };

    public bool HasErrorReport => Status == "COMPLETE" && NotIntegrated.Count > 0;

    public bool HasNewProductReport => Status == "COMPLETE" && Added.Count > 0;

    /// <summary>Body of P42.</summary>
    public JsonObject Tracking()
    {
        JsonObject tracking = new()
        {
            ["import_id"] = number,
            ["import_status"] = Status,
            ["date_created"] = Wire.Time(Created),
            ["shop_id"] = shop,
            ["reason_status"] = Reason,
            ["has_error_report"] = HasErrorReport,
            ["has_new_product_report"] = HasNewProductReport,
            ["has_transformation_error_report"] = HasTransformationReport,
            ["has_transformed_file"] = HasTransformedFile,
            ["transform_lines_read"] = Transformation?.Read ?? 0,
            ["transform_lines_in_success"] = Transformation?.Rows.Count ?? 0,
            ["transform_lines_in_error"] = Transformation?.InError ?? 0,
            ["transform_lines_with_warning"] = Transformation?.WithWarning ?? 0,
            ["conversion_type"] = "STANDARD",
        };
        if (Status == "COMPLETE")
        {
            tracking["integration_details"] = new JsonObject
            {
                ["invalid_products"] = 0,
                ["products_not_accepted_in_time"] = 0,
                ["products_not_synchronized_in_time"] = 0,
                ["products_reimported"] = Reimported,
                ["products_successfully_synchronized"] = (Transformation?.Rows.Count ?? 0) - NotIntegrated.Count,
                ["products_with_synchronization_issues"] = 0,
                ["products_with_wrong_identifiers"] = WrongIdentifiers,
                ["rejected_products"] = Rejected,
            };
        }

        return tracking;
    }
}
