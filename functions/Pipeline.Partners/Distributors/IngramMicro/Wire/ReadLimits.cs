using System.Text.Json.Serialization;
using Pipeline.Core.Messages.Reading;

namespace Pipeline.Partners.Distributors.IngramMicro.Wire;

/// <summary>How much of a body is read before it is refused.</summary>
internal sealed class ReadLimits
{
    /// <summary>At least the largest setting of the endpoint that takes messages: what was acknowledged must be readable.</summary>
    public int Bytes { get; set; } = 16 * 1024 * 1024;

    public int Characters { get; set; } = 16 * 1024 * 1024;

    public int ValueCharacters { get; set; } = 64 * 1024;

    public int Depth { get; set; } = 32;

    public int Elements { get; set; } = 200_000;

    public int Attributes { get; set; } = 32;

    /// <summary>The limits that hold for the text of a body.</summary>
    [JsonIgnore]
    public XmlLimits ForReading => new(Characters, ValueCharacters, Depth, Elements, Attributes);
}
