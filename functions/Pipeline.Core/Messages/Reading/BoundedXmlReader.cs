using System.Globalization;
using System.Xml;
using Pipeline.Core.Issues;

namespace Pipeline.Core.Messages.Reading;

/// <summary>Reads XML forward within limits: no DTD, no entities, no resolver, bounded in every direction.</summary>
/// <remarks>Comments and processing instructions are passed over. Keeps nothing of what was read.</remarks>
public sealed class BoundedXmlReader : IDisposable
{
    private const int CauseLimit = 200;

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
    /// <exception cref="XmlException">Not well formed or beyond a limit; <see cref="IssueOf"/> tells which.</exception>
    public bool Read()
    {
        if (!reader.Read())
        {
            return false;
        }

        if (reader.NodeType is XmlNodeType.Element)
        {
            Require(reader.Depth < limits.Depth, IssueCodes.XmlTooDeep, limits.Depth);
            Require(++elements <= limits.Elements, IssueCodes.XmlTooManyElements, limits.Elements);
            Require(reader.AttributeCount <= limits.Attributes, IssueCodes.XmlTooManyElements, limits.Attributes);
        }

        return true;
    }

    /// <summary>Refuses a text that is longer than the limits allow.</summary>
    /// <param name="length">Its characters so far.</param>
    /// <exception cref="XmlException">It is longer.</exception>
    public void RequireLength(int length) =>
        Require(length <= limits.ValueCharacters, IssueCodes.XmlTooManyCharacters, limits.ValueCharacters);

    /// <summary>What is wrong with the body, and where.</summary>
    public Issue IssueOf(XmlException fault) => fault switch
    {
        LimitException limit => new Issue(limit.Code, PlaceOf(fault.LineNumber, fault.LinePosition), null).With("limit", limit.Limit),
        // The run time tells the causes apart by text only; its texts are English in every culture.
        _ when fault.Message.Contains("DTD", StringComparison.Ordinal) => Of(IssueCodes.XmlDtdForbidden, fault),
        _ when fault.Message.Contains("MaxCharactersInDocument", StringComparison.Ordinal) =>
            Of(IssueCodes.XmlTooManyCharacters, fault).With("limit", limits.Characters),
        _ when fault.Message.Contains("encoding", StringComparison.OrdinalIgnoreCase)
            || fault.Message.Contains("Unicode", StringComparison.Ordinal) => Of(IssueCodes.XmlEncoding, fault),
        _ => Of(IssueCodes.XmlNotWellFormed, fault).With("reason", CauseOf(fault)),
    };

    /// <summary>A place as an issue names it; null when it is not known.</summary>
    public static string? PlaceOf(int line, int column) =>
        line > 0 ? string.Create(CultureInfo.InvariantCulture, $"line {line}, column {column}") : null;

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

    private static Issue Of(string code, XmlException fault) => new(code, PlaceOf(fault.LineNumber, fault.LinePosition), null);

    /// <summary>The sentence of the run time, without the place at its end and without what a sender made too long.</summary>
    private static string CauseOf(XmlException broken)
    {
        int place = broken.Message.LastIndexOf(" Line ", StringComparison.Ordinal);
        string cause = place > 0 ? broken.Message[..place] : broken.Message;
        return cause.Length > CauseLimit ? $"{cause[..CauseLimit]}..." : cause;
    }

    private void Require(bool holds, string code, int limit)
    {
        if (!holds)
        {
            IXmlLineInfo? at = reader as IXmlLineInfo;
            throw new LimitException(code, limit, at?.LineNumber ?? 0, at?.LinePosition ?? 0);
        }
    }

    private sealed class LimitException(string code, int limit, int line, int column) : XmlException(message: null, innerException: null, line, column)
    {
        public string Code => code;

        public int Limit => limit;
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
