using Azure;
using Pipeline.Core.Issues;
using Pipeline.Storage.Schemas;

namespace Pipeline.Functions.Http;

/// <summary>Gives every failure that no function answered a problem with a code.</summary>
internal sealed partial class ProblemMiddleware(ILogger<ProblemMiddleware> logger)
{
    /// <summary>The first is empty, since a path begins with its mark.</summary>
    private const int PartsLogged = 4;

    /// <summary>The answer to a failure; one that is no fault of the caller is logged.</summary>
    public IResult Of(HttpContext http, Exception exception)
    {
        if (exception is BadHttpRequestException bad)
        {
            return Of(bad);
        }

        Log.Failed(logger, http.Request.Method, Begin(http.Request.Path.Value ?? string.Empty), exception);
        return exception switch
        {
            SchemaNewerException or AggregateException { InnerException: SchemaNewerException } =>
                Unavailable(new Issue(IssueCodes.SchemaNewer, null, null).With("reason", (exception.InnerException ?? exception).Message)),
            RequestFailedException or AggregateException { InnerException: RequestFailedException } =>
                Unavailable(new Issue(IssueCodes.StorageUnavailable, null, null)),
            _ => ProblemFactory.Of(
                StatusCodes.Status500InternalServerError,
                new Issue(IssueCodes.UnexpectedFault, null, null).With("reason", "the request could not be answered.")),
        };
    }

    /// <summary>The answer to a request that is wrong as such.</summary>
    public static IResult Of(BadHttpRequestException wrong) => ProblemFactory.Of(
        wrong.StatusCode, new Issue(CodeOf(wrong.StatusCode), null, null) { SaidCause = wrong.Message });

    /// <summary>The answer to a body of another type than JSON.</summary>
    public static IResult UnsupportedMediaType(HttpRequest request) => ProblemFactory.Of(
        StatusCodes.Status415UnsupportedMediaType, new Issue(IssueCodes.MediaTypeUnsupported, "Content-Type", request.ContentType ?? string.Empty));

    private static IResult Unavailable(Issue issue) => ProblemFactory.Of(StatusCodes.Status503ServiceUnavailable, issue);

    private static string CodeOf(int status) => status switch
    {
        StatusCodes.Status413PayloadTooLarge => IssueCodes.BodyTooLarge,
        _ => IssueCodes.RequestInvalid,
    };

    /// <summary>The first three parts of a path: the last part of a push's may be its secret, and a query may hold a function key.</summary>
    private static string Begin(string path)
    {
        string[] parts = path.Split('/');
        return parts.Length <= PartsLogged ? path : $"{string.Join('/', parts[..PartsLogged])}/…";
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "{Method} {Path} failed")]
        public static partial void Failed(ILogger logger, string method, string? path, Exception exception);
    }
}
