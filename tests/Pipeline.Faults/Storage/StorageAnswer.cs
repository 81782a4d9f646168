using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Pipeline.Faults.Storage;

/// <summary>An answer of a storage service.</summary>
internal sealed class StorageAnswer(int status)
{
    private readonly List<(string Name, string Value)> headers = [];

    public int Status { get; } = status;

    public byte[] Body { get; init; } = [];

    public string? ContentType { get; init; }

    public string? ErrorCode { get; private init; }

    public IReadOnlyList<(string Name, string Value)> Headers => headers;

    public StorageAnswer With(string name, string value)
    {
        headers.Add((name, value));
        return this;
    }

    /// <summary>A refusal as blobs and queues write it.</summary>
    public static StorageAnswer Refuse(int status, string code) => new StorageAnswer(status)
    {
        ErrorCode = code,
        ContentType = "application/xml",
        Body = Encoding.UTF8.GetBytes($"<?xml version=\"1.0\" encoding=\"utf-8\"?><Error><Code>{code}</Code><Message>{code}</Message></Error>"),
    }.With("x-ms-error-code", code);

    /// <summary>A refusal as tables write it.</summary>
    public static StorageAnswer RefuseTable(int status, string code, string text) => new StorageAnswer(status)
    {
        ErrorCode = code,
        ContentType = "application/json;odata=minimalmetadata;streaming=true;charset=utf-8",
        Body = Encoding.UTF8.GetBytes(
            $$"""{"odata.error":{"code":"{{code}}","message":{"lang":"en-US","value":"{{text}}"} } }"""),
    }.With("x-ms-error-code", code);

    public static StorageAnswer Xml(string text) => new(200)
    {
        ContentType = "application/xml",
        Body = Encoding.UTF8.GetBytes("<?xml version=\"1.0\" encoding=\"utf-8\"?>" + text),
    };

    /// <summary>The answer as it travels.</summary>
    /// <param name="request">What is answered; the answer to HEAD has no body.</param>
    /// <param name="now">The server's clock.</param>
    public HttpResponseMessage ToMessage(HttpRequestMessage request, DateTimeOffset now)
    {
        bool isHead = request.Method == HttpMethod.Head;
        HttpResponseMessage message = new((HttpStatusCode)Status)
        {
            RequestMessage = request,
            Content = new ByteArrayContent(isHead ? [] : Body),
        };
        message.Headers.Date = now;
        message.Headers.Add("x-ms-request-id", "00000000-0000-0000-0000-000000000000");
        message.Headers.Add("x-ms-version", "2021-12-02");
        if (ContentType is not null)
        {
            message.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(ContentType);
        }

        if (isHead)
        {
            message.Content.Headers.ContentLength = Body.Length;
        }

        foreach ((string name, string value) in headers)
        {
            if (!message.Headers.TryAddWithoutValidation(name, value))
            {
                _ = message.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return message;
    }
}
