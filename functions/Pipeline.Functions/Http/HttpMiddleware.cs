using Microsoft.AspNetCore.Http.Features;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Context.Features;
using Microsoft.Azure.Functions.Worker.Middleware;
using Pipeline.Functions.Audit;
using Pipeline.Functions.Hosting;
using Pipeline.Functions.Ops;

namespace Pipeline.Functions.Http;

/// <summary>Stands around every HTTP function: keeps strangers off the operators' pages, limits bodies and time, and turns
/// failures into problem details (RFC 9457).</summary>
/// <remarks>What the host refuses itself (keys, routes, methods, more than 100 MiB) has no body and does not come by here.</remarks>
internal sealed class HttpMiddleware(
    OperatorAccess gate, CommandAudit audit, ProblemMiddleware problems, FunctionDeadlines deadlines) : IFunctionsWorkerMiddleware
{
    /// <inheritdoc />
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        HttpContext http = context.GetHttpContext()!;
        HttpFunction function = HttpFunction.All[context.FunctionDefinition.Name];
        if ((gate.Refuse(http, function) ?? RefuseBody(http, function)) is { } refusal)
        {
            context.GetInvocationResult().Value = refusal;
            return;
        }

        if (HttpInputs.Fits(function))
        {
            context.Features.Set<IFunctionInputBindingFeature>(new HttpInputs(function));
        }

        await RunAsync(context, next, http, function);
    }

    private async Task RunAsync(FunctionContext context, FunctionExecutionDelegate next, HttpContext http, HttpFunction function)
    {
        CancellationToken gone = http.RequestAborted;
        using FunctionDeadline deadline = deadlines.Start(gone);
        try
        {
            // The request's token is the only one that a function sees. The answer keeps that of the caller: the framework
            // ends answers silently when it falls, which must not happen to what was done in time.
            http.RequestAborted = deadline.Token;
            await audit.BeginAsync(http, function);
            await next(context);
            InvocationResult result = context.GetInvocationResult();
            await audit.FinishAsync(http, result.Value);
            if (result.Value is IResult answer)
            {
                result.Value = new GuardedAnswer(answer, problems);
            }
        }
        catch (Exception exception) when (!gone.IsCancellationRequested && !http.Response.HasStarted)
        {
            http.Response.Clear();
            IResult problem = problems.Of(http, exception);
            context.GetInvocationResult().Value = problem;
            await audit.FinishAsync(http, problem);
        }
        finally
        {
            http.RequestAborted = gone;
        }
    }

    private static IResult? RefuseBody(HttpContext http, HttpFunction function)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } feature)
        {
            // The host passes on 100 MiB at most.
            feature.MaxRequestBodySize = null;
        }

        long limit = function.BodyLimit ?? RequestBodyLimitAttribute.Default;
        http.Request.Body = new LimitedBody(http.Request.Body, limit);
        return http.Request.ContentLength > limit ? ProblemMiddleware.Of(LimitedBody.TooLarge(limit))
            : function.NeedsJson(http) && !http.Request.HasJsonContentType() ? ProblemMiddleware.UnsupportedMediaType(http.Request)
            : null;
    }

    /// <summary>An answer that is still made while it is written, as exports are, and may fail before its first byte.</summary>
    private sealed class GuardedAnswer(IResult answer, ProblemMiddleware problems) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            try
            {
                await answer.ExecuteAsync(httpContext);
            }
            catch (Exception exception) when (!httpContext.RequestAborted.IsCancellationRequested && !httpContext.Response.HasStarted)
            {
                httpContext.Response.Clear();
                await problems.Of(httpContext, exception).ExecuteAsync(httpContext);
            }
        }
    }
}
