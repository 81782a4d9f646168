using System.Security.Cryptography;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Pipeline.LocalHost.Admin;

/// <summary>The keys of this machine: one master key, one host key that opens every function, and a system key per extension.</summary>
/// <remarks>Made at the first start with <c>--keys</c> and kept in <c>keys.json</c> of the data folder, readable by its owner only.</remarks>
internal sealed class KeyRing
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private KeyRing(string masterKey, string functionKey)
    {
        MasterKey = masterKey;
        FunctionKey = functionKey;
    }

    public string MasterKey { get; }

    /// <summary>The host key <c>default</c>.</summary>
    public string FunctionKey { get; }

    /// <summary>Reads the keys of the folder, or makes them.</summary>
    /// <exception cref="HostStartException">keys.json is there but not readable.</exception>
    public static KeyRing Open(string dataFolder)
    {
        string path = Path.Combine(dataFolder, "keys.json");
        if (File.Exists(path))
        {
            return Read(path);
        }

        KeyRing keys = new(NewKey(), NewKey());
        JObject document = new() { ["masterKey"] = keys.MasterKey, ["functionKey"] = keys.FunctionKey };
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        using StreamWriter writer = new(path, Encoding.UTF8, options);
        writer.Write(document.ToString(Formatting.Indented));
        return keys;
    }

    /// <summary>The system key of an extension's webhook, such as <c>blobs_extension</c>; derived from the master key.</summary>
    public string SystemKey(string name) => UrlSafe(HMACSHA256.HashData(Encoding.UTF8.GetBytes(MasterKey), Encoding.UTF8.GetBytes(name)));

    /// <summary>Whether a key opens the master's doors. Takes the same time for any wrong key.</summary>
    public bool IsMaster(string? key) => AreEqual(key, MasterKey);

    /// <summary>Whether a key opens functions; the master key does, too.</summary>
    public bool IsFunction(string? key) => AreEqual(key, FunctionKey) | AreEqual(key, MasterKey);

    /// <summary>Whether a key opens an extension's webhook; the master key does, too.</summary>
    public bool IsSystem(string? key, string name) => AreEqual(key, SystemKey(name)) | AreEqual(key, MasterKey);

    private static bool AreEqual(string? given, string expected) => CryptographicOperations.FixedTimeEquals(
        SHA256.HashData(Encoding.UTF8.GetBytes(given ?? string.Empty)), SHA256.HashData(Encoding.UTF8.GetBytes(expected)));

    private static string NewKey() => UrlSafe(RandomNumberGenerator.GetBytes(40));

    private static string UrlSafe(byte[] bytes) => Convert.ToBase64String(bytes).Replace('+', '-').Replace('/', '_');

    private static KeyRing Read(string path)
    {
        try
        {
            JObject document = JObject.Parse(File.ReadAllText(path));
            return (string?)document["masterKey"] is { Length: > 0 } master
                && (string?)document["functionKey"] is { Length: > 0 } function
                    ? new KeyRing(master, function)
                    : throw new HostStartException($"{path} lacks masterKey or functionKey; delete it to make new keys.");
        }
        catch (JsonException error)
        {
            throw new HostStartException($"{path} is not valid JSON; delete it to make new keys.", error);
        }
    }
}
