using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;
using Pipeline.Core.Issues;

namespace Pipeline.Functions.Http;

/// <summary>Makes error answers.</summary>
public static class ProblemFactory
{
    private const string MediaType = "application/problem+json";

    /// <summary>404: there is nothing of that name.</summary>
    public static IResult NotFound(Issue issue) => Of(StatusCodes.Status404NotFound, issue);

    /// <summary>409: not in the state in which things are.</summary>
    /// <param name="issue">What is in the way.</param>
    /// <param name="instance">Path of the thing that is in the way, or null.</param>
    public static IResult Conflict(Issue issue, string? instance = null) => Of(StatusCodes.Status409Conflict, issue, null, instance);

    /// <summary>409: not yet.</summary>
    public static IResult TooEarly(Issue issue, DateTimeOffset notBefore) => Answer(Made(StatusCodes.Status409Conflict, issue) with { NotBefore = notBefore });

    /// <summary>410: there was a body, and it was erased because it held personal data.</summary>
    /// <param name="what">What it was, for example <c>Body of message 'x'</c>.</param>
    /// <param name="at">When.</param>
    public static IResult Erased(string what, DateTimeOffset at) => Of(
        StatusCodes.Status410Gone,
        new Issue(IssueCodes.BodyErased, null, what).With("time", string.Create(CultureInfo.InvariantCulture, $"{at.UtcDateTime:yyyy-MM-ddTHH:mm:ss}Z")));

    /// <summary>422: readable, but a value is wrong.</summary>
    public static IResult Unprocessable(Issue issue, IReadOnlyList<Issue>? errors = null) =>
        Of(StatusCodes.Status422UnprocessableEntity, issue, errors);

    /// <summary>An answer of any status.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="issue">What is wrong.</param>
    /// <param name="errors">What is wrong with single members, each with the member as its place; or null.</param>
    /// <param name="instance">Path of the thing that is in the way, or null.</param>
    public static IResult Of(int status, Issue issue, IReadOnlyList<Issue>? errors = null, string? instance = null) => Answer(Made(status, issue) with
    {
        Instance = instance,
        Errors = errors is null ? null : [.. errors.Select(ProblemField.Of)],
    });

    private static Problem Made(int status, Issue issue) => new()
    {
        Title = ReasonPhrases.GetReasonPhrase(status),
        Status = status,
        Code = issue.Code,
        Detail = issue.Sentence,
    };

    private static JsonHttpResult<Problem> Answer(Problem problem) =>
        TypedResults.Json(problem, PipelineJson.Readable.Problem, MediaType, problem.Status);
}
