using Newtonsoft.Json.Linq;

namespace Pipeline.LocalHost.Tests.Durable;

/// <summary>Reads JSON that may be null.</summary>
internal static class Tokens
{
    public static JToken? At(this JToken? token, string name) => token is JObject members ? members[name] : null;
}
