using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Pipeline.LocalHost.Tests.Conformance;

/// <summary>The recorded calls and answers of the real host's code, see vectors/README.md of their source.</summary>
public static class Vectors
{
    private static readonly JsonSerializerSettings Exact = new() { DateParseHandling = DateParseHandling.None };

    private static readonly JArray AllRequests = Read("requests.json");
    private static readonly JArray AllAnswers = Read("answers.json");

    public static JObject Request(string id) => Find(AllRequests, id);

    public static JObject Answer(string id) => Find(AllAnswers, id);

    /// <summary>Ids of the requests; retry policies (timer-04, timer-05) are not played by LocalHost.</summary>
    public static TheoryData<string> RequestIds() =>
        [.. Ids(AllRequests).Where(id => id is not ("timer-04" or "timer-05"))];

    public static TheoryData<string> AnswerIds() => [.. Ids(AllAnswers)];

    private static IEnumerable<string> Ids(JArray vectors) => vectors.Select(vector => (string)vector["id"]!);

    private static JObject Find(JArray vectors, string id) =>
        (JObject)vectors.First(vector => (string)vector["id"]! == id);

    private static JArray Read(string name) => JsonConvert.DeserializeObject<JArray>(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "vectors", name)), Exact)!;
}
