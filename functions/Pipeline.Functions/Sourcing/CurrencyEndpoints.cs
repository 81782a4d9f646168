using Microsoft.Azure.Functions.Worker;
using Pipeline.Core.Currencies;
using Pipeline.Functions.Http;
using Pipeline.Functions.OpenApi;

namespace Pipeline.Functions.Sourcing;

/// <summary>Shows the exchange rates.</summary>
[Tags("sourcing")]
public sealed class CurrencyEndpoints(ExchangeRates rates)
{
    /// <summary>Shows the rates that prices are compared by.</summary>
    [Function("GetCurrencies")]
    [EndpointSummary("Show the exchange rates, with their days and where they come from")]
    [Answers<CurrencyView>(StatusCodes.Status200OK)]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/currencies")] HttpRequest request) => TypedResults.Json(
        CurrencyView.Of(await rates.ReadAsync(request.HttpContext.RequestAborted), rates.MaxAge), PipelineJson.Readable.CurrencyView);
}
