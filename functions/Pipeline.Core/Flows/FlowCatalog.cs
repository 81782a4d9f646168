using System.Collections.Frozen;

namespace Pipeline.Core.Flows;

/// <summary>The flows that exist, in the order in which people read them.</summary>
public sealed class FlowCatalog(IReadOnlyList<FlowDefinition> definitions)
{
    private readonly FrozenDictionary<string, FlowDefinition> byCode =
        definitions.ToFrozenDictionary(static definition => definition.Code, StringComparer.OrdinalIgnoreCase);

    /// <summary>All of them.</summary>
    public IReadOnlyList<FlowDefinition> All => definitions;

    /// <summary>Code of the flow that fetches a feed; of a feed that nobody fetches, distributor and kind with a dot between.</summary>
    /// <param name="distributor">The distributor's code.</param>
    /// <param name="feed">The feed's kind as addresses spell it.</param>
    public string CodeOf(string distributor, string feed) =>
        definitions.FirstOrDefault(definition => definition.Distributor == distributor && definition.Feed == feed)?.Code
        ?? $"{distributor}.{feed}";

    /// <summary>The flow with a code, in any case; null when there is none.</summary>
    public FlowDefinition? Find(string code) => byCode.GetValueOrDefault(code);
}
