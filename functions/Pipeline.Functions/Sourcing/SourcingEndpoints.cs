using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Azure.Functions.Worker;
using Pipeline.Core;
using Pipeline.Core.Distributors;
using Pipeline.Core.Issues;
using Pipeline.Core.Orders.Sourcing;
using Pipeline.Functions.Audit;
using Pipeline.Functions.Http;
using Pipeline.Functions.Http.Conditions;
using Pipeline.Functions.OpenApi;

namespace Pipeline.Functions.Sourcing;

/// <summary>Shows and changes what decides between distributors.</summary>
[Tags("sourcing")]
public sealed partial class SourcingEndpoints(ISourcingStore store, DistributorCatalog distributors, ILogger<SourcingEndpoints> logger)
{
    private string[] Codes => [.. distributors.All.Select(static distributor => distributor.Code)];

    /// <summary>Shows the rules.</summary>
    [Function("GetSourcingRules")]
    [EndpointSummary("Show how a distributor is chosen; the header ETag names the version of the rules")]
    [Answers<SourcingRulesBody>(StatusCodes.Status200OK)]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/sourcing/rules")] HttpRequest request) =>
        Show(request, await store.FindRulesAsync(request.HttpContext.RequestAborted));

    /// <summary>Replaces the rules.</summary>
    [Function("ReplaceSourcingRules")]
    [Audited("sourcing.replace")]
    [EndpointSummary("Replace the rules by which a distributor is chosen")]
    [EndpointDescription("They hold for lines that are sourced from then on.")]
    [Accepts<SourcingRulesBody>]
    [AcceptsHeader("If-Match", "The ETag that GET /api/sourcing/rules answered; or * to replace whatever is there")]
    [Answers<SourcingRulesBody>(StatusCodes.Status200OK)]
    [Answers<Problem>(StatusCodes.Status412PreconditionFailed)]
    [Answers<Problem>(StatusCodes.Status422UnprocessableEntity)]
    [Answers<Problem>(StatusCodes.Status428PreconditionRequired)]
    public async Task<IResult> ReplaceAsync(
        [HttpTrigger(AuthorizationLevel.Function, "put", Route = "api/sourcing/rules")] HttpRequest request)
    {
        CancellationToken cancellationToken = request.HttpContext.RequestAborted;
        if (IfMatch.RefuseMissing(request) is { } missing)
        {
            return missing;
        }

        SourcingRules wanted = (await JsonBody.ReadAsync(request, PipelineJson.Default.SourcingRulesBody)).ToRules();
        IReadOnlyList<Issue> faults = wanted.Check(Codes);
        if (faults.Count > 0)
        {
            return ProblemFactory.Unprocessable(new Issue(IssueCodes.SourcingRulesInvalid, null, null).With("count", faults.Count), faults);
        }

        StoredRules before = await store.FindRulesAsync(cancellationToken);
        if (!IfMatch.Holds(request, TagOf(before)) || await store.TryPutRulesAsync(wanted, before.Version, cancellationToken) is not { } after)
        {
            return IfMatch.Refuse(request);
        }

        Log.Replaced(logger);
        return Show(request, after);
    }

    /// <summary>Lists the distributors.</summary>
    [Function("ListDistributors")]
    [EndpointSummary("List the distributors, and whether they take orders from us")]
    [Answers<Page<DistributorView>>(StatusCodes.Status200OK)]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/distributors")] HttpRequest request)
    {
        IReadOnlyDictionary<string, DistributorStop> stops = await store.ListStopsAsync(request.HttpContext.RequestAborted);
        return TypedResults.Json(
            new Page<DistributorView>(
                [.. distributors.All.Select(distributor => DistributorView.Of(distributor, stops.GetValueOrDefault(distributor.Code)))], null),
            PipelineJson.Readable.DistributorList);
    }

    /// <summary>Lets a distributor be asked again.</summary>
    [Function("ResumeDistributor")]
    [Audited("distributor.resume", "distributor")]
    [EndpointSummary("Order again from a distributor that had refused all orders, for example for want of credit")]
    [EndpointDescription("May be repeated. Orders that wait for it are tried again by POST /api/orders/{id}/retry.")]
    [Answers<DistributorView>(StatusCodes.Status200OK)]
    [Answers<Problem>(StatusCodes.Status404NotFound)]
    public async Task<IResult> ResumeAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/distributors/{distributor}/resume")] HttpRequest request,
        [Description("Code of the distributor")] string distributor)
    {
        if (distributors.Find(distributor) is not { } found)
        {
            return ProblemFactory.NotFound(new Issue(IssueCodes.DistributorUnknown, null, distributor).Expecting(string.Join(", ", Codes)));
        }

        await store.ResumeAsync(distributor, request.HttpContext.RequestAborted);
        Log.Resumed(logger, distributor);
        return TypedResults.Json(DistributorView.Of(found, null), PipelineJson.Readable.DistributorView);
    }

    private static string TagOf(StoredRules stored) => $"\"{stored.Version}\"";

    private static JsonHttpResult<SourcingRulesBody> Show(HttpRequest request, StoredRules stored)
    {
        request.HttpContext.Response.Headers.ETag = TagOf(stored);
        return TypedResults.Json(SourcingRulesBody.Of(stored.Rules), PipelineJson.Readable.SourcingRulesBody);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "The rules of choosing distributors have been replaced; the audit log says by whom")]
        public static partial void Replaced(ILogger logger);

        [LoggerMessage(2, LogLevel.Information, "Orders go to {Distributor} again; the audit log says who allowed it")]
        public static partial void Resumed(ILogger logger, string distributor);
    }
}
