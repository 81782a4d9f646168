using System.Text.Json;

namespace Pipeline.Ops.Views;

/// <summary>Names of states as addresses, texts and the API spell them.</summary>
public static class Spelling
{
    /// <summary>In camel case, for example <c>nothingToDo</c>.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
