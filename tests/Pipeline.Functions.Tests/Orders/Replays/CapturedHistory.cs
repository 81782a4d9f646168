using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Microsoft.DurableTask.Protobuf;

namespace Pipeline.Functions.Tests.Orders.Replays;

/// <summary>The file form of captured turns: per round the whole history once, and where each turn cuts it.</summary>
/// <remarks>Events and actions are in protobuf's own JSON mapping, one a line, so that a difference can be read.</remarks>
internal static class CapturedHistory
{
    private const string InstanceId = "order-o1";

    // Texts within texts stay readable.
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The files of all versions, as <c>v1/name.json</c>.</summary>
    public static IReadOnlyList<string> Names =>
        [.. Directory.EnumerateFiles(Folder, "*.json", SearchOption.AllDirectories)
            .Select(static path => Path.GetRelativePath(Folder, path)).Order(StringComparer.Ordinal)];

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Orders", "histories");

    /// <summary>The text of a captured file; null when it does not exist.</summary>
    public static string? Text(string name) =>
        File.Exists(Path.Combine(Folder, name)) ? File.ReadAllText(Path.Combine(Folder, name)) : null;

    /// <summary>Reads the turns of a file.</summary>
    /// <param name="name">The file.</param>
    /// <param name="version">In which version the instance is to have been begun; by default that of the file.</param>
    public static IReadOnlyList<CapturedTurn> Read(string name, string? version = null)
    {
        string own = Path.GetDirectoryName(name)![1..];
        string text = Text(name)!.Replace($"\"version\":\"{own}\"", $"\"version\":\"{version ?? own}\"", StringComparison.Ordinal);
        JsonArray rounds = JsonNode.Parse(text)!["rounds"]!.AsArray();
        return [.. rounds.SelectMany(static (round, index) => Turns(round!, index + 1))];
    }

    /// <summary>The actions of an answer, each as JSON.</summary>
    public static IReadOnlyList<string> Actions(OrchestratorResponse response) => [.. response.Actions.Select(Json)];

    /// <summary>Writes turns in the order in which they ran; a turn without a past begins a round.</summary>
    public static string Write(IReadOnlyList<CapturedTurn> turns)
    {
        IEnumerable<string> rounds = turns.GroupBy(static turn => turn.Round).Select(static round =>
        {
            OrchestratorRequest last = round.Last().Request;
            IEnumerable<string> events = last.PastEvents.Concat(last.NewEvents).Select(Json);
            return $$"""
                    {
                      "history": [
                {{Lines(events, 8)}}
                      ],
                      "turns": [
                {{Lines(round.Select(Turn), 8)}}
                      ]
                    }
                """;
        });
        return $$"""
            {
              "rounds": [
            {{string.Join(",\n", rounds)}}
              ]
            }

            """.ReplaceLineEndings("\n");
    }

    private static string Lines(IEnumerable<string> entries, int indent) =>
        string.Join(",\n", entries.Select(entry => new string(' ', indent) + entry));

    private static string Turn(CapturedTurn turn) => FormattableString.Invariant(
        $$"""{ "past": {{turn.Request.PastEvents.Count}}, "new": {{turn.Request.NewEvents.Count}}, "actions": [{{string.Join(", ", turn.Actions)}}] }""");

    private static IEnumerable<CapturedTurn> Turns(JsonNode round, int number)
    {
        HistoryEvent[] history =
            [.. round["history"]!.AsArray().Select(static made => JsonParser.Default.Parse<HistoryEvent>(made!.ToJsonString()))];
        return round["turns"]!.AsArray().Select((turn, index) =>
        {
            int past = (int)turn!["past"]!;
            OrchestratorRequest request = new()
            {
                InstanceId = InstanceId,
                PastEvents = { history[..past] },
                NewEvents = { history[past..(past + (int)turn["new"]!)] },
            };
            return new CapturedTurn(
                number, index + 1, request, [.. turn["actions"]!.AsArray().Select(static action => Plain(action!))]);
        });
    }

    private static string Json(IMessage message) => Plain(JsonNode.Parse(JsonFormatter.Default.Format(message))!);

    private static string Plain(JsonNode node) => node.ToJsonString(Readable);
}
