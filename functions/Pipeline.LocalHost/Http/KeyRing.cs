using System.Security.Cryptography;
using System.Text;

namespace Pipeline.LocalHost.Http;

/// <summary>The keys of this machine: one master key, one host key that opens every function, and a system key per extension.</summary>
/// <remarks>Made at the first start with <c>--keys</c> and kept in <c>keys.json</c> of the data folder, readable by its owner only.</remarks>
internal sealed class KeyRing
{
    private KeyRing(string? masterKey, string? functionKey) => (MasterKey, FunctionKey) = (masterKey, functionKey);

    /// <summary>No keys: everything is open, as under Core Tools.</summary>
    public static KeyRing None { get; } = new(null, null);

    public string? MasterKey { get; }

    /// <summary>The host key <c>default</c>.</summary>
    public string? FunctionKey { get; }

    /// <summary>Reads the keys of the folder, or makes them.</summary>
    /// <exception cref="HostStartException">keys.json is there but not readable.</exception>
    public static KeyRing Open(string dataFolder)
    {
        const string Remedy = "delete it to make new keys";
        string path = Path.Combine(dataFolder, "keys.json");
        if (File.Exists(path))
        {
            IConfiguration file = JsonFile.Read(path, Remedy);
            return file["masterKey"] is { Length: > 0 } master && file["functionKey"] is { Length: > 0 } function
                ? new KeyRing(master, function)
                : throw new HostStartException($"{path} lacks masterKey or functionKey; {Remedy}.");
        }

        KeyRing keys = new(NewKey(), NewKey());
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using StreamWriter writer = new(path, Encoding.UTF8, options);
        writer.Write(new JObject { ["masterKey"] = keys.MasterKey, ["functionKey"] = keys.FunctionKey });
        return keys;
    }

    /// <summary>The key <c>{name}_extension</c> of an extension's webhook, derived from the master key; null without keys.</summary>
    public string? SystemKey(string extension) => MasterKey is null
        ? null
        : UrlSafe(HMACSHA256.HashData(Encoding.UTF8.GetBytes(MasterKey), Encoding.UTF8.GetBytes($"{extension}_extension")));

    /// <summary>Whether the key in <c>x-functions-key</c> or <c>?code=</c> opens <c>anonymous</c>, <c>function</c> or <c>admin</c>.</summary>
    public bool Opens(HttpRequest request, string level) =>
        level.Equals("anonymous", StringComparison.OrdinalIgnoreCase)
        || HasKey(request, level.Equals("function", StringComparison.OrdinalIgnoreCase) ? FunctionKey : MasterKey);

    public bool OpensWebhook(HttpRequest request, string extension) => HasKey(request, SystemKey(extension));

    private bool HasKey(HttpRequest request, string? key)
    {
        string given = request.Headers["x-functions-key"].ToString() is { Length: > 0 } header ? header : request.Query["code"].ToString();
        return MasterKey is null || AreEqual(given, key) | AreEqual(given, MasterKey);
    }

    /// <summary>Takes the same time for any wrong key.</summary>
    private static bool AreEqual(string given, string? expected) => CryptographicOperations.FixedTimeEquals(
        SHA256.HashData(Encoding.UTF8.GetBytes(given)), SHA256.HashData(Encoding.UTF8.GetBytes(expected ?? string.Empty)));

    private static string NewKey() => UrlSafe(RandomNumberGenerator.GetBytes(40));

    private static string UrlSafe(byte[] bytes) => Convert.ToBase64String(bytes).Replace('+', '-').Replace('/', '_');
}
