using System.Globalization;
using System.Text.Json.Nodes;
using Pipeline.Scenarios.Infrastructure;

namespace Pipeline.Scenarios.Feeds;

/// <summary>How far an import is.</summary>
internal static class ImportProgress
{
    /// <summary>Waits until so much of the file is applied.</summary>
    /// <remarks>Progress starts anew after a kill; an execution that has ended has passed every point.</remarks>
    public static Task ReachAsync(PipelineSystem system, Uri execution, int percent) => TestSupport.WaitFor.TrueAsync(
        async () =>
        {
            JsonNode? state = await system.TryGetAsync(execution.ToString());
            JsonNode? progress = state?["progress"];
            bool applying = (string?)progress?["step"] == "applying";
            return (string?)state?["status"] is "partial" or "succeeded"
                || (applying && (long)progress!["done"]! * 100 >= (long)progress["expected"]! * percent);
        },
        TimeSpan.FromMinutes(15),
        string.Create(CultureInfo.InvariantCulture, $"{execution} reaches {percent} %"));
}
