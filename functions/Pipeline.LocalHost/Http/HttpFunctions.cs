using System.Globalization;
using Pipeline.LocalHost.Invocation;

namespace Pipeline.LocalHost.Http;

/// <summary>Answers HTTP requests by functions: the first route in the order of function names that fits, else 404.</summary>
internal sealed class HttpFunctions(KeyRing keys, WorkerProxy proxy, long bodyLimit)
{
    private IReadOnlyList<HttpRoute> routes = [];
    private IJobHost? host;

    /// <summary>The longest body in bytes, from the text of the setting <c>FUNCTIONS_REQUEST_BODY_SIZE_LIMIT</c>; 100 MiB without one.</summary>
    public static long BodyLimit(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long limit) ? limit : 104_857_600;

    /// <summary>From now on functions can be called; routes are tried in this order.</summary>
    public void Open(IReadOnlyList<HttpRoute> routes, IJobHost host) => (this.routes, this.host) = (routes, host);

    public async Task AnswerAsync(HttpContext context)
    {
        HttpRoute? route = routes.FirstOrDefault(candidate => candidate.Matches(context));
        int refusal = route is null ? StatusCodes.Status404NotFound
            : !keys.Opens(context.Request, route.AccessLevel) ? StatusCodes.Status401Unauthorized
            : context.Request.ContentLength > bodyLimit ? StatusCodes.Status500InternalServerError
            : 0;
        if (refusal != 0)
        {
            context.Response.StatusCode = refusal;
            return;
        }

        try
        {
            await HttpCallData.ReadBodyAsync(context);
            await CallAsync(route!.Function, context);
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

    /// <summary>Calls a function with a value for its trigger. A caller's going away does not cancel the call.</summary>
    public Task CallAsync(FunctionDefinition function, object trigger) => host!.CallAsync(
        function.Name, new Dictionary<string, object>(StringComparer.Ordinal) { [function.Trigger.Name] = trigger }, CancellationToken.None);

    private async Task FailAsync(HttpContext context, bool isOwnFailure)
    {
        bool isComplete = await proxy.SettleAsync(context);
        if (!context.Response.HasStarted)
        {
            context.Response.Clear();
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
            context.Response.ContentLength = 0;
        }
        else if (isOwnFailure || !isComplete)
        {
            // The caller must notice, but a whole answer whose worker died right after it stays.
            context.Abort();
        }
    }
}
