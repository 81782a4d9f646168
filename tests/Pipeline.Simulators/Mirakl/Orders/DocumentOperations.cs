using System.Globalization;
using System.IO.Compression;
using System.Text.Json.Nodes;
using Pipeline.Simulators.Mirakl.Audits;
using Pipeline.Simulators.Mirakl.Calls;
using Pipeline.Simulators.Mirakl.Platform;

namespace Pipeline.Simulators.Mirakl.Orders;

/// <summary>OR72, OR73, OR74 and OR76: documents of orders. An upload answers 200 even where it stores nothing.</summary>
internal sealed class DocumentOperations(SimulatedTenant tenant)
{
    private const int MostDocuments = 50;

    private static readonly HashSet<string> Extensions = new(StringComparer.OrdinalIgnoreCase)
    {
        ".csv", ".doc", ".xls", ".xlsx", ".ppt", ".pdf", ".odt", ".ods", ".odp", ".txt", ".rtf", ".png", ".jpg", ".gif", ".zpl", ".mov", ".mp4",
    };

    public IEnumerable<ApiOperation> All =>
    [
        new("OR72", HttpMethod.Get, "/api/orders/documents", List),
        new("OR73", HttpMethod.Get, "/api/orders/documents/download", Download) { Produces = ["application/octet-stream", "application/json"] },
        new("OR74", HttpMethod.Post, "/api/orders/{order_id}/documents", Upload) { Consumes = "multipart/form-data" },
        new("OR76", HttpMethod.Delete, "/api/orders/documents/{document_id}", Delete),
    ];

    private static ApiAnswer List(ApiCall call)
    {
        IReadOnlyList<string> ids = call.List("order_ids");
        if (ids.Count == 0)
        {
            throw ApiRefusal.Bad("The parameter is required : order_ids");
        }

        List<OrderDocument> found = [.. call.Shop.Documents.Where(document => ids.Contains(document.OrderId))];
        return ApiAnswer.Of(new JsonObject
        {
            ["order_documents"] = Wire.Array(found.Select(document => new JsonObject
            {
                ["id"] = document.Id,
                ["order_id"] = document.OrderId,
                ["file_name"] = document.FileName,
                ["file_size"] = document.Bytes.Length,
                ["type"] = document.Type,
                ["date_uploaded"] = Wire.Time(document.At),
            })),
            ["total_count"] = found.Count,
        });
    }

    private static ApiAnswer Download(ApiCall call)
    {
        IReadOnlyList<string> orders = call.List("order_ids");
        IReadOnlyList<string> documents = call.List("document_ids");
        IReadOnlyList<string> types = call.List("document_codes");
        List<OrderDocument> found = [.. call.Shop.Documents.Where(document =>
            (documents.Contains(Wire.Number(document.Id)) || orders.Contains(document.OrderId)) && (types.Count == 0 || types.Contains(document.Type)))];
        if (found.Count == 0)
        {
            throw ApiRefusal.Unknown("No document found");
        }

        // One document by its number comes as it is, everything else in an archive.
        byte[] bytes = documents.Count == 1 && orders.Count == 0 ? found[0].Bytes : Archive(found);
        return new ApiAnswer { Bytes = bytes, ContentType = "application/octet-stream" };
    }

    private static byte[] Archive(List<OrderDocument> documents)
    {
        using MemoryStream bytes = new();
        using (ZipArchive archive = new(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (OrderDocument document in documents)
            {
                using Stream entry = archive.CreateEntry($"{document.OrderId}/{document.FileName}").Open();
                entry.Write(document.Bytes);
            }
        }

        return bytes.ToArray();
    }

    private ApiAnswer Upload(ApiCall call)
    {
        ShopOrder order = OrderOperations.Find(call);
        List<FormPart> files = [.. call.Parts.Where(part => part is { Name: "files", FileName: not null })];
        if (call.JsonPart("order_documents")["order_documents"] is not JsonArray { Count: > 0 } inputs || files.Count == 0)
        {
            throw ApiRefusal.Bad("The parts 'files' and 'order_documents' are required");
        }

        JsonArray failures = [];
        foreach (JsonNode? input in inputs)
        {
            string name = input?["file_name"]?.ToString() ?? string.Empty;
            string type = input?["type_code"]?.ToString() ?? string.Empty;
            if (Fault(call.Shop, order, files, name, type) is { } fault)
            {
                failures.Add(new JsonObject
                {
                    ["errors"] = Wire.Array([new JsonObject { ["code"] = fault.Code, ["field"] = fault.Field, ["message"] = fault.Message }]),
                    ["input"] = new JsonObject { ["file_name"] = name, ["type_code"] = type },
                });
                continue;
            }

            NoteTwice(call, order, type);
            call.Shop.Documents.Add(new OrderDocument(tenant.NextNumber(), order.Id, name, type, files.Single(file => file.FileName == name).Bytes, call.Now));
            order.Updated = call.Now;
        }

        return ApiAnswer.Of(new JsonObject { ["errors_count"] = failures.Count, ["order_documents"] = failures });
    }

    private static (string Code, string Field, string Message)? Fault(Shop shop, ShopOrder order, List<FormPart> files, string name, string type)
    {
        int same = files.Count(file => file.FileName == name);
        return name.Any(letter => !char.IsAscii(letter)) ? ("valid_order_document.file_name", "file_name", "The file name must be US-ASCII")
            : same == 0 ? ("valid_order_document.file", "file_name", "No file has this name")
            : same > 1 ? ("valid_order_document.file_name", "file_name", "The file name is duplicated")
            : !Extensions.Contains(Path.GetExtension(name)) ? ("valid_order_document.extension", "file_name", "The extension of the file is not allowed")
            : !PlatformOperations.DocumentTypes.ContainsKey(type) ? ("valid_order_document.type", "type_code", "Unable to retrieve document's type from the given code")
            : shop.Documents.Count(document => document.OrderId == order.Id) >= MostDocuments
            ? ("valid_order_document.count", "files", string.Create(CultureInfo.InvariantCulture, $"An order has at most {MostDocuments} documents"))
            : null;
    }

    private static void NoteTwice(ApiCall call, ShopOrder order, string type)
    {
        if (call.Shop.Documents.Any(document => document.OrderId == order.Id && document.Type == type))
        {
            call.Shop.Findings.Add(new AuditFinding("document-twice", order.Id, call.Now, $"A second {type} was uploaded."));
        }
    }

    private static ApiAnswer Delete(ApiCall call) => call.PathNumber("document_id") is var number && call.Shop.Documents.RemoveAll(document => document.Id == number) > 0
        ? ApiAnswer.NoContent
        : throw ApiRefusal.Unknown($"Document with id {number} not found");
}
