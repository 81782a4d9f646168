using Pipeline.Core.Issues;
using Pipeline.Functions.Http;

namespace Pipeline.Functions.Executions;

/// <summary>Error answers about executions.</summary>
internal static class ExecutionProblems
{
    public static IResult Unknown(string id) =>
        ProblemFactory.NotFound(new Issue(IssueCodes.ExecutionUnknown, null, id));
}
