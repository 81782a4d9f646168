using System.Globalization;
using Newtonsoft.Json.Linq;
using Pipeline.LocalHost.Configuration;
using Pipeline.LocalHost.Invocation;

namespace Pipeline.LocalHost.EventGrid;

/// <summary>Makes the call of an Event Grid function (functions-custom-handler.md §1.5).</summary>
internal static class EventGridCall
{
    /// <summary>Whether the function takes all events of a delivery in one call.</summary>
    public static bool TakesMany(FunctionDefinition function) =>
        string.Equals(function.Trigger.Text("cardinality"), "many", StringComparison.OrdinalIgnoreCase);

    /// <summary>The call for one event.</summary>
    public static FunctionCall One(FunctionDefinition function, JObject received, DateTimeOffset now) =>
        Create(function, received, received["data"], now);

    /// <summary>The call for all events of a delivery.</summary>
    public static FunctionCall Many(FunctionDefinition function, IReadOnlyList<JObject> received, DateTimeOffset now) =>
        Create(function, received.ToArray(), received.Select(item => item["data"]).ToArray(), now);

    private static FunctionCall Create(FunctionDefinition function, object value, object? data, DateTimeOffset now) =>
        new()
        {
            Function = function,
            Reason = $"EventGrid trigger fired at {now.ToString("O", CultureInfo.InvariantCulture)}",
            TriggerValue = value,
            BindingData = [new("data", data)],
        };
}
