namespace Pipeline.Partners.Distributors.IngramMicro.Wire;

/// <summary>A <see cref="FieldMap"/> with its paths parsed once.</summary>
internal sealed class CompiledMap
{
    public CompiledMap(FieldMap map)
    {
        Elements = [.. map.Elements.Select(WirePath.Parse)];
        Names = map.Elements;
        Fields = map.Fields.ToDictionary(field => field.Key, field => WirePath.Parse(field.Value));
        Required = map.Required;
        Groups = map.Groups.ToDictionary(group => group.Key, group => new CompiledMap(group.Value));
    }

    public IReadOnlyList<WirePath> Elements { get; }

    public IReadOnlyList<string> Names { get; }

    public Dictionary<string, WirePath> Fields { get; }

    public IReadOnlyList<string> Required { get; }

    public Dictionary<string, CompiledMap> Groups { get; }
}
