using Microsoft.Azure.Functions.Worker;
using Pipeline.Core.Alerts;
using Pipeline.Core.Issues;
using Pipeline.Functions.Audit;
using Pipeline.Functions.Http;
using Pipeline.Functions.OpenApi;

namespace Pipeline.Functions.Errors;

/// <summary>Tells people what waits for them.</summary>
[Tags("errors")]
public sealed partial class AlertFunctions(AlertSender sender, ILogger<AlertFunctions> logger)
{
    /// <summary>Each minute: sends a digest when one is due.</summary>
    [Function("SendAlerts")]
    public async Task SendAsync([TimerTrigger("15 * * * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        foreach ((string channel, Exception fault) in await sender.SendDueAsync(cancellationToken))
        {
            Log.NotSent(logger, channel, fault);
        }
    }

    /// <summary>Sends a test.</summary>
    [Function("TestAlerts")]
    [Audited("alert.test")]
    [EndpointSummary("Send a test by mail and webhook, as far as they are set up")]
    [Answers<AlertTestView>(StatusCodes.Status200OK)]
    [Answers<Problem>(StatusCodes.Status409Conflict)]
    public async Task<IResult> TestAsync([HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/alert-tests")] HttpRequest request)
    {
        IReadOnlyDictionary<string, Exception?> outcomes = await sender.TestAsync(request.HttpContext.RequestAborted);
        foreach ((string channel, Exception? fault) in outcomes.Where(static outcome => outcome.Value is not null))
        {
            Log.NotSent(logger, channel, fault!);
        }

        return outcomes.Count == 0
            ? ProblemFactory.Conflict(new Issue(IssueCodes.AlertsNotConfigured, null, null))
            : TypedResults.Json(
                new AlertTestView([.. outcomes.Select(static outcome => new AlertOutcomeView(outcome.Key, outcome.Value is null, outcome.Value?.Message))]),
                PipelineJson.Readable.AlertTestView);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "An alert could not be sent by {Channel}; it is tried again")]
        public static partial void NotSent(ILogger logger, string channel, Exception exception);
    }
}

/// <summary>What became of a test of the alerts.</summary>
/// <param name="Channels">mail and webhook, as far as they are set up.</param>
public sealed record AlertTestView(IReadOnlyList<AlertOutcomeView> Channels);

/// <summary>What became of it on one channel.</summary>
/// <param name="Channel">mail or webhook.</param>
/// <param name="Sent">Whether the other side has taken it.</param>
/// <param name="Fault">Why not, or null.</param>
public sealed record AlertOutcomeView(string Channel, bool Sent, string? Fault);
