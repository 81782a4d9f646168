using System.Xml;

namespace Pipeline.Partners.Distributors.IngramMicro.Xml;

/// <summary>A body goes beyond a limit; caught where the body is opened.</summary>
internal sealed class XmlLimitException(string code, string message) : XmlException(message)
{
    public string Code => code;
}
