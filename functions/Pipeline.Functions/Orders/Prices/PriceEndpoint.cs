using Microsoft.Azure.Functions.Worker;
using Pipeline.Core.Distributors;
using Pipeline.Core.Issues;
using Pipeline.Core.Orders.Placing;
using Pipeline.Core.Orders.Prices;
using Pipeline.Functions.Http;
using Pipeline.Functions.OpenApi;
using Pipeline.Functions.Settings;

namespace Pipeline.Functions.Orders.Prices;

/// <summary>Asks a distributor for live prices and stock.</summary>
[Tags("orders")]
public sealed class PriceEndpoint(
    IDistributorServiceDirectory distributors, DistributorCatalog catalog, EnquiryCounter enquiries, PipelineSettings settings)
{
    /// <summary>Asks for live prices and stock.</summary>
    [Function("GetPriceAndAvailability")]
    [EndpointSummary("Ask a distributor for live prices and stock of up to 100 items")]
    [EndpointDescription("Each item has a status of its own. When nothing at all was answered, the answer is 503.")]
    [Accepts<PriceEnquiry>]
    [Answers<PriceEnquiryView>(StatusCodes.Status200OK)]
    [Answers<Problem>(StatusCodes.Status409Conflict)]
    [Answers<Problem>(StatusCodes.Status422UnprocessableEntity)]
    [Answers<Problem>(StatusCodes.Status429TooManyRequests)]
    [Answers<Problem>(StatusCodes.Status503ServiceUnavailable)]
    public async Task<IResult> AskAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/price-availability")] HttpRequest request)
    {
        PriceEnquiry body = await JsonBody.ReadAsync(request, PipelineJson.Default.PriceEnquiry);
        if (Read(body, out PriceQuery[] queries) is { } refusal)
        {
            return refusal;
        }

        string? distributor = body.Distributor ?? (distributors.Distributors is [{ } only] ? only : null);
        try
        {
            if (distributor is null || distributors.For(distributor, settings.Orders.IsTest) is not { } services)
            {
                return ProblemFactory.Conflict(distributors.Distributors.Count == 0
                    ? new Issue(IssueCodes.DistributorNotConfigured, "distributor", string.Join(", ", catalog.All.Select(static one => $"{one.Code} ({one.MissingServices})")))
                    : new Issue(IssueCodes.DistributorNotChosen, "distributor", distributor).Expecting(string.Join(", ", distributors.Distributors)));
            }

            if (await enquiries.TakeAsync(distributor, catalog.Find(distributor)?.EnquiryLimit, queries.Length, request.HttpContext.RequestAborted) is { } tooMany)
            {
                return ProblemFactory.Of(StatusCodes.Status429TooManyRequests, tooMany);
            }

            PriceAnswers answers = await services.GetPriceAndAvailabilityAsync(queries, request.HttpContext.RequestAborted);
            return answers.Problem is { } problem && answers.Items.All(static item => item.Status == IssueCodes.NotAnswered)
                ? ProblemFactory.Of(
                    StatusCodes.Status503ServiceUnavailable,
                    new Issue(IssueCodes.PricesNotAnswered, null, null).With("reason", $"{problem.Issue.Code}: {problem.Issue.Cause}"))
                : TypedResults.Json(PriceEnquiryView.Of(distributor, answers), PipelineJson.Readable.PriceEnquiryView);
        }
        catch (FormatException wrong)
        {
            return ProblemFactory.Conflict(new Issue(IssueCodes.DistributorSettingsWrong, null, null).With("reason", wrong.Message));
        }
    }

    private static IResult? Read(PriceEnquiry body, out PriceQuery[] queries)
    {
        List<Issue> faults = [];
        queries = [];
        if (body.Items is not { Count: >= 1 and <= PriceEnquiry.MaxItems } items)
        {
            faults.Add(new Issue(IssueCodes.ItemCount, "/items", $"{body.Items?.Count ?? 0}").With("limit", PriceEnquiry.MaxItems));
        }
        else
        {
            queries = [.. items.Select((item, index) => item.Read(index, faults)).OfType<PriceQuery>()];
        }

        return faults.Count == 0
            ? null
            : ProblemFactory.Unprocessable(new Issue(IssueCodes.EnquiryInvalid, null, null), faults);
    }
}
