using System.Text.Json.Nodes;
using Google.Protobuf.Collections;
using Microsoft.DurableTask.Messages;

namespace Pipeline.Worker.Tests.Durable;

/// <summary>Brings answers and expectations into one form, with what the README of the vectors says to compare.</summary>
internal static class AnswerForm
{
    private static readonly string[] Texts = ["input", "data", "result"];

    /// <summary>An answer of ours, member by member as in the vectors.</summary>
    public static JsonArray Of(OrchestratorResponse response) => [.. response.Actions.Select(action => Describe(action))];

    /// <summary>Makes two answers comparable: JSON texts become values, instants become ticks, traces disappear.</summary>
    public static JsonArray Normalise(JsonArray actions)
    {
        JsonArray copy = actions.DeepClone().AsArray();
        foreach (JsonNode? action in copy)
        {
            foreach ((string kind, JsonNode? body) in action!.AsObject().ToList())
            {
                if (body is JsonObject members)
                {
                    Normalise(kind, members);
                }
            }
        }

        return copy;
    }

    /// <summary>Takes out what a vector leaves open.</summary>
    public static void Remove(JsonArray actions, IEnumerable<string> pointers)
    {
        foreach (string[] path in pointers.Select(pointer => pointer.Split('/')[2..]))
        {
            JsonNode? node = int.Parse(path[0], null) < actions.Count ? actions[int.Parse(path[0], null)] : null;
            foreach (string member in path[1..^1])
            {
                node = node?[member];
            }

            node?.AsObject().Remove(path[^1]);
        }
    }

    /// <summary>An alternative that fails says only what matters of the failure; the rest is not compared.</summary>
    public static void RemoveUnsaid(JsonArray actual, JsonArray alternative)
    {
        for (int i = 0; i < Math.Min(actual.Count, alternative.Count); i++)
        {
            if (actual[i]!["completeOrchestration"]?["failureDetails"] is JsonObject details
                && alternative[i]!["completeOrchestration"]?["failureDetails"] is JsonObject said)
            {
                foreach (string member in details.Select(pair => pair.Key).Except(said.Select(pair => pair.Key)).ToList())
                {
                    details.Remove(member);
                }

                if (alternative[i]!["completeOrchestration"]!["result"] is null)
                {
                    actual[i]!["completeOrchestration"]!.AsObject().Remove("result");
                }
            }
        }
    }

    private static void Normalise(string kind, JsonObject members)
    {
        bool isPlain = (string?)members["orchestrationStatus"] is
            "ORCHESTRATION_STATUS_TERMINATED" or "ORCHESTRATION_STATUS_FAILED";
        foreach (string name in Texts.Where(name => members[name] is not null && !isPlain))
        {
            members[name] = new JsonObject { ["json"] = JsonNode.Parse((string)members[name]!) };
        }

        if (members["fireAt"] is { } fireAt)
        {
            members["fireAt"] = DateTimeOffset.Parse((string)fireAt!, null).UtcTicks;
        }

        if (kind is "scheduleTask" or "createSubOrchestration")
        {
            members.Remove("version");
        }
    }

    private static JsonObject Describe(OrchestratorAction action)
    {
        var form = new JsonObject { ["id"] = action.Id };
        switch (action.OrchestratorActionTypeCase)
        {
            case OrchestratorAction.OrchestratorActionTypeOneofCase.ScheduleTask:
                form["scheduleTask"] = Body(
                    ("name", action.ScheduleTask.Name),
                    ("input", action.ScheduleTask.Input),
                    ("tags", Tags(action.ScheduleTask.Tags)));
                break;
            case OrchestratorAction.OrchestratorActionTypeOneofCase.CreateSubOrchestration:
                form["createSubOrchestration"] = Body(
                    ("instanceId", action.CreateSubOrchestration.InstanceId),
                    ("name", action.CreateSubOrchestration.Name),
                    ("input", action.CreateSubOrchestration.Input),
                    ("tags", Tags(action.CreateSubOrchestration.Tags)));
                break;
            case OrchestratorAction.OrchestratorActionTypeOneofCase.CreateTimer:
                form["createTimer"] = Body(
                    ("fireAt", action.CreateTimer.FireAt.ToDateTimeOffset().ToString("O", null)));
                break;
            case OrchestratorAction.OrchestratorActionTypeOneofCase.SendEvent:
                form["sendEvent"] = Body(
                    ("instance", Body(("instanceId", action.SendEvent.Instance.InstanceId))),
                    ("name", action.SendEvent.Name),
                    ("data", action.SendEvent.Data));
                break;
            default:
                form["completeOrchestration"] = Describe(action.CompleteOrchestration);
                break;
        }

        return form;
    }

    private static JsonObject Describe(CompleteOrchestrationAction completion) => Body(
        ("orchestrationStatus", completion.OrchestrationStatus switch
        {
            OrchestrationStatus.Completed => "ORCHESTRATION_STATUS_COMPLETED",
            OrchestrationStatus.ContinuedAsNew => "ORCHESTRATION_STATUS_CONTINUED_AS_NEW",
            OrchestrationStatus.Failed => "ORCHESTRATION_STATUS_FAILED",
            OrchestrationStatus.Terminated => "ORCHESTRATION_STATUS_TERMINATED",
            _ => completion.OrchestrationStatus.ToString(),
        }),
        ("result", completion.Result),
        ("newVersion", completion.NewVersion),
        ("carryoverEvents", completion.CarryoverEvents.Count == 0 ? null : new JsonArray(
            [.. completion.CarryoverEvents.Select(carried => new JsonObject
            {
                ["eventId"] = carried.EventId,
                ["eventRaised"] = Body(("name", carried.EventRaised.Name), ("input", carried.EventRaised.Input)),
            })])),
        ("failureDetails", completion.FailureDetails is { } failure ? Describe(failure) : null));

    private static JsonObject Describe(TaskFailure failure) => Body(
        ("errorType", failure.ErrorType),
        ("errorMessage", failure.ErrorMessage),
        ("innerFailure", failure.InnerFailure is { } inner ? Describe(inner) : null));

    private static JsonObject? Tags(MapField<string, string> tags) =>
        tags.Count == 0 ? null : Body([.. tags.Select(tag => (tag.Key, (JsonNode?)tag.Value))]);

    private static JsonObject Body(params (string Name, JsonNode? Value)[] members) =>
        [.. members.Where(member => member.Value is not null)
            .Select(member => KeyValuePair.Create(member.Name, member.Value))];
}
