using Google.Protobuf;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Pipeline.LocalHost.Durable.Messages;
using Pipeline.LocalHost.Durable.Storage;
using Pipeline.LocalHost.Durable.Turns;

namespace Pipeline.LocalHost.Tests.Durable;

/// <summary>Records the turns of the Durable Task Framework and compares the history with the framework's own.</summary>
public sealed class HistoryVectorTests
{
    private static readonly JsonParser Reader = new(JsonParser.Settings.Default.WithIgnoreUnknownFields(true));

    /// <summary>58 to 61 hold histories made by hand, which no turns led to.</summary>
    public static TheoryData<string> Files => new(
        Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "durable-vectors"), "*.json")
            .Select(path => Path.GetFileNameWithoutExtension(path))
            .Where(name => string.CompareOrdinal(name, "58") < 0)
            .Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Files))]
    public void A_recorded_turn_leaves_the_history_that_the_next_one_begins_with(string file)
    {
        string text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "durable-vectors", file + ".json"));
        JObject vector = JsonConvert.DeserializeObject<JObject>(
            text, new JsonSerializerSettings { DateParseHandling = DateParseHandling.None })!;
        foreach (IGrouping<string, JToken> turns in vector["turns"]!.GroupBy(turn => (string)turn["instanceId"]!))
        {
            foreach ((JToken turn, JToken next) in turns.Zip(turns.Skip(1)))
            {
                Compare(turn, next);
            }
        }
    }

    private static void Compare(JToken turn, JToken next)
    {
        OrchestratorRequest request = Request(turn);
        InstanceState state = State(request);
        TurnInput input = TurnInput.Next(state, request.NewEvents[0].Timestamp.ToDateTimeOffset())!;
        Assert.Equal(Lines(request.NewEvents), Lines(input.NewEvents));
        TurnAnswer answer = new(
            [.. turn["expected"]!["actions"]!.Select(action => Reader.Parse<OrchestratorAction>(action.ToString(Formatting.None)))],
            CustomStatus: null, AbandonReason: null);

        TurnRecord.Write(new Draft(state), input, answer, request.NewEvents[0].Timestamp.ToDateTimeOffset());

        OrchestratorRequest following = Request(next);
        if (following.PastEvents.Count > 0)
        {
            Assert.Equal(Lines(following.PastEvents), Lines(state.History));
        }
        else
        {
            // Continue-as-new: the framework's first turn of the round holds exactly what the hub put into the inbox.
            TurnInput first = TurnInput.Next(state, following.NewEvents[0].Timestamp.ToDateTimeOffset())!;
            Assert.Empty(first.PastEvents);
            Assert.Equal(Lines(following.NewEvents), Lines(first.NewEvents));
        }
    }

    private static InstanceState State(OrchestratorRequest request)
    {
        ExecutionStartedEvent start = request.PastEvents.Concat(request.NewEvents)
            .First(item => item.ExecutionStarted is not null).ExecutionStarted;
        InstanceState state = new()
        {
            InstanceId = request.InstanceId,
            ExecutionId = start.OrchestrationInstance.ExecutionId,
            Name = start.Name,
            Version = start.Version,
            Parent = start.ParentInstance,
        };
        state.History.Add(request.PastEvents);
        state.Inbox.Add(request.NewEvents
            .Where(item => item.OrchestratorStarted is null && item.OrchestratorCompleted is null)
            .Select(item => new HubMessage { Event = item }));
        state.Continuation = request.NewEvents.Any(item => item.OrchestratorCompleted is not null) ? state.Inbox.Count : 0;
        return state;
    }

    private static OrchestratorRequest Request(JToken turn) =>
        OrchestratorRequest.Parser.ParseFrom(Convert.FromBase64String((string)turn["requestBase64"]!));

    /// <summary>The events without what differs from run to run: time stamps and execution ids.</summary>
    private static IEnumerable<string> Lines(IEnumerable<HistoryEvent> events) => events.Select(item =>
    {
        HistoryEvent copy = item.Clone();
        copy.Timestamp = null;
        if (copy.ExecutionStarted is { } start)
        {
            start.OrchestrationInstance.ExecutionId = null;
        }

        return copy.ToString();
    });
}
