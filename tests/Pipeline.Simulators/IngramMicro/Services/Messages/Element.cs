using System.Xml.Linq;

namespace Pipeline.Simulators.IngramMicro.Services.Messages;

/// <summary>Small elements that messages are made of.</summary>
internal static class Element
{
    /// <summary>An element; an empty text makes an empty element.</summary>
    public static XElement Of(string name, string? text) => string.IsNullOrEmpty(text) ? new XElement(name) : new XElement(name, text);

    /// <summary>An element, or nothing when there is no text.</summary>
    public static XElement? Optional(string name, string? text) => string.IsNullOrEmpty(text) ? null : new XElement(name, text);

    /// <summary>A quantity in pieces.</summary>
    public static XElement Pieces(string name, int quantity) =>
        new(name, new XAttribute("UnitOfMeasure", "EA"), MessageText.Whole(quantity));

    /// <summary>A status with its code as attribute.</summary>
    public static XElement Status(string name, string code, string description, string? reason = null) => new(
        name, new XAttribute("StatusCode", code), new XAttribute("StatusDescription", description),
        reason is null ? null : new XAttribute("ReasonCode", reason));

    /// <summary>An element with its meaning in an attribute Type.</summary>
    public static XElement Typed(string name, string type, string text) => new(name, new XAttribute("Type", type), text);
}
