using Newtonsoft.Json.Linq;
using Pipeline.LocalHost.Durable.Messages;
using Pipeline.LocalHost.Durable.Storage;

namespace Pipeline.LocalHost.Durable.Management;

/// <summary>What of an instance a request wants to see.</summary>
internal sealed record StatusView(bool WithInput, bool WithHistory, bool WithHistoryOutput, bool FailsAsServerError)
{
    /// <summary>Reads the parameters.</summary>
    public static StatusView Read(IQueryCollection query) => new(
        !string.Equals(query["showInput"], "false", StringComparison.OrdinalIgnoreCase),
        IsTrue(query, "showHistory"),
        IsTrue(query, "showHistoryOutput"),
        IsTrue(query, "returnInternalServerErrorOnFailure"));

    /// <summary>The status as JSON.</summary>
    public JObject Write(InstanceState state)
    {
        JObject status = InstanceJson.Write(state, WithInput);
        if (WithHistory)
        {
            status["historyEvents"] = InstanceJson.WriteHistory(state, WithHistoryOutput);
        }

        return status;
    }

    /// <summary>The answer: 202 while the instance runs, 200 when it has ended, 500 if it failed and that was asked for.</summary>
    public IResult Answer(InstanceState state, ManagementUrls urls)
    {
        JObject status = Write(state);
        if (!state.HasEnded())
        {
            return ManagementAnswer.Accepted(status, urls.Status(state.InstanceId), retryAfter: "5");
        }

        bool isError = FailsAsServerError && state.Status == OrchestrationStatus.Failed;
        return ManagementAnswer.Json(
            status, isError ? StatusCodes.Status500InternalServerError : StatusCodes.Status200OK);
    }

    private static bool IsTrue(IQueryCollection query, string name) =>
        string.Equals(query[name], "true", StringComparison.OrdinalIgnoreCase);
}
