using Microsoft.AspNetCore.Http.HttpResults;
using System.ComponentModel;
using Microsoft.Azure.Functions.Worker;
using Pipeline.Core;
using Pipeline.Core.Channels;
using Pipeline.Core.Channels.Offers;
using Pipeline.Core.Issues;
using Pipeline.Core.Offers.Sending;
using Pipeline.Functions.Http;
using Pipeline.Functions.OpenApi;

namespace Pipeline.Functions.Stores;

/// <summary>Shows the imports of a store.</summary>
[Tags("stores")]
public sealed class OfferImportEndpoints(StoreDirectory stores, IOfferImportStore imports)
{
    private const string Download = "application/octet-stream";

    /// <summary>Lists imports.</summary>
    [Function("ListImports")]
    [EndpointSummary("List the imports of a store, the latest first")]
    [Answers<Page<OfferImportView>>(StatusCodes.Status200OK)]
    [Answers<Problem>(StatusCodes.Status404NotFound)]
    [Answers<Problem>(StatusCodes.Status422UnprocessableEntity)]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/stores/{store}/imports")] HttpRequest request,
        [Description("Code of the store")] string store,
        [Description("At most so many, 1 to 500")] int limit = Paging.DefaultLimit,
        [Description("From the page before")] string? cursor = null) => stores.Find(store) is null ? StoreEndpoints.Unknown(store) : await Paging.AnswerAsync(
            limit,
            cursor,
            async () => (await imports.ListAsync(store, limit, cursor, request.HttpContext.RequestAborted)).Select(OfferImportView.Of),
            PipelineJson.Readable.OfferImportList);

    /// <summary>Shows one import.</summary>
    [Function("GetImport")]
    [EndpointSummary("Show an import with the lines that were refused")]
    [Answers<OfferImportView>(StatusCodes.Status200OK)]
    [Answers<Problem>(StatusCodes.Status404NotFound)]
    public Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/stores/{store}/imports/{id}")] HttpRequest request,
        [Description("Code of the store")] string store,
        [Description("Id of the import")] string id) => WithAsync(request, store, id, async import =>
    {
        List<RefusedRow> rows = [];
        foreach (string code in import.Reports)
        {
            rows.AddRange((await imports.FindReportAsync(import, code, request.HttpContext.RequestAborted))?.Rows ?? []);
        }

        return TypedResults.Json(OfferImportView.Of(import) with { Rows = rows }, PipelineJson.Readable.OfferImportView);
    });

    /// <summary>Downloads the file of an import.</summary>
    [Function("DownloadImportFile")]
    [EndpointSummary("Download the file of an import as it was sent")]
    [Answers<string>(StatusCodes.Status200OK, Download)]
    [Answers<Problem>(StatusCodes.Status404NotFound)]
    public Task<IResult> DownloadFileAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/stores/{store}/imports/{id}/file")] HttpRequest request,
        [Description("Code of the store")] string store,
        [Description("Id of the import")] string id) => WithAsync(request, store, id, async import =>
    {
        OfferFile file = await imports.ReadFileAsync(import, request.HttpContext.RequestAborted);
        return Bytes(request, file.Content, file.Name);
    });

    /// <summary>Downloads a report of an import.</summary>
    [Function("DownloadImportReport")]
    [EndpointSummary("Download a report of an import as it was received")]
    [Answers<string>(StatusCodes.Status200OK, Download)]
    [Answers<Problem>(StatusCodes.Status404NotFound)]
    public Task<IResult> DownloadReportAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/stores/{store}/imports/{id}/reports/{code}")] HttpRequest request,
        [Description("Code of the store")] string store,
        [Description("Id of the import")] string id,
        [Description("Name of the report")] string code) => WithAsync(request, store, id, async import =>
            await imports.FindReportAsync(import, code, request.HttpContext.RequestAborted) is { } report
                ? Bytes(request, report.Content, $"{import.Id}-{code}.csv")
                : Unknown(code));

    // A stranger's text: a download of no particular type, which no browser opens as a page.
    private static FileContentHttpResult Bytes(HttpRequest request, ReadOnlyMemory<byte> content, string name)
    {
        request.HttpContext.Response.Headers.XContentTypeOptions = "nosniff";
        return TypedResults.Bytes(content.ToArray(), Download, name);
    }

    private static IResult Unknown(string id) => ProblemFactory.NotFound(new Issue(IssueCodes.OfferImportUnknown, null, id));

    private async Task<IResult> WithAsync(HttpRequest request, string store, string id, Func<OfferImport, Task<IResult>> answer) =>
        stores.Find(store) is null ? StoreEndpoints.Unknown(store)
        : await imports.FindAsync(store, id, request.HttpContext.RequestAborted) is { } import ? await answer(import)
        : Unknown(id);
}
