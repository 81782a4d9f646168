using System.Globalization;
using Pipeline.Core.Issues;
using Pipeline.Partners.Distributors.IngramMicro.Wire;

namespace Pipeline.Partners.Distributors.IngramMicro.Writing;

/// <summary>Writes a request by the profile's template, and checks required fields, lengths and characters on the way.</summary>
internal sealed class WireWriter(WireProfile profile)
{
    private const string Mask = "***";

    private static readonly string[] SecretFields = ["userName", "password"];

    private readonly Transliteration transliteration = new(profile.Document.Encoding);

    /// <summary>Writes the request twice: as it is sent, and with user name and password masked.</summary>
    public WireRequest Write(string operation, WireFields fields)
    {
        List<Issue> breaches = [];
        byte[] body = Write(operation, fields, isMasked: false, breaches);
        return breaches.Count > 0
            ? new WireRequest([], [], breaches)
            : new WireRequest(body, Write(operation, fields, isMasked: true, []), []);
    }

    private byte[] Write(string operation, WireFields fields, bool isMasked, List<Issue> breaches)
    {
        RequestMap request = profile.Document.Requests[operation];
        XmlText xml = new(profile.Document.Encoding);
        bool hasEnvelope = profile.Document.Envelope == "soap11";
        Scope scope = new(xml, isMasked, breaches);
        if (hasEnvelope)
        {
            xml.Open("soap:Envelope", new KeyValuePair<string, string>("xmlns:soap", "http://schemas.xmlsoap.org/soap/envelope/"));
            WriteHeader(fields, scope);
            xml.Open("soap:Body");
        }

        xml.Open(request.Root, request.Namespace.Length > 0 ? [new("xmlns", request.Namespace)] : []);
        WriteAll(request.Body, fields, request.Root, scope);
        xml.Close(request.Root);
        if (hasEnvelope)
        {
            xml.Close("soap:Body");
            xml.Close("soap:Envelope");
        }

        return breaches.Count == 0 ? xml.ToBytes() : [];
    }

    private void WriteHeader(WireFields fields, Scope scope)
    {
        if (profile.Document.Credentials != "usernameToken")
        {
            scope.Xml.Leaf("soap:Header", string.Empty);
            return;
        }

        // WS-Security 1.0, password as text: only over TLS, which the connector insists on.
        const string Security = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";
        const string PasswordText = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0#PasswordText";
        scope.Xml.Open("soap:Header");
        scope.Xml.Open("wsse:Security", new KeyValuePair<string, string>("xmlns:wsse", Security), new("soap:mustUnderstand", "1"));
        scope.Xml.Open("wsse:UsernameToken");
        scope.Xml.Leaf("wsse:Username", scope.IsMasked ? Mask : Text(fields["tokenUserName"], null, "wsse:Username", scope) ?? string.Empty);
        scope.Xml.Leaf(
            "wsse:Password", scope.IsMasked ? Mask : Text(fields["tokenPassword"], null, "wsse:Password", scope) ?? string.Empty,
            new KeyValuePair<string, string>("Type", PasswordText));
        scope.Xml.Close("wsse:UsernameToken");
        scope.Xml.Close("wsse:Security");
        scope.Xml.Close("soap:Header");
    }

    private void WriteAll(List<TemplateNode> nodes, WireFields fields, string path, Scope scope)
    {
        foreach (TemplateNode node in nodes)
        {
            if (node.Repeat is null)
            {
                WriteNode(node, fields, $"{path}/{node.Element}", scope);
                continue;
            }

            int index = 0;
            foreach (WireFields entry in fields.Group(node.Repeat))
            {
                index++;
                WriteNode(node, entry, string.Create(CultureInfo.InvariantCulture, $"{path}/{node.Element}[{index}]"), scope);
            }
        }
    }

    private void WriteNode(TemplateNode node, WireFields fields, string path, Scope scope)
    {
        KeyValuePair<string, string>[] attributes = [.. node.Attributes];
        List<TemplateNode> children = node.Preamble ? profile.Document.RequestPreamble : node.Children;
        if (children.Count > 0)
        {
            scope.Xml.Open(node.Element, attributes);
            WriteAll(children, fields, path, scope);
            scope.Xml.Close(node.Element);
            return;
        }

        string? text = node.Value ?? Text(fields[node.Field ?? string.Empty], node.Format, path, scope);
        if (string.IsNullOrEmpty(text))
        {
            WriteAbsent(node, path, attributes, scope);
            return;
        }

        if (node.MaxLength > 0 && text.Length > node.MaxLength)
        {
            scope.Breaches.Add(new Issue(IssueCodes.FieldTooLong, path, text).With("length", text.Length).With("limit", node.MaxLength));
        }

        bool isSecret = scope.IsMasked && SecretFields.Contains(node.Field, StringComparer.Ordinal);
        scope.Xml.Leaf(node.Element, isSecret ? Mask : text, attributes);
    }

    private static void WriteAbsent(TemplateNode node, string path, KeyValuePair<string, string>[] attributes, Scope scope)
    {
        switch (node.Absent)
        {
            case "omit":
                break;
            case "empty":
                scope.Xml.Leaf(node.Element, string.Empty, attributes);
                break;
            default:
                scope.Breaches.Add(new Issue(IssueCodes.FieldRequired, path, null));
                break;
        }
    }

    private string? Text(object? value, string? format, string path, Scope scope) => value switch
    {
        null => null,
        string text => Writable(text, path, scope),
        bool flag => flag ? "Y" : "N",
        DateOnly date => date.ToString(profile.Document.WriteDate, CultureInfo.InvariantCulture),
        DateTimeOffset instant => TimeZoneInfo.ConvertTime(instant, profile.TimeZone)
            .ToString(profile.Document.WriteTime, CultureInfo.InvariantCulture),
        decimal number => number.ToString(format ?? profile.Document.WriteDecimal, CultureInfo.InvariantCulture),
        int number => number.ToString(format ?? "0", CultureInfo.InvariantCulture),
        _ => throw new ArgumentException($"{value.GetType().Name} is no value of a message.", nameof(value)),
    };

    private string Writable(string text, string path, Scope scope)
    {
        string written = transliteration.Apply(text.Trim(), out string? unwritable);
        if (unwritable is not null)
        {
            scope.Breaches.Add(new Issue(IssueCodes.CharacterUnsupported, path, unwritable).Expecting(profile.Document.Encoding));
        }

        return written;
    }

    private sealed record Scope(XmlText Xml, bool IsMasked, List<Issue> Breaches);
}
