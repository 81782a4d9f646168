using System.Text;
using System.Xml.Linq;

namespace Pipeline.Simulators.Tests.IngramMicro.Services;

/// <summary>What the postback received.</summary>
internal sealed record ReceivedPush(string Path, string Source, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string Text => (Encoding.ASCII.GetString(Body, 0, Math.Min(60, Body.Length)).Contains("ISO-8859-1", StringComparison.Ordinal)
        ? Encoding.Latin1
        : Encoding.UTF8).GetString(Body);

    /// <summary>Local name of the message, for example OrderResponse; <c>?</c> when it cannot be read.</summary>
    public string Kind => IsWellFormed ? Content.Name.LocalName : "?";

    public bool IsWellFormed
    {
        get
        {
            try
            {
                XDocument.Load(new MemoryStream(Body));
                return true;
            }
            catch (System.Xml.XmlException)
            {
                return false;
            }
        }
    }

    public XElement Content => XDocument.Load(new MemoryStream(Body)).Descendants()
        .First(element => element.Name.LocalName == "BusinessTransactionNotification").Elements().Last();

    /// <summary>Value of the first element of a name, or null.</summary>
    public string? Value(string name) => Content.DescendantsAndSelf().FirstOrDefault(element => element.Name.LocalName == name)?.Value;

    /// <summary>Value of an attribute of the first element of a name, or null.</summary>
    public string? Value(string name, string attribute) =>
        (string?)Content.DescendantsAndSelf().FirstOrDefault(element => element.Name.LocalName == name)?.Attribute(attribute);
}
