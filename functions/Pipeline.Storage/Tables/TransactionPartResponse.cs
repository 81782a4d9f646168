using System.Diagnostics.CodeAnalysis;
using System.Text;
using Azure.Core;

namespace Azure.Data.Tables;

/// <summary>The service's answer to one action of a transaction. Headers and body are read when asked for.</summary>
internal sealed class TransactionPartResponse : Response
{
    private readonly ArraySegment<byte> text;
    private Stream? body;
    private List<HttpHeader>? headers;

    /// <summary>Takes the part from its status line to its end.</summary>
    public TransactionPartResponse(int status, ArraySegment<byte> text, string clientRequestId)
    {
        Status = status;
        ClientRequestId = clientRequestId;
        this.text = text;
    }

    /// <inheritdoc />
    public override int Status { get; }

    /// <inheritdoc />
    public override bool IsError => Status >= 400;

    /// <inheritdoc />
    public override string ReasonPhrase =>
        Lines()[0].Split(' ', 3) is [_, _, string reason] ? reason : string.Empty;

    /// <inheritdoc />
    public override string ClientRequestId { get; set; }

    /// <inheritdoc />
    public override Stream? ContentStream
    {
        get => body ??= Body();
        set => body = value;
    }

    private MemoryStream Body()
    {
        (_, int start) = HeadEnd();
        ReadOnlySpan<byte> rest = text.AsSpan(start).TrimEnd("\r\n"u8);
        return new MemoryStream(text.Array!, text.Offset + start, rest.Length, writable: false, publiclyVisible: true);
    }

    /// <inheritdoc />
    public override void Dispose() => body?.Dispose();

    /// <inheritdoc />
    protected override bool ContainsHeader(string name) => TryGetHeader(name, out _);

    /// <inheritdoc />
    protected override IEnumerable<HttpHeader> EnumerateHeaders() => headers ??= ReadHeaders();

    /// <inheritdoc />
    protected override bool TryGetHeader(string name, [NotNullWhen(true)] out string? value)
    {
        value = EnumerateHeaders()
            .Where(header => string.Equals(header.Name, name, StringComparison.OrdinalIgnoreCase))
            .Select(static header => header.Value)
            .FirstOrDefault();
        return value is not null;
    }

    /// <inheritdoc />
    protected override bool TryGetHeaderValues(string name, [NotNullWhen(true)] out IEnumerable<string>? values)
    {
        values = TryGetHeader(name, out string? value) ? [value] : null;
        return values is not null;
    }

    private List<HttpHeader> ReadHeaders()
    {
        List<HttpHeader> read = [];
        foreach (string line in Lines().Skip(1))
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0)
            {
                read.Add(new HttpHeader(line[..colon], line[(colon + 1)..].Trim()));
            }
        }

        return read;
    }

    private string[] Lines() =>
        Encoding.UTF8.GetString(text.AsSpan(0, HeadEnd().Head)).Split('\n', StringSplitOptions.TrimEntries);

    private (int Head, int Body) HeadEnd()
    {
        int strict = text.AsSpan().IndexOf("\r\n\r\n"u8);
        if (strict >= 0)
        {
            return (strict, strict + 4);
        }

        int loose = text.AsSpan().IndexOf("\n\n"u8);
        return loose >= 0 ? (loose, loose + 2) : (text.Count, text.Count);
    }
}
