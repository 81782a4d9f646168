namespace Pipeline.Infra.Tests.Bicep;

/// <summary>A resource of a template.</summary>
internal sealed record BicepResource(BicepFile File, string Symbol, BicepNode Node)
{
    /// <summary>Type and version, <c>Microsoft.Web/sites@2024-04-01</c>.</summary>
    public string TypeAndVersion => Node.Child("string")!.Literal();

    /// <summary>Type without version.</summary>
    public string Type => TypeAndVersion.Split('@')[0];

    /// <summary>Whether the template only refers to it.</summary>
    public bool IsExisting => Node.Text.Split('{')[0].Contains("' existing = ", StringComparison.Ordinal);

    /// <summary>Where it stands, for findings.</summary>
    public string Place => $"{File.Path}:{Node.Line} {Symbol}";

    /// <summary>The text of a property, or an empty one.</summary>
    public string TextAt(params string[] path) => Node.At(path)?.Text ?? string.Empty;
}
