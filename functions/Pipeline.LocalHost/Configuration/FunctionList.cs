namespace Pipeline.LocalHost.Configuration;

/// <summary>The functions of an app, and for each folder that could not be read the reason.</summary>
internal sealed record FunctionList(
    IReadOnlyList<FunctionDefinition> Functions, IReadOnlyDictionary<string, string> Errors)
{
    /// <summary>The function of that name, in any letter case; null when there is none.</summary>
    public FunctionDefinition? Find(string name) =>
        Functions.FirstOrDefault(function => function.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
