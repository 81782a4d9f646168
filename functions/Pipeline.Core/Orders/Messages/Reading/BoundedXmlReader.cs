using System.Xml;

namespace Pipeline.Core.Orders.Messages.Reading;

/// <summary>Reads XML forward within limits: no DTD, no entities, no resolver, bounded in every direction.</summary>
/// <remarks>Comments and processing instructions are passed over. Keeps nothing of what was read.</remarks>
public sealed class BoundedXmlReader : IDisposable
{
    private readonly XmlReader reader;
    private readonly XmlLimits limits;
    private int elements;

    /// <summary>Reads bytes; the XML declaration decides the encoding.</summary>
    public BoundedXmlReader(Stream body, XmlLimits limits)
    {
        this.limits = limits;
        reader = XmlReader.Create(body, SettingsOf(limits));
    }

    /// <summary>Reads text that is decoded already.</summary>
    public BoundedXmlReader(TextReader text, XmlLimits limits)
    {
        this.limits = limits;
        reader = XmlReader.Create(text, SettingsOf(limits));
    }

    /// <summary>The node that was read.</summary>
    public XmlReader Node => reader;

    /// <summary>Reads the next node; false at the end.</summary>
    /// <exception cref="XmlException">Not well formed or beyond a limit; <see cref="CodeOf"/> tells which.</exception>
    public bool Read()
    {
        if (!reader.Read())
        {
            return false;
        }

        if (reader.NodeType is XmlNodeType.Element)
        {
            Require(reader.Depth < limits.Depth, XmlFaultCodes.TooDeep, $"Elements are nested deeper than {limits.Depth}.");
            Require(++elements <= limits.Elements, XmlFaultCodes.TooManyElements, $"There are more than {limits.Elements} elements.");
            Require(
                reader.AttributeCount <= limits.Attributes, XmlFaultCodes.TooManyElements,
                $"An element has more than {limits.Attributes} attributes.");
        }

        return true;
    }

    /// <summary>Refuses a text that is longer than the limits allow.</summary>
    /// <param name="length">Its characters so far.</param>
    /// <param name="what">What it is, with its article, as the beginning of a sentence.</param>
    /// <exception cref="XmlException">It is longer.</exception>
    public void RequireLength(int length, string what) => Require(
        length <= limits.ValueCharacters, XmlFaultCodes.TooManyCharacters, $"{what} has more than {limits.ValueCharacters} characters.");

    /// <summary>One of <see cref="XmlFaultCodes"/>.</summary>
    public static string CodeOf(XmlException fault) => fault switch
    {
        LimitException limit => limit.Code,
        // The run time tells the causes apart by text only; its texts are English in every culture.
        _ when fault.Message.Contains("DTD", StringComparison.Ordinal) => XmlFaultCodes.DtdForbidden,
        _ when fault.Message.Contains("MaxCharactersInDocument", StringComparison.Ordinal) => XmlFaultCodes.TooManyCharacters,
        _ when fault.Message.Contains("encoding", StringComparison.OrdinalIgnoreCase)
            || fault.Message.Contains("Unicode", StringComparison.Ordinal) => XmlFaultCodes.Encoding,
        _ => XmlFaultCodes.NotWellFormed,
    };

    /// <inheritdoc/>
    public void Dispose() => reader.Dispose();

    private static XmlReaderSettings SettingsOf(XmlLimits limits) => new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = limits.Characters,
        MaxCharactersFromEntities = 1,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        CheckCharacters = true,
        ConformanceLevel = ConformanceLevel.Document,
    };

    private void Require(bool holds, string code, string message)
    {
        if (!holds)
        {
            IXmlLineInfo? at = reader as IXmlLineInfo;
            throw new LimitException(code, message, at?.LineNumber ?? 0, at?.LinePosition ?? 0);
        }
    }

    private sealed class LimitException(string code, string message, int line, int column)
        : XmlException(message, innerException: null, line, column)
    {
        public string Code => code;

        /// <summary>Without the place, which the base puts behind it.</summary>
        public override string Message { get; } = message;
    }
}

/// <summary>How much of a body is read before it is refused.</summary>
/// <param name="Characters">Of the whole body.</param>
/// <param name="ValueCharacters">Of one text or attribute.</param>
/// <param name="Depth">Of nested elements.</param>
/// <param name="Elements">Of the whole body.</param>
/// <param name="Attributes">Of one element.</param>
public sealed record XmlLimits(
    long Characters, int ValueCharacters = 64 * 1024, int Depth = 32, int Elements = 200_000, int Attributes = 32)
{
    /// <summary>Those of every pushed message: what the endpoint takes, the reader takes too.</summary>
    public static XmlLimits OfMessages { get; } = new(16 * 1024 * 1024);
}
