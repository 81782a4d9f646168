using System.ComponentModel;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Azure.Functions.Worker;
using Pipeline.Core;
using Pipeline.Core.Distributors;
using Pipeline.Core.Issues;
using Pipeline.Core.Pricing;
using Pipeline.Functions.Audit;
using Pipeline.Functions.Http;
using Pipeline.Functions.Http.Conditions;
using Pipeline.Functions.OpenApi;

namespace Pipeline.Functions.Pricing;

/// <summary>Shows, replaces and tries the margin rules.</summary>
[Tags("pricing")]
public sealed partial class PricingEndpoints(
    RulesInForce rules, IMarginRuleStore store, PricePreview preview, DistributorCatalog distributors, ILogger<PricingEndpoints> logger)
{
    private const string IfMatchSays = "The ETag that GET /api/pricing/rules answered; or * to replace whatever is there";

    private string[] Codes => [.. distributors.All.Select(static distributor => distributor.Code)];

    /// <summary>Shows the rules.</summary>
    [Function("GetMarginRules")]
    [EndpointSummary("Show the margin rules; the header ETag names their version")]
    [Answers<MarginRules>(StatusCodes.Status200OK)]
    [Answers<Problem>(StatusCodes.Status409Conflict)]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/pricing/rules")] HttpRequest request)
    {
        StoredRules stored = await rules.RefreshAsync(request.HttpContext.RequestAborted);
        return Show(request, stored);
    }

    /// <summary>Replaces the rules.</summary>
    [Function("ReplaceMarginRules")]
    [Audited("pricing.replace")]
    [EndpointSummary("Replace the margin rules")]
    [EndpointDescription("Selling prices follow at once; where several instances run, the others follow within half a minute.")]
    [Accepts<MarginRules>]
    [AcceptsHeader("If-Match", IfMatchSays)]
    [Answers<MarginRules>(StatusCodes.Status200OK)]
    [Answers<Problem>(StatusCodes.Status412PreconditionFailed)]
    [Answers<Problem>(StatusCodes.Status422UnprocessableEntity)]
    [Answers<Problem>(StatusCodes.Status428PreconditionRequired)]
    public async Task<IResult> ReplaceAsync(
        [HttpTrigger(AuthorizationLevel.Function, "put", Route = "api/pricing/rules")] HttpRequest request)
    {
        CancellationToken cancellationToken = request.HttpContext.RequestAborted;
        if (IfMatch.RefuseMissing(request) is { } missing)
        {
            return missing;
        }

        MarginRules wanted = await JsonBody.ReadAsync(request, PipelineJson.Default.MarginRules);
        if (Refuse(wanted) is { } wrong)
        {
            return wrong;
        }

        StoredRules stored = await rules.RefreshAsync(cancellationToken);
        if (!IfMatch.Holds(request, stored.Version) || await store.ReplaceAsync(wanted, stored.Version, cancellationToken) is not { } version)
        {
            return IfMatch.Refuse(request);
        }

        Log.Replaced(logger, wanted.Rules!.Count, version);
        CommandAudit.Tell(request, null, $"{stored.Rules.Rules?.Count} rules, version {stored.Version}", $"{wanted.Rules.Count} rules, version {version}");
        _ = await rules.RefreshAsync(cancellationToken);
        return Show(request, new StoredRules(wanted, version, null));
    }

    /// <summary>Shows what rules would do.</summary>
    [Function("PreviewMarginRules")]
    [EndpointSummary("Show what margin rules would do to selling prices; nothing is written")]
    [EndpointDescription("Without a body, or without rules in it, the rules in force are shown. The filters may stand in the query or in the body.")]
    [Accepts<PreviewBody>(IsOptional = true)]
    [Answers<PreviewPage>(StatusCodes.Status200OK)]
    [Answers<Problem>(StatusCodes.Status409Conflict)]
    [Answers<Problem>(StatusCodes.Status422UnprocessableEntity)]
    public Task<IResult> PreviewAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/pricing/preview")] HttpRequest request,
        [Description("Only this distributor")] string? distributor = null,
        [Description("Only this brand")] string? brand = null,
        [Description("Only the article of this number; may be given several times")] string? sku = null,
        [Description("At most so many, 1 to 500")] int limit = Paging.DefaultLimit,
        [Description("From the page before; send the same body with it")] string? cursor = null) => Paging.AnswerAsync(limit, cursor, async () =>
    {
        PreviewBody body = request.HttpContext.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody is false
            ? new PreviewBody()
            : await JsonBody.ReadAsync(request, PipelineJson.Default.PreviewBody);
        MarginRules? tried = body.Rules is null ? null : new MarginRules { Rules = body.Rules };
        string[] skus = [.. body.Sku ?? [], .. sku is null ? [] : request.Query[nameof(sku)].OfType<string>()];
        if ((Refuse(tried ?? MarginRules.None) ?? RefuseCount(skus)) is { } wrong)
        {
            return wrong;
        }

        StoredRules stored = await rules.RefreshAsync(request.HttpContext.RequestAborted);
        if (stored.IsUnreadable)
        {
            return Show(request, stored);
        }

        PreviewQuery query = new() { Distributor = distributor ?? body.Distributor, Brand = brand ?? body.Brand, Skus = skus, Among = Codes };
        PreviewPage page = await preview.ReadAsync(
            query,
            stored.Rules,
            tried ?? stored.Rules,
            string.IsNullOrEmpty(cursor) ? null : Cursor.Read(cursor, PricePreview.IsPlace),
            limit,
            request.HttpContext.RequestAborted);
        return TypedResults.Json(page with { Cursor = Cursor.Of(page.Cursor) }, PipelineJson.Readable.PreviewPage);
    });

    private static IResult? RefuseCount(string[] skus) => skus.Length > PreviewBody.MaxSkus
        ? ProblemFactory.Unprocessable(new Issue(IssueCodes.ItemCount, "sku", $"{skus.Length}").With("limit", PreviewBody.MaxSkus))
        : null;

    private static IResult Show(HttpRequest request, StoredRules stored)
    {
        request.HttpContext.Response.Headers.ETag = stored.Version;
        return stored.IsUnreadable ? ProblemFactory.Conflict(stored.Issue!) : TypedResults.Json(stored.Rules, PipelineJson.Readable.MarginRules);
    }

    private IResult? Refuse(MarginRules wanted)
    {
        IReadOnlyList<Issue> faults = new MarginRulesCheck(Codes).Check(wanted);
        return faults.Count == 0
            ? null
            : ProblemFactory.Unprocessable(new Issue(IssueCodes.RulesInvalid, null, null).With("count", faults.Count), faults);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "The margin rules have been replaced: {Rules} rules, version {Version}; the audit log says by whom")]
        public static partial void Replaced(ILogger logger, int rules, string version);
    }
}
