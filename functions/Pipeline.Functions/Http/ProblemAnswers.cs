using Azure;
using Pipeline.Storage.Schemas;

namespace Pipeline.Functions.Http;

/// <summary>Gives every failure that no function answered a problem with a code.</summary>
internal sealed partial class ProblemAnswers(ILogger<ProblemAnswers> logger)
{
    /// <summary>The answer to a failure; one that is no fault of the caller is logged.</summary>
    public IResult Of(HttpContext http, Exception exception)
    {
        if (exception is BadHttpRequestException bad)
        {
            return Of(bad);
        }

        Log.Failed(logger, http.Request.Method, http.Request.Path, exception);
        return exception switch
        {
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
    }

    /// <summary>The answer to a request that is wrong as such.</summary>
    public static IResult Of(BadHttpRequestException wrong) => Problems.Of(wrong.StatusCode, CodeOf(wrong.StatusCode), wrong.Message);

    /// <summary>The answer to a body of another type than JSON.</summary>
    public static IResult UnsupportedMediaType(HttpRequest request) => Of(new BadHttpRequestException(
        request.ContentType is { Length: > 0 } type
            ? $"The body is sent as '{Problems.Shorten(type)}', which this route does not take; GET /api/openapi.json says what it takes."
            : "The header Content-Type is missing; GET /api/openapi.json says what this route takes.",
        StatusCodes.Status415UnsupportedMediaType));

    private static string CodeOf(int status) => status switch
    {
        StatusCodes.Status413PayloadTooLarge => "BODY_TOO_LARGE",
        StatusCodes.Status415UnsupportedMediaType => "MEDIA_TYPE_UNSUPPORTED",
        _ => "REQUEST_INVALID",
    };

    private static partial class Log
    {
        /// <summary>The path goes into the log without the query, which may hold a function key.</summary>
        [LoggerMessage(1, LogLevel.Error, "{Method} {Path} failed")]
        public static partial void Failed(ILogger logger, string method, string? path, Exception exception);
    }
}
