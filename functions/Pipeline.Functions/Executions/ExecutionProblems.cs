using Pipeline.Functions.Http;

namespace Pipeline.Functions.Executions;

/// <summary>Error answers about executions.</summary>
internal static class ExecutionProblems
{
    public static IResult Unknown(string id) =>
        Problems.NotFound("EXECUTION_UNKNOWN", $"There is no execution '{id}'.");
}
