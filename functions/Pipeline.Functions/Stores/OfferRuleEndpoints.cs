using Microsoft.AspNetCore.Http.HttpResults;
using System.ComponentModel;
using Microsoft.Azure.Functions.Worker;
using Pipeline.Core.Channels;
using Pipeline.Core.Issues;
using Pipeline.Core.Offers.Computing;
using Pipeline.Core.Offers.Listings;
using Pipeline.Functions.Audit;
using Pipeline.Functions.Http;
using Pipeline.Functions.Http.Conditions;
using Pipeline.Functions.OpenApi;

namespace Pipeline.Functions.Stores;

/// <summary>Shows and replaces a store's rules of discounts and of prices in further sales channels.</summary>
[Tags("stores")]
public sealed class OfferRuleEndpoints(StoreDirectory stores, IOfferRuleStore rules, IListingChangeQueue changes)
{
    private const string IfMatchSays = "The ETag that the rules were read with; or * to replace whatever is there";

    /// <summary>Shows the rules.</summary>
    [Function("GetOfferRules")]
    [EndpointSummary("Show a store's rules of discounts and further sales channels; the header ETag names their version")]
    [Answers<OfferRules>(StatusCodes.Status200OK)]
    [Answers<Problem>(StatusCodes.Status404NotFound)]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/stores/{store}/offer-rules")] HttpRequest request,
        [Description("Code of the store")] string store) => stores.Find(store) is null
            ? StoreEndpoints.Unknown(store)
            : Show(request, await rules.ReadAsync(store, request.HttpContext.RequestAborted));

    /// <summary>Replaces the rules.</summary>
    [Function("ReplaceOfferRules")]
    [Audited("store.offerRules", "store")]
    [EndpointSummary("Replace a store's rules; all its offers are computed again")]
    [Accepts<OfferRules>]
    [AcceptsHeader("If-Match", IfMatchSays)]
    [Answers<OfferRules>(StatusCodes.Status200OK)]
    [Answers<Problem>(StatusCodes.Status404NotFound)]
    [Answers<Problem>(StatusCodes.Status412PreconditionFailed)]
    [Answers<Problem>(StatusCodes.Status422UnprocessableEntity)]
    [Answers<Problem>(StatusCodes.Status428PreconditionRequired)]
    public async Task<IResult> ReplaceAsync(
        [HttpTrigger(AuthorizationLevel.Function, "put", Route = "api/stores/{store}/offer-rules")] HttpRequest request,
        [Description("Code of the store")] string store)
    {
        CancellationToken cancellationToken = request.HttpContext.RequestAborted;
        if (stores.Find(store) is not { } found)
        {
            return StoreEndpoints.Unknown(store);
        }

        if (IfMatch.RefuseMissing(request) is { } missing)
        {
            return missing;
        }

        OfferRules wanted = await JsonBody.ReadAsync(request, PipelineJson.Default.OfferRules);
        if (OfferRulesCheck.Check(found, wanted) is { Count: > 0 } faults)
        {
            return ProblemFactory.Unprocessable(new Issue(IssueCodes.OfferRulesInvalid, null, null).With("count", faults.Count), faults);
        }

        StoredOfferRules stored = await rules.ReadAsync(store, cancellationToken);
        if (!IfMatch.Holds(request, stored.Version) || await rules.ReplaceAsync(store, wanted, stored.Version, cancellationToken) is not { } version)
        {
            return IfMatch.Refuse(request);
        }

        CommandAudit.Tell(request, null, $"version {stored.Version}", $"version {version}");
        await changes.SendAsync(ListingChange.OfStore(store), cancellationToken);
        return Show(request, new StoredOfferRules(wanted, version));
    }

    private static JsonHttpResult<OfferRules> Show(HttpRequest request, StoredOfferRules stored)
    {
        request.HttpContext.Response.Headers.ETag = stored.Version;
        return TypedResults.Json(stored.Rules, PipelineJson.Readable.OfferRules);
    }
}
