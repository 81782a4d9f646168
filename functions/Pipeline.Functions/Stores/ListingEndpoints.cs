using System.ComponentModel;
using Microsoft.Azure.Functions.Worker;
using Pipeline.Core;
using Pipeline.Core.Channels;
using Pipeline.Core.Issues;
using Pipeline.Core.Offers.Listings;
using Pipeline.Functions.Audit;
using Pipeline.Functions.Http;
using Pipeline.Functions.OpenApi;

namespace Pipeline.Functions.Stores;

/// <summary>Shows and steers the listings of a store.</summary>
[Tags("stores")]
public sealed class ListingEndpoints(StoreDirectory stores, ListingDirectory listings, ListingEditor editor)
{
    /// <summary>Lists listings.</summary>
    [Function("ListListings")]
    [EndpointSummary("List the listings of a store")]
    [EndpointDescription("A page may hold fewer items than asked for although more follow: go on until the cursor is null.")]
    [Answers<Page<ListingView>>(StatusCodes.Status200OK)]
    [Answers<Problem>(StatusCodes.Status404NotFound)]
    [Answers<Problem>(StatusCodes.Status422UnprocessableEntity)]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/stores/{store}/listings")] HttpRequest request,
        [Description("Code of the store")] string store,
        [Description("Only with this number")] string? sku = null,
        [Description("Only in this state")] ListingState? state = null,
        [Description("Only with this code as their reason")] string? reason = null,
        [Description("At most so many, 1 to 500")] int limit = Paging.DefaultLimit,
        [Description("From the page before")] string? cursor = null) => stores.Find(store) is not { } found ? StoreEndpoints.Unknown(store) : await Paging.AnswerAsync(
            limit,
            cursor,
            async () => (await listings.ListAsync(found.Code, new ListingFilter(sku, state, reason), limit, cursor, request.HttpContext.RequestAborted)).Select(ListingView.Of),
            PipelineJson.Readable.ListingList);

    /// <summary>Shows one listing.</summary>
    [Function("GetListing")]
    [EndpointSummary("Show a listing")]
    [Answers<ListingView>(StatusCodes.Status200OK)]
    [Answers<Problem>(StatusCodes.Status404NotFound)]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/stores/{store}/listings/{sku}")] HttpRequest request,
        [Description("Code of the store")] string store,
        [Description("Number of the offer")] string sku) => stores.Find(store) is not { } found ? StoreEndpoints.Unknown(store)
            : await listings.FindAsync(found.Code, sku, request.HttpContext.RequestAborted) is { } listing
            ? TypedResults.Json(ListingView.Of(listing), PipelineJson.Readable.ListingView)
            : Unknown(sku);

    /// <summary>Lists a product, or changes its listing.</summary>
    [Function("PutListing")]
    [Audited("listing.put", "store", "sku")]
    [EndpointSummary("List a product under a number, or change its listing; its offer is computed by itself")]
    [Accepts<ListingBody>]
    [Answers<ListingView>(StatusCodes.Status200OK)]
    [Answers<ListingView>(StatusCodes.Status201Created)]
    [Answers<Problem>(StatusCodes.Status404NotFound)]
    [Answers<Problem>(StatusCodes.Status422UnprocessableEntity)]
    public async Task<IResult> PutAsync(
        [HttpTrigger(AuthorizationLevel.Function, "put", Route = "api/stores/{store}/listings/{sku}")] HttpRequest request,
        [Description("Code of the store")] string store,
        [Description("Number of the offer")] string sku)
    {
        if (stores.Find(store) is not { } found)
        {
            return StoreEndpoints.Unknown(store);
        }

        ListingBody body = await JsonBody.ReadAsync(request, PipelineJson.Default.ListingBody);
        ListingResult result = await editor.PutAsync(
            found, sku, new ListingWish(body.Gtin, body.Draft, body.Hold, body.Terms), request.HttpContext.RequestAborted);
        if (result.Listing is not { } listing)
        {
            return ProblemFactory.Unprocessable(result.Faults[0], result.Faults);
        }

        CommandAudit.Tell(request, body.Hold, null, $"{listing.Sku}, {listing.Gtin}");
        return TypedResults.Json(
            ListingView.Of(listing), PipelineJson.Readable.ListingView, null, result.IsNew ? StatusCodes.Status201Created : StatusCodes.Status200OK);
    }

    /// <summary>Delists a product.</summary>
    [Function("DeleteListing")]
    [Audited("listing.delete", "store", "sku")]
    [EndpointSummary("Delist a product: its offer is deleted at the channel, and its number stays its own")]
    [Answers<ListingView>(StatusCodes.Status200OK)]
    [Answers<Problem>(StatusCodes.Status404NotFound)]
    public async Task<IResult> DeleteAsync(
        [HttpTrigger(AuthorizationLevel.Function, "delete", Route = "api/stores/{store}/listings/{sku}")] HttpRequest request,
        [Description("Code of the store")] string store,
        [Description("Number of the offer")] string sku) => stores.Find(store) is not { } found ? StoreEndpoints.Unknown(store)
            : await editor.DelistAsync(found, sku, request.HttpContext.RequestAborted) is { } listing
            ? TypedResults.Json(ListingView.Of(listing), PipelineJson.Readable.ListingView)
            : Unknown(sku);

    private static IResult Unknown(string sku) => ProblemFactory.NotFound(new Issue(IssueCodes.ListingUnknown, null, sku));
}
