namespace Pipeline.Faults.Storage;

/// <summary>A request to a storage service, taken apart.</summary>
/// <remarks>Addresses have the emulator's form: <c>http://host:port/account/container/...</c>.</remarks>
internal sealed class StorageRequest
{
    private readonly Func<string, string?> header;

    public StorageRequest(HttpRequestMessage request, byte[] body)
        : this(request.Method.Method, request.RequestUri!, name => HeaderOf(request, name), body) => Message = request;

    public StorageRequest(string method, Uri uri, Func<string, string?> header, byte[] body)
    {
        Method = method;
        Body = body;
        this.header = header;
        string path = uri.AbsolutePath;
        int account = path.IndexOf('/', 1);
        Path = account < 0 ? string.Empty : path[(account + 1)..];
        Query = uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(static pair => pair.Split('=', 2))
            .ToDictionary(
                static pair => Uri.UnescapeDataString(pair[0]),
                static pair => pair.Length == 1 ? string.Empty : Uri.UnescapeDataString(pair[1]),
                StringComparer.OrdinalIgnoreCase);
    }

    public HttpRequestMessage? Message { get; }

    public string Method { get; }

    /// <summary>What follows the account, without leading slash, still escaped.</summary>
    public string Path { get; }

    public IReadOnlyDictionary<string, string> Query { get; }

    public byte[] Body { get; }

    /// <summary>First segment of the path: table, container or queue.</summary>
    public string Root => Path.Split('/', 2)[0];

    /// <summary>What follows the first segment, unescaped; empty when there is none.</summary>
    public string Rest => Path.Split('/', 2) is [_, var rest] ? Uri.UnescapeDataString(rest) : string.Empty;

    public string? Header(string name) => header(name);

    public string? Parameter(string name) => Query.GetValueOrDefault(name);

    public IEnumerable<KeyValuePair<string, string>> Metadata() => Message!.Headers
        .Where(static pair => pair.Key.StartsWith("x-ms-meta-", StringComparison.OrdinalIgnoreCase))
        .Select(static pair => KeyValuePair.Create(pair.Key["x-ms-meta-".Length..], string.Join(',', pair.Value)));

    private static string? HeaderOf(HttpRequestMessage request, string name) =>
        request.Headers.TryGetValues(name, out IEnumerable<string>? values)
        || (request.Content?.Headers.TryGetValues(name, out values) ?? false)
            ? string.Join(',', values!)
            : null;
}
