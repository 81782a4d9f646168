using Azure;
using Microsoft.AspNetCore.Diagnostics;
using Pipeline.Storage.Schemas;

namespace Pipeline.Functions.Http;

/// <summary>Gives every failure that no function answered a problem with a code.</summary>
internal sealed partial class ProblemAnswers(ILogger<ProblemAnswers> logger) : IExceptionHandler
{
    private const int FirstError = StatusCodes.Status400BadRequest;

    public async ValueTask<bool> TryHandleAsync(
        HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        IResult? answer = exception switch
        {
            BadHttpRequestException bad => Problems.Of(bad.StatusCode, CodeOf(bad.StatusCode), bad.Message),
            SchemaNewerException or AggregateException { InnerException: SchemaNewerException } =>
                Problems.Of(
                    StatusCodes.Status503ServiceUnavailable, SchemaNewerException.Code, (exception.InnerException ?? exception).Message),
            RequestFailedException or AggregateException { InnerException: RequestFailedException } =>
                Problems.Of(
                    StatusCodes.Status503ServiceUnavailable, "STORAGE_UNAVAILABLE",
                    "The storage account did not answer as expected. Try again; /api/ready says more."),
            _ => Problems.Of(
                StatusCodes.Status500InternalServerError, "UNEXPECTED_FAULT",
                "This is a fault of the pipeline; its log says more."),
        };
        if (!httpContext.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal))
        {
            return false;
        }

        if (exception is not BadHttpRequestException)
        {
            Log.Failed(logger, httpContext.Request.Method, httpContext.Request.Path, exception);
        }

        httpContext.Response.Clear();
        await answer.ExecuteAsync(httpContext);
        return true;
    }

    /// <summary>Answers what routing refused: unknown path, wrong method.</summary>
    public static async Task AnswerBareStatusAsync(HttpContext http, RequestDelegate next)
    {
        await next(http);
        HttpResponse response = http.Response;
        if (!response.HasStarted && response is { StatusCode: >= FirstError, ContentLength: null, ContentType: null })
        {
            await Problems.Of(response.StatusCode, CodeOf(response.StatusCode), DetailOf(http)).ExecuteAsync(http);
        }
    }

    private static string? DetailOf(HttpContext http) => http.Response.StatusCode switch
    {
        StatusCodes.Status404NotFound => "There is no such route; GET /api/openapi.json lists all.",
        StatusCodes.Status405MethodNotAllowed => $"{http.Request.Method} is no method of this route; GET /api/openapi.json lists them.",
        StatusCodes.Status415UnsupportedMediaType => http.Request.ContentType is { Length: > 0 } type
            ? $"The body is sent as '{Problems.Shorten(type)}', which this route does not take; GET /api/openapi.json says what it takes."
            : "The header Content-Type is missing; GET /api/openapi.json says what this route takes.",
        _ => null,
    };

    private static string CodeOf(int status) => status switch
    {
        StatusCodes.Status404NotFound => "NOT_FOUND",
        StatusCodes.Status405MethodNotAllowed => "METHOD_NOT_ALLOWED",
        StatusCodes.Status413PayloadTooLarge => "BODY_TOO_LARGE",
        StatusCodes.Status415UnsupportedMediaType => "MEDIA_TYPE_UNSUPPORTED",
        < StatusCodes.Status500InternalServerError => "REQUEST_INVALID",
        _ => "UNEXPECTED_FAULT",
    };

    private static partial class Log
    {
        /// <summary>The path goes into the log without the query, which may hold a function key.</summary>
        [LoggerMessage(1, LogLevel.Error, "{Method} {Path} failed")]
        public static partial void Failed(ILogger logger, string method, string? path, Exception exception);
    }
}
