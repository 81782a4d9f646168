using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Pipeline.Storage;

/// <summary>
/// Brings to light a fault that passes (busy, time-out) inside the 202 answer of a transaction, so that it is tried again
/// like one outside. The transaction took no effect then: it is all or nothing.
/// </summary>
/// <remarks>The table client itself raises such a fault at once. Put it where each try passes.</remarks>
public sealed partial class BusyTransactionPolicy : HttpPipelineSynchronousPolicy
{
    // The status of the first part stands behind two boundaries and a few headers.
    private const int HeadBytes = 2048;

    /// <inheritdoc />
    public override void OnReceivedResponse(HttpMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (message.HasResponse && message.Response is { Status: 202, ContentStream: MemoryStream { Length: > 0 } content } whole)
        {
            byte[] head = new byte[Math.Min(content.Length, HeadBytes)];
            content.Position = 0;
            content.ReadExactly(head);
            content.Position = 0;
            Match fault = PassingFault().Match(Encoding.UTF8.GetString(head));
            if (fault.Success)
            {
                message.Response = new PartResponse(
                    whole, int.Parse(fault.Groups["status"].Value, CultureInfo.InvariantCulture), fault.Groups["body"].Value);
            }
        }
    }

    [GeneratedRegex(@"HTTP/1\.1 (?<status>408|429|50[0234]) .*?\r?\n\r?\n(?<body>.*?)(\r?\n--|$)", RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PassingFault();

    private sealed class PartResponse(Response whole, int status, string body) : Response
    {
        public override int Status => status;

        public override string ReasonPhrase => whole.ReasonPhrase;

        public override bool IsError => true;

        public override Stream? ContentStream { get; set; } = new MemoryStream(Encoding.UTF8.GetBytes(body));

        public override string ClientRequestId { get => whole.ClientRequestId; set => whole.ClientRequestId = value; }

        public override void Dispose() => whole.Dispose();

        protected override bool ContainsHeader(string name) => whole.Headers.Contains(name);

        protected override IEnumerable<HttpHeader> EnumerateHeaders() => whole.Headers;

        protected override bool TryGetHeader(string name, [NotNullWhen(true)] out string? value)
        {
            value = name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase) ? "application/json" : null;
            return value is not null || whole.Headers.TryGetValue(name, out value);
        }

        protected override bool TryGetHeaderValues(string name, [NotNullWhen(true)] out IEnumerable<string>? values) =>
            whole.Headers.TryGetValues(name, out values);
    }
}
