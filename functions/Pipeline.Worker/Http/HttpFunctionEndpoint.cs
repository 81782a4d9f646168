using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker.Hosting;
using Microsoft.Azure.Functions.Worker.Invocation;
using Microsoft.Azure.Functions.Worker.Metadata;

namespace Microsoft.Azure.Functions.Worker.Http;

/// <summary>Answers the requests of one HTTP function.</summary>
internal sealed class HttpFunctionEndpoint(FunctionDescriptor function, InvocationDeadlines deadlines)
{
    private readonly FunctionMethod _method = new(function);
    private readonly bool _hasResult = ResultReader.ValueTypeOf(function.Method.ReturnType) != typeof(void);

    public async Task HandleAsync(HttpContext http)
    {
        CancellationToken gone = http.RequestAborted;
        using RunDeadline deadline = deadlines.Start(gone);
        var context = new InvocationContext(
            function,
            HostHeaders.InvocationId(http.Request),
            http.RequestServices,
            () => http.Request.RouteValues.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.OrdinalIgnoreCase),
            deadline.Token);
        http.Features.Set<FunctionContext>(context);
        Activity.Current?.SetTag("faas.invocation_id", context.InvocationId);

        object? result;
        try
        {
            // The request's token is the only one that a function sees. The answer keeps that of the caller: the framework
            // ends answers silently when it falls, which must not happen to what was done in time.
            http.RequestAborted = deadline.Token;
            result = await _method.InvokeAsync(new FunctionInvocation { Function = function, Context = context, Http = http });
        }
        finally
        {
            http.RequestAborted = gone;
        }

        await AnswerAsync(http, result);
    }

    private Task AnswerAsync(HttpContext http, object? result)
    {
        switch (result)
        {
            case IResult answer:
                return answer.ExecuteAsync(http);
            case string text:
                http.Response.ContentType ??= "text/plain; charset=utf-8";
                return http.Response.WriteAsync(text, http.RequestAborted);
            case not null:
                return http.Response.WriteAsJsonAsync(result, result.GetType(), http.RequestAborted);
            default:
                // A function without result may have written its answer itself.
                if (!http.Response.HasStarted && (_hasResult || http.Response.StatusCode == StatusCodes.Status200OK))
                {
                    http.Response.StatusCode = StatusCodes.Status204NoContent;
                }

                return Task.CompletedTask;
        }
    }
}
