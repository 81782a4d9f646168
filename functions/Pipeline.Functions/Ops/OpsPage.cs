using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.Azure.Functions.Worker;
using Pipeline.Core;
using Pipeline.Core.Distributors;
using Pipeline.Core.Feeds;
using Pipeline.Core.Flows;
using Pipeline.Functions.Http;
using Pipeline.Functions.OpenApi;

namespace Pipeline.Functions.Ops;

/// <summary>The operators' first page: how fresh the feeds are and how the last runs ended. It reads, it changes nothing.</summary>
/// <remarks>Plain HTML without scripts. Text from partners and settings is encoded.</remarks>
[Tags("ops")]
public sealed class OpsPage(FeedConfiguration configured, IFeedStore feeds, FlowCatalog flows, IExecutionLog executions)
{
    private const int LastRuns = 25;

    /// <summary>Shows the page.</summary>
    [Function("ShowOpsPage")]
    [EndpointSummary("Operators' page: freshness of the feeds and the last executions")]
    [Answers<string>(StatusCodes.Status200OK, "text/html")]
    [Answers<Problem>(StatusCodes.Status401Unauthorized)]
    public async Task<IResult> ShowAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "ops")] HttpRequest request)
    {
        CancellationToken cancellationToken = request.HttpContext.RequestAborted;
        var page = new StringBuilder(Head);
        _ = page.Append("<h2>Feeds</h2><table><tr><th>Feed<th>Fresh as of<th>Articles in it<th>File</tr>");
        foreach (FeedId feed in configured.All)
        {
            AppendFeed(page, await feeds.ReadAsync(feed, cancellationToken));
        }

        Page<Execution> runs = await executions.ListAsync(new ExecutionFilter(), LastRuns, null, cancellationToken);
        _ = page.Append("</table><h2>Last runs</h2>");
        AppendRuns(page, runs.Items);
        _ = page.Append("</main></html>");
        return TypedResults.Content(page.ToString(), "text/html; charset=utf-8");
    }

    private const string Head = """
        <!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
        <title>Pipeline</title><style>
        body{font:16px/1.5 system-ui,sans-serif;margin:0;color:#1b1f24;background:#fff}main{max-width:75rem;margin:0 auto;padding:1.5rem}
        table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.4rem .8rem .4rem 0;border-bottom:1px solid #d5dae0;vertical-align:top}
        th{font-weight:600}a{color:#0b5cad}.bad{color:#a3140a;font-weight:600}.wait{color:#7a4b00;font-weight:600}
        </style><main><h1>Pipeline</h1>
        <p>The catalogue: <a href="/api/catalog?limit=20">JSON</a>, <a href="/api/catalog.csv">CSV</a>. All routes:
        <a href="/api/openapi.json">OpenAPI</a>. Times are UTC.</p>
        """;

    private static void AppendFeed(StringBuilder page, FeedRecord record)
    {
        string files = $"/api/feeds/{record.Feed}/files";
        _ = page.Append(CultureInfo.InvariantCulture, $"<tr><td><a href=\"{Text(files)}\">{Text(record.Feed.ToString())}</a><td>");
        _ = record.Accepted is { } accepted
            ? page.Append(
                CultureInfo.InvariantCulture,
                $"{Text(Time(accepted.FileTime))}<td>{accepted.Counts.Read}<td>{Text(accepted.Blob)}</tr>")
            : page.Append("no file yet<td><td></tr>");
    }

    private void AppendRuns(StringBuilder page, IReadOnlyList<Execution> runs)
    {
        if (runs.Count == 0)
        {
            string start = flows.All is [{ } first, ..] ? $" Start one: <code>POST /api/flows/{Text(first.Code)}/run</code>" : string.Empty;
            _ = page.Append(CultureInfo.InvariantCulture, $"<p>Nothing has run yet.{start}</p>");
            return;
        }

        _ = page.Append("<table><tr><th>Started<th>Flow<th>Result<th>What happened</tr>");
        foreach (Execution run in runs)
        {
            _ = page.Append(
                CultureInfo.InvariantCulture,
                $"<tr><td>{Text(Time(run.StartedAt ?? run.QueuedAt))}<td><a href=\"/api/executions/{Text(run.Id)}\">{Text(run.Flow)}</a>");
            _ = page.Append(CultureInfo.InvariantCulture, $"<td class=\"{ClassOf(run.Status)}\">{Text(run.Status.ToString())}<td>{Text(run.Summary)}");
            _ = run.FirstError is { } error
                ? page.Append(CultureInfo.InvariantCulture, $"<br><small>{Text(error.Code)}: {Text(error.Remedy)}</small></tr>")
                : page.Append("</tr>");
        }

        _ = page.Append("</table>");
    }

    private static string ClassOf(ExecutionStatus status) => status switch
    {
        ExecutionStatus.Failed or ExecutionStatus.Refused => "bad",
        ExecutionStatus.Held or ExecutionStatus.Partial or ExecutionStatus.Paused => "wait",
        _ => "ok",
    };

    private static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static string Text(string? text) => HtmlEncoder.Default.Encode(text ?? string.Empty);
}
