using System.Globalization;
using Microsoft.Azure.WebJobs;
using Pipeline.LocalHost.Admin;
using Pipeline.LocalHost.Invocation;

namespace Pipeline.LocalHost.Http;

/// <summary>Answers HTTP requests by functions: the first route in the order of function names that fits, else 404.</summary>
internal sealed class HttpFunctions(AccessCheck access, WorkerProxy proxy, long bodyLimit)
{
    /// <summary>The body limit where the setting <c>FUNCTIONS_REQUEST_BODY_SIZE_LIMIT</c> is silent: 100 MiB.</summary>
    public const long DefaultBodyLimit = 104_857_600;

    /// <summary>The host that calls functions; null until it has started.</summary>
    public IJobHost? Host { get; private set; }

    /// <summary>The functions' routes, in the order they are tried.</summary>
    public IReadOnlyList<HttpRoute> Routes { get; private set; } = [];

    /// <summary>The body limit from a setting's text.</summary>
    public static long BodyLimit(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long limit) ? limit : DefaultBodyLimit;

    /// <summary>From now on functions can be called.</summary>
    public void Open(IReadOnlyList<HttpRoute> routes, IJobHost host) => (Routes, Host) = (routes, host);

    /// <summary>Answers one request.</summary>
    public async Task AnswerAsync(HttpContext context)
    {
        HttpRoute? route = Routes.FirstOrDefault(candidate => candidate.Matches(context));
        if (route is null)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        }
        else if (!access.Allows(context.Request, route.AccessLevel))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        }
        else if (context.Request.ContentLength > bodyLimit)
        {
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
        }
        else
        {
            await CallAsync(context, route);
        }
    }

    private async Task CallAsync(HttpContext context, HttpRoute route)
    {
        try
        {
            await HttpCallData.ReadBodyAsync(context);
            // The caller's going away reaches the function through its own request; the call is not cancelled by it.
            await Host!.CallAsync(
                route.Function.Name,
                new Dictionary<string, object>(StringComparer.Ordinal) { [route.Function.Trigger.Name] = context },
                CancellationToken.None);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody waits for an answer.
        }
        catch (Exception error)
        {
            // The job host has logged it. Nothing of it goes to the caller.
            await FailAsync(context, isOwnFailure: error.GetBaseException() is FunctionFailedException);
        }
    }

    private async Task FailAsync(HttpContext context, bool isOwnFailure)
    {
        bool isComplete = await proxy.SettleAsync(context);
        if (context.Response.HasStarted)
        {
            // The caller must notice, but a whole answer whose worker died right after it stays.
            if (isOwnFailure || !isComplete)
            {
                context.Abort();
            }

            return;
        }

        context.Response.Clear();
        context.Response.StatusCode = StatusCodes.Status500InternalServerError;
        context.Response.ContentLength = 0;
    }
}
