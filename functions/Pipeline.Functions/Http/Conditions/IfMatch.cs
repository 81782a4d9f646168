using Microsoft.Net.Http.Headers;
using Pipeline.Core.Issues;

namespace Pipeline.Functions.Http.Conditions;

/// <summary>The header If-Match of a request that replaces something (RFC 9110, section 13.1.1): what it replaces must be what its sender has read.</summary>
internal static class IfMatch
{
    /// <summary>The answer to a request without the header; null when it has one.</summary>
    public static IResult? RefuseMissing(HttpRequest request) => request.Headers.IfMatch.Count == 0
        ? ProblemFactory.Of(StatusCodes.Status428PreconditionRequired, new Issue(IssueCodes.IfMatchMissing, "If-Match", null))
        : null;

    /// <summary>Whether the header names a version, or any by an asterisk.</summary>
    /// <param name="request">The request.</param>
    /// <param name="version">Entity tag with its quotes.</param>
    public static bool Holds(HttpRequest request, string version) =>
        EntityTagHeaderValue.TryParseList(request.Headers.IfMatch, out IList<EntityTagHeaderValue>? tags)
        && tags.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || (!tag.IsWeak && tag.Tag.Equals(version, StringComparison.Ordinal)));

    /// <summary>412: what is there is another version.</summary>
    public static IResult Refuse(HttpRequest request) => ProblemFactory.Of(
        StatusCodes.Status412PreconditionFailed, new Issue(IssueCodes.ChangedMeanwhile, "If-Match", request.Headers.IfMatch.ToString()));
}
