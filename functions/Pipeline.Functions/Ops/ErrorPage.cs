using System.ComponentModel;
using System.Text.Encodings.Web;
using Microsoft.Azure.Functions.Worker;
using Pipeline.Core.Issues;
using Pipeline.Functions.Http;
using Pipeline.Functions.OpenApi;

namespace Pipeline.Functions.Ops;

/// <summary>Explains a code: what the <c>type</c> of a problem leads to.</summary>
/// <remarks>Plain HTML without scripts, made from the catalogue alone; so it is open to everybody.</remarks>
[Tags("ops")]
public sealed class ErrorPage
{
    /// <summary>Shows the page of a code.</summary>
    [Function("ExplainError")]
    [EndpointSummary("Explain a code: cause, remedy, who acts")]
    [Answers<string>(StatusCodes.Status200OK, "text/html")]
    [Answers<Problem>(StatusCodes.Status404NotFound)]
    public static IResult Show(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "errors/{code}")] HttpRequest request,
        [Description("The code, for example FEED_EMPTY")] string code) => IssueCatalog.Find(code) is { } entry
        ? TypedResults.Content(Page(entry), "text/html; charset=utf-8")
        : ProblemFactory.NotFound(new Issue(IssueCodes.IssueUnknown, null, code));

    private static string Page(IssueEntry entry) => $$"""
        <!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
        <title>{{Text(entry.Code)}}</title><style>
        body{font:16px/1.5 system-ui,sans-serif;margin:0;color:#1b1f24;background:#fff}main{max-width:45rem;margin:0 auto;padding:1.5rem}
        dt{font-weight:600}dd{margin:0 0 .8rem}
        </style><main><h1>{{Text(entry.Code)}}</h1><dl>
        <dt>Cause<dd>{{Text(entry.CauseOf(Nothing))}}
        <dt>Remedy<dd>{{Text(entry.RemedyOf(Nothing))}}
        <dt>Who acts<dd>{{Text(entry.Actor.ToString().ToLowerInvariant())}}
        <dt>Severity<dd>{{Text(entry.Severity)}}
        </dl></main></html>
        """;

    private static string? Nothing(string name) => null;

    private static string Text(string text) => HtmlEncoder.Default.Encode(text);
}
