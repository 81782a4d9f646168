using System.Xml.Linq;
using Pipeline.Simulators.IngramMicro.Services.Rules;

namespace Pipeline.Simulators.IngramMicro.Services.Wire;

/// <summary>A call, unpacked: which transaction, its preamble, its content, the login of its SOAP header.</summary>
internal sealed record RequestFrame
{
    private const string Security = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";

    private static readonly Dictionary<string, (ServiceTransaction Transaction, ElementRule Shape)> Contents = new()
    {
        ["PriceAndAvailabilityRequest"] = (ServiceTransaction.PriceAndAvailability, RequestShapes.Prices),
        ["OrderCreateRequest"] = (ServiceTransaction.OrderCreate, RequestShapes.Order),
        ["OrderStatusRequest"] = (ServiceTransaction.OrderInquiry, RequestShapes.Status),
        ["OrderSearchRequest"] = (ServiceTransaction.OrderInquiry, RequestShapes.Search),
    };

    public required ServiceTransaction Transaction { get; init; }

    public required XElement Preamble { get; init; }

    public required XElement Content { get; init; }

    public required ElementRule Shape { get; init; }

    /// <summary>User and password of a UsernameToken, or null.</summary>
    public (string User, string Password)? Token { get; init; }

    /// <summary>Value of an element below the content, by its path of local names; null when it is not there.</summary>
    public string? this[params ReadOnlySpan<string> path] => ValueOf(Content, path);

    public static string? ValueOf(XElement? element, params ReadOnlySpan<string> path)
    {
        foreach (string name in path)
        {
            element = element?.Elements().FirstOrDefault(child => child.Name.LocalName == name);
        }

        return element?.Value;
    }

    /// <summary>Opens envelope and wrapper.</summary>
    /// <returns>The frame, or null and the fault.</returns>
    public static RequestFrame? Open(
        XElement root, WireFamily family, string? soapAction, bool acceptsToken, RuleSheet sheet, out TechnicalFault? fault)
    {
        (string, string)? token = null;
        XElement? wrapper = family.IsSoap ? Unwrap(root, acceptsToken, sheet, out fault, out token) : NoEnvelope(root, sheet, out fault);
        if (wrapper is null)
        {
            return null;
        }

        XElement? content = wrapper.Elements().Skip(1).FirstOrDefault();
        bool isKnown = wrapper.Name.LocalName == "BusinessTransactionRequest"
            && wrapper.Elements().Count() == 2
            && wrapper.Elements().First().Name.LocalName == "RequestPreamble"
            && Contents.ContainsKey(content!.Name.LocalName);
        if (!sheet.Check("xml.root", isKnown, $"{wrapper.Name.LocalName} is no BusinessTransactionRequest with a RequestPreamble and one known transaction"))
        {
            fault = new TechnicalFault("Client", sheet.Breach!.Detail!);
            return null;
        }

        (ServiceTransaction transaction, ElementRule shape) = Contents[content!.Name.LocalName];
        string expected = family.RequestNamespace(transaction);
        bool hasNames = wrapper.DescendantsAndSelf().All(element => element.Name.NamespaceName == expected);
        string action = WireFamily.SoapAction(transaction);
        bool isRight = sheet.Check("xml.namespace", hasNames, $"the namespace of every element is {expected}")
            & (!family.IsSoap || sheet.Check("soap.action", soapAction == action, $"SOAPAction is {soapAction ?? "missing"}, must be {action}"));
        fault = isRight ? null : new TechnicalFault("Client", sheet.Breach!.Detail!);
        return !isRight
            ? null
            : new RequestFrame { Transaction = transaction, Preamble = wrapper.Elements().First(), Content = content, Shape = shape, Token = token };
    }

    private static XElement? NoEnvelope(XElement root, RuleSheet sheet, out TechnicalFault? fault)
    {
        bool isPlain = sheet.Check("xml.envelope", root.Name.LocalName != "Envelope", "this family has no SOAP envelope");
        fault = isPlain ? null : new TechnicalFault("Client", sheet.Breach!.Detail!);
        return isPlain ? root : null;
    }

    private static XElement? Unwrap(
        XElement root, bool acceptsToken, RuleSheet sheet, out TechnicalFault? fault, out (string, string)? token)
    {
        XNamespace soap = WireFamily.Envelope;
        token = null;
        if (root.Name.LocalName == "Envelope" && root.Name.Namespace != soap)
        {
            sheet.Check("soap.envelope", false, $"the envelope's namespace is {root.Name.NamespaceName}, must be {soap}");
            fault = new TechnicalFault("VersionMismatch", sheet.Breach!.Detail!);
            return null;
        }

        XElement[] parts = [.. root.Elements()];
        bool isEnvelope = root.Name == soap + "Envelope" && parts is [.., { } last] && last.Name == soap + "Body" && last.Elements().Count() == 1
            && (parts.Length == 1 || (parts.Length == 2 && parts[0].Name == soap + "Header"));
        if (!sheet.Check("soap.envelope", isEnvelope, "a SOAP 1.1 Envelope with an optional Header and a Body of one element is expected"))
        {
            fault = new TechnicalFault("Client", sheet.Breach!.Detail!);
            return null;
        }

        XElement? header = parts.Length == 2 ? parts[0] : null;
        XElement? security = acceptsToken ? header?.Element(XName.Get("Security", Security)) : null;
        bool isUnderstood = header is null
            || header.Elements().All(entry => entry == security || (string?)entry.Attribute(soap + "mustUnderstand") != "1");
        if (!sheet.Check("soap.must-understand", isUnderstood, "a header that must be understood is not"))
        {
            fault = new TechnicalFault("MustUnderstand", sheet.Breach!.Detail!);
            return null;
        }

        XElement? name = security?.Element(XName.Get("UsernameToken", Security));
        token = name is null ? null : (ValueOf(name, "Username") ?? string.Empty, ValueOf(name, "Password") ?? string.Empty);
        fault = null;
        return parts[^1].Elements().First();
    }
}
