using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;

namespace Pipeline.Functions.Http;

/// <summary>Makes error answers.</summary>
public static class Problems
{
    private const string MediaType = "application/problem+json";
    private const int QuoteLimit = 100;

    /// <summary>A text of a caller as an error quotes it: at most a hundred characters.</summary>
    public static string Shorten(string text) => text.Length <= QuoteLimit ? text : string.Concat(text.AsSpan(0, QuoteLimit), "...");

    /// <summary>404: there is nothing of that name.</summary>
    public static IResult NotFound(string code, string detail) => Of(StatusCodes.Status404NotFound, code, detail);

    /// <summary>409: not in the state in which things are.</summary>
    public static IResult Conflict(string code, string detail) => Of(StatusCodes.Status409Conflict, code, detail);

    /// <summary>409: something that is there already is in the way.</summary>
    public static IResult Conflict(string code, string detail, string instance) => TypedResults.Json(
        Describe(StatusCodes.Status409Conflict, code, detail, null) with { Instance = instance },
        PipelineJson.Readable.Problem, MediaType, StatusCodes.Status409Conflict);

    /// <summary>410: there was a body, and it was erased because it held personal data.</summary>
    /// <param name="what">What it was, for example <c>Body of message 'x'</c>.</param>
    /// <param name="at">When.</param>
    public static IResult Erased(string what, DateTimeOffset at) => Of(
        StatusCodes.Status410Gone, "BODY_ERASED",
        string.Create(
            CultureInfo.InvariantCulture,
            $"{what}, erased at {at.UtcDateTime:yyyy-MM-ddTHH:mm:ss}Z: there was personal data in it. Size and SHA-256 are kept."));

    /// <summary>422: readable, but a value is wrong.</summary>
    public static IResult Unprocessable(string code, string detail, IReadOnlyList<ProblemField>? errors = null) =>
        Of(StatusCodes.Status422UnprocessableEntity, code, detail, errors);

    /// <summary>An answer of any status.</summary>
    public static IResult Of(int status, string code, string? detail, IReadOnlyList<ProblemField>? errors = null) =>
        TypedResults.Json(Describe(status, code, detail, errors), PipelineJson.Readable.Problem, MediaType, status);

    private static Problem Describe(int status, string code, string? detail, IReadOnlyList<ProblemField>? errors) => new()
    {
        Title = ReasonPhrases.GetReasonPhrase(status),
        Status = status,
        Code = code,
        Detail = detail,
        Errors = errors,
    };
}
