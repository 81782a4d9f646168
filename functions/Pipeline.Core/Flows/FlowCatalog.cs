using System.Collections.Frozen;

namespace Pipeline.Core.Flows;

/// <summary>The flows that exist, in the order in which people read them.</summary>
public sealed class FlowCatalog(IReadOnlyList<FlowDefinition> definitions)
{
    private readonly FrozenDictionary<string, FlowDefinition> byCode =
        definitions.ToFrozenDictionary(static definition => definition.Code, StringComparer.OrdinalIgnoreCase);

    /// <summary>All of them.</summary>
    public IReadOnlyList<FlowDefinition> All => definitions;

    /// <summary>The flow with a code, in any case; null when there is none.</summary>
    public FlowDefinition? Find(string code) => byCode.GetValueOrDefault(code);
}
