using System.Text.Json.Nodes;

namespace Pipeline.Worker.Tests.Durable;

/// <summary>One recorded turn of the Durable Task Framework: a request and the answer the framework gave to it.</summary>
public sealed record VectorTurn(string Vector, int Turn, string Code, string RequestBase64, JsonObject Source)
{
    private static readonly Lazy<IReadOnlyList<VectorTurn>> Loaded = new(Load);

    public static IReadOnlyList<VectorTurn> All => Loaded.Value;

    public JsonObject Expected => Source["expected"]!.AsObject();

    public IEnumerable<string> Loose => Source["loose"]?.AsArray().Select(node => (string)node!) ?? [];

    public static VectorTurn Find(string vector, int turn) =>
        All.Single(candidate => candidate.Vector == vector && candidate.Turn == turn);

    public JsonArray Alternative(int index) => Source["alternatives"]![index]!["actions"]!.AsArray();

    private static List<VectorTurn> Load()
    {
        var turns = new List<VectorTurn>();
        string folder = Path.Combine(AppContext.BaseDirectory, "Durable", "vectors");
        foreach (string file in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal))
        {
            JsonObject vector = JsonNode.Parse(File.ReadAllText(file))!.AsObject();
            turns.AddRange(vector["turns"]!.AsArray().Select(turn => new VectorTurn(
                (string)vector["id"]!,
                (int)turn!["turn"]!,
                (string)turn["code"]!,
                (string)turn["requestBase64"]!,
                turn.AsObject())));
        }

        return turns;
    }
}
