using Microsoft.DurableTask.Execution;

namespace Pipeline.Worker.Tests.Durable;

/// <summary>The pseudocode of the vectors, written as orchestrators, in files by subject.</summary>
internal static class VectorOrchestrators
{
    private static readonly Dictionary<string, OrchestratorCode> ByKey =
        new[]
        {
            ActivityVectors.All, TimerAndEventVectors.All, ChildVectors.All, RoundVectors.All, EndVectors.All,
            ChangedCodeVectors.All,
        }
        .SelectMany(group => group)
        .SelectMany(entry => entry.Vectors.Split(' ').Select(id => ($"{id} {entry.Code}", entry.Run)))
        .ToDictionary(pair => pair.Item1, pair => pair.Run, StringComparer.Ordinal);

    public static OrchestratorCode Find(string vector, string code) => ByKey[$"{vector} {code}"];
}

/// <summary>The code of one or more vectors.</summary>
internal sealed record VectorCode(string Vectors, string Code, OrchestratorCode Run);
